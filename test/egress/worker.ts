/** `worker.ts [reach]`: every job of the portal once, over a small company. With `reach` it also tries to reach another machine and a name, which the test must see. */
import pino from "pino";
import { newestSlot } from "#app/domain/schedule/job-schedule.ts";
import { zoneOf } from "#app/domain/time/zone.ts";
import { readEnv } from "#app/env.server.ts";
import { openStore } from "#db/open-store.server.ts";
import { recentRuns } from "#db/queries/job-ledger.server.ts";
import { runSlot } from "#jobs/run-slot.server.ts";
import { JOBS } from "#jobs/schedule-table.ts";
import { addTwoMonths, closeTwoMonths, payTinyCompany, tinyCompany } from "#test/support/tiny-company.ts";

const env = readEnv(process.env);
const store = await openStore(env.database, { audit: env.auditKey, pay: env.payKey }, "jobs", Date.now());
const company = await tinyCompany(store);
await addTwoMonths(company);
await closeTwoMonths(company);
await payTinyCompany(company);
const now = Date.now();
const worker = { store, env, log: pino({ level: "silent" }), now: () => now, stopping: () => false };
for (const job of JOBS) await runSlot(worker, job, newestSlot(job.when, zoneOf("UTC"), now));
const failed = (await recentRuns(store, 100)).filter((run) => run.state !== "done").map((run) => `${run.job}: ${run.error ?? run.state}`);
await store.close();
if (process.argv[2] === "reach") await Promise.all(["http://192.0.2.1/", "http://somewhere.example/"].map((address) => fetch(address, { signal: AbortSignal.timeout(2000) }).catch(() => undefined)));
console.log(JSON.stringify({ jobs: JOBS.length, failed }));
