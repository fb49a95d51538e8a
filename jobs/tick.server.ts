import { dueSlots } from "#app/domain/schedule/job-schedule.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { zoneOf } from "#app/domain/time/zone.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { firstStart, runsSince } from "#db/queries/job-ledger.server.ts";
import type { Job } from "./job.ts";
import { runSlot } from "./run-slot.server.ts";
import type { Worker } from "./run-slot.server.ts";

/** How far back a missed slot is still looked for. */
const LOOK_BACK_MS = 35 * DAY_MS;

/**
 * One wake-up: asks schedule and ledger what should have been done by now and is not, and works it in
 * order. Returns the number of slots worked. Safe to call from several processes at once.
 */
export async function tick(worker: Worker, jobs: readonly Job[]): Promise<number> {
  const now = worker.now();
  const organisation = await loadOrganisation(worker.store);
  if (!organisation) return 0;
  const since = Math.max(await firstStart(worker.store, now), now - LOOK_BACK_MS);
  const entries = await runsSince(worker.store, since - DAY_MS);
  let worked = 0;
  for (const due of dueSlots(jobs, zoneOf(organisation.zone), { since, entries }, now)) {
    if (worker.stopping()) break;
    const done = await runSlot(worker, jobs.find((job) => job.job === due.job)!, due.slot);
    if (done) worked += 1;
  }
  return worked;
}
