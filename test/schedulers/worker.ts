/** `worker.ts NUMBER STARTED`: a scheduler by a clock that runs sixty times as fast as the machine's, until SIGTERM. Says "stale" for each late write that was refused, "repeated" for each run that was done before and not ended. */
import { setTimeout as delay } from "node:timers/promises";
import pino from "pino";
import { readEnv } from "#app/env.server.ts";
import { openStore } from "#db/open-store.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { Job } from "#jobs/job.ts";
import { tick } from "#jobs/tick.server.ts";
import { wroteByNaturalKey } from "./effects.ts";
import { CLOCK_SPEED, LEASE_MS } from "./stop-and-go.ts";

const [number, started] = [process.argv[2]!, Number(process.argv[3])];
const env = readEnv(process.env);
const store = await openStore(env.database, { audit: env.auditKey, pay: env.payKey }, "jobs", 1);
const now = () => started + (Date.now() - started) * CLOCK_SPEED;
let stopping = false;
process.once("SIGTERM", () => (stopping = true));

const run: Job["run"] = async (ctx) => {
  await delay(Math.random() * 900);
  try {
    if (await wroteByNaturalKey(ctx, number)) process.stdout.write("repeated\n");
  } catch (error) {
    if (error instanceof StaleWriteError) process.stdout.write("stale\n");
    throw error;
  }
  return { n: 1 };
};
const jobs: Job[] = [
  { job: "sweep", when: { type: "every", minutes: 1 }, missed: "newest", leaseMs: LEASE_MS, run },
  { job: "dated", when: { type: "every", minutes: 5 }, missed: "each", leaseMs: LEASE_MS, run },
];
while (!stopping) {
  await tick({ store, env, log: pino({ level: "silent" }), now, stopping: () => stopping }, jobs).catch(() => undefined);
  await delay(20);
}
await store.close();
