import cron from "node-cron";
import pino from "pino";
import { EnvRefusal, readEnv } from "#app/env.server.ts";
import { openStore } from "#db/open-store.server.ts";
import { workImports } from "#app/operations/feeds/work-imports.server.ts";
import { IMPORT_JOB, JOBS } from "./schedule-table.ts";
import { tick } from "./tick.server.ts";

const QUEUE_MS = 1000;

/**
 * The job process. node-cron is only a wake-up, once a minute in UTC; what is due is decided by schedule
 * and ledger, so a missed wake-up is caught up by the next one and a second process does nothing twice.
 */
async function main(): Promise<void> {
  const env = readEnv(process.env);
  const log = pino({ base: { process: "jobs" }, level: process.env.LOG_LEVEL ?? "info" });
  const store = await openStore(env.database, { audit: env.auditKey, pay: env.payKey }, "jobs", Date.now());
  let stopping = false;
  let running: Promise<void> | null = null;
  const worker = { store, env, log, now: () => Date.now(), stopping: () => stopping };

  const failed = (what: string) => (error: unknown) => log.error({ fault: error instanceof Error ? error.message : String(error) }, what);
  // Imports take minutes: mails and verdicts do not wait for them.
  const quick = JOBS.filter((job) => job.job !== IMPORT_JOB);
  const long = JOBS.filter((job) => job.job === IMPORT_JOB);
  let importing: Promise<void> | null = null;
  /** Somebody looks at a page and waits for an import to begin: the queue is looked at every second, not every minute. */
  const lookAtQueue = (alsoTick: boolean) => {
    if (stopping) return;
    importing ??= (alsoTick ? tick(worker, long) : workImports({ store, dataDir: env.dataDir, now: worker.now, stopping: worker.stopping }))
      .then(() => undefined)
      .catch(failed("import failed"))
      .finally(() => {
        importing = null;
      });
  };
  const queue = setInterval(() => lookAtQueue(false), QUEUE_MS);

  const wake = () => {
    lookAtQueue(true);
    // The wake-up that comes while the last one still works is not lost: the ledger shows what is left.
    running ??= tick(worker, quick)
      .then(() => undefined)
      .catch(failed("tick failed"))
      .finally(() => {
        running = null;
      });
  };
  const task = cron.schedule("* * * * *", wake, { timezone: "UTC" });
  wake();

  const stop = async () => {
    if (stopping) return;
    stopping = true;
    clearInterval(queue);
    await task.stop();
    await Promise.all([running, importing]);
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
