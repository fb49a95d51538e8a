import { dueSlots, slotsToDo } from "#app/domain/schedule/job-schedule.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { zoneOf } from "#app/domain/time/zone.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { firstStart, runsBetween } from "#db/queries/job-ledger.server.ts";
import { loadAskedRuns, loadJobPauses } from "#db/queries/job-runs.server.ts";
import type { Job } from "./job.ts";
import { runSlot } from "./run-slot.server.ts";
import type { Worker } from "./run-slot.server.ts";

/** How far back a missed slot is still looked for. */
const LOOK_BACK_MS = 35 * DAY_MS;

/**
 * One wake-up: asks schedule and ledger what should have been done by now and is not, and works it in
 * order. A job that somebody paused is left out; when it runs again it catches up as after a standstill.
 * Returns the number of slots worked. Safe to call from several processes at once.
 */
export async function tick(worker: Worker, jobs: readonly Job[]): Promise<number> {
  const now = worker.now();
  const organisation = await loadOrganisation(worker.store);
  if (!organisation) return 0;
  const zone = zoneOf(organisation.zone);
  const since = Math.max(await firstStart(worker.store, now), now - LOOK_BACK_MS);
  const paused = new Set((await loadJobPauses(worker.store)).map((row) => row.job));
  const wanted = jobs.filter((job) => !paused.has(job.job));
  // Only the rows that a slot is compared with are read: the ledger grows by thousands a day.
  const entries = await Promise.all(
    wanted.map((job) => {
      const slots = slotsToDo(job, zone, since, now);
      return slots.length === 0 ? [] : runsBetween(worker.store, job.job, slots[0]!, slots[slots.length - 1]!);
    }),
  );
  let worked = 0;
  for (const due of dueSlots(wanted, zone, { since, entries: entries.flat() }, now)) {
    if (worker.stopping()) break;
    const done = await runSlot(worker, jobs.find((job) => job.job === due.job)!, due.slot);
    if (done) worked += 1;
  }
  return worked;
}

/** Works what people asked for on the page of jobs, oldest first. Returns the number of runs that worked. */
export async function workAsked(worker: Worker, jobs: readonly Job[]): Promise<number> {
  let worked = 0;
  for (const asked of await loadAskedRuns(worker.store, jobs.map((job) => job.job), worker.now())) {
    if (worker.stopping()) break;
    const done = await runSlot(worker, jobs.find((job) => job.job === asked.job)!, asked.slot);
    if (done) worked += 1;
  }
  return worked;
}
