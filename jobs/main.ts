import cron from "node-cron";
import pino from "pino";
import { EnvRefusal, readEnv } from "#app/env.server.ts";
import { openStore } from "#db/open-store.server.ts";
import { workImports } from "#app/operations/feeds/work-imports.server.ts";
import { exitOnFault } from "#app/web/exit-on-fault.server.ts";
import { superviseJobs } from "#app/web/supervise-jobs.server.ts";
import { breathingStore } from "./breathing-store.ts";
import { giveWay } from "./give-way.ts";
import { INTAKE_JOBS, JOBS } from "./schedule-table.ts";
import { tick, workAsked } from "./tick.server.ts";

const QUEUE_MS = 1000;
const ASKED_MS = 2000;
/** Asks for the process of the imports alone. */
const IMPORTS = "--imports";
/** Imports make garbage faster than V8 likes to collect it; see `node-options.mjs`, which says the same of the command. */
const FRUGAL = ["--optimize-for-size"];

/**
 * The job process. node-cron is only a wake-up, once a minute in UTC; what is due is decided by schedule
 * and ledger, so a missed wake-up is caught up by the next one and a second process does nothing twice.
 * Imports have a process of their own below this one: reading a file and judging tasks each take all the
 * time they are given, and neither the mails nor whoever looks at a progress bar should wait for them.
 */
async function main(): Promise<void> {
  giveWay();
  const env = readEnv(process.env);
  const onlyImports = process.argv.includes(IMPORTS);
  const log = pino({ base: { process: onlyImports ? "imports" : "jobs" }, level: process.env.LOG_LEVEL ?? "info" });
  exitOnFault(log);
  const store = breathingStore(await openStore(env.database, { audit: env.auditKey, pay: env.payKey }, "jobs", Date.now()));
  let stopping = false;
  const running = new Map<string, Promise<void>>();
  const worker = { store, env, log, now: () => Date.now(), stopping: () => stopping };

  const failed = (what: string) => (error: unknown) => log.error({ fault: error instanceof Error ? error.message : String(error) }, what);
  const run = (work: () => Promise<unknown>, what: string) => {
    // The wake-up that comes while the last one still works is not lost: the ledger shows what is left.
    if (stopping || running.has(what)) return;
    running.set(what, work().then(() => undefined).catch(failed(what)).finally(() => running.delete(what)));
  };
  const own = JOBS.filter((job) => INTAKE_JOBS.has(job.job) === onlyImports);
  const wake = () => run(() => tick(worker, own), "tick failed");
  // Somebody looks at a page and waits for an import to begin: its queue is looked at every second, not every minute.
  const queue = onlyImports ? setInterval(() => run(() => workImports({ store, dataDir: env.dataDir, now: worker.now, stopping: worker.stopping }), "import failed"), QUEUE_MS) : null;
  // Likewise what somebody asked for with "run now".
  const asked = setInterval(() => run(() => workAsked(worker, own), "asked run failed"), ASKED_MS);
  const imports = onlyImports ? null : superviseJobs(log, [IMPORTS], FRUGAL);
  const task = cron.schedule("* * * * *", wake, { timezone: "UTC" });
  wake();

  const stop = async () => {
    if (stopping) return;
    stopping = true;
    if (queue) clearInterval(queue);
    clearInterval(asked);
    await task.stop();
    await Promise.all([...running.values(), imports?.stop()]);
    await store.close();
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop());
  process.on("SIGINT", () => void stop());
  // The supervisor's end of the pipe closes when it dies, however it dies.
  process.on("disconnect", () => void stop());
}

main().catch((error: unknown) => {
  console.error(error instanceof EnvRefusal ? error.message : error);
  process.exit(1);
});
