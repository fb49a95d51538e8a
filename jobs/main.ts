import cron from "node-cron";
import pino from "pino";
import { EnvRefusal, readEnv } from "#app/env.server.ts";
import { openStore } from "#db/open-store.server.ts";
import { JOBS } from "./schedule-table.ts";
import { tick } from "./tick.server.ts";

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

  const wake = () => {
    // The wake-up that comes while the last one still works is not lost: the ledger shows what is left.
    running ??= tick(worker, JOBS)
      .then(() => undefined)
      .catch((error: unknown) => log.error({ fault: error instanceof Error ? error.message : String(error) }, "tick failed"))
      .finally(() => {
        running = null;
      });
  };
  const task = cron.schedule("* * * * *", wake, { timezone: "UTC" });
  wake();

  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await task.stop();
    await running;
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
