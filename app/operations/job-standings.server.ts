import { jobStanding, type JobStanding } from "#app/domain/schedule/job-health.ts";
import { nextSlot } from "#app/domain/schedule/job-schedule.ts";
import { PORTAL_JOBS, type PortalJob, type PortalSchedule } from "#app/domain/schedule/portal-jobs.ts";
import { zoneOf } from "#app/domain/time/zone.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadFirstStart } from "#db/queries/job-ledger.server.ts";
import { loadDoneSlots, loadJobPauses, loadNewestRuns, type JobPauseRow, type JobRunRow } from "#db/queries/job-runs.server.ts";
import type { Store } from "#db/store.ts";

export interface StandingJob {
  readonly job: PortalJob;
  readonly schedule: PortalSchedule;
  readonly standing: JobStanding;
  readonly newest: JobRunRow | null;
  /** The newest slot that is done. */
  readonly doneSlot: number | null;
  readonly pause: JobPauseRow | null;
  /** Next slot by the schedule, epoch ms. */
  readonly next: number;
}

/** How every job of the portal stands, in the order of the schedule. Before the first start nothing is late. */
export async function readJobStandings(store: Store, now: number): Promise<StandingJob[]> {
  const names = PORTAL_JOBS.map((one) => one.job);
  const [organisation, since, newest, done, pauses] = await Promise.all([loadOrganisation(store), loadFirstStart(store), loadNewestRuns(store, names), loadDoneSlots(store, names), loadJobPauses(store)]);
  const zone = zoneOf(organisation?.zone ?? "UTC");
  return PORTAL_JOBS.map((schedule) => {
    const run = newest.find((row) => row.job === schedule.job) ?? null;
    const pause = pauses.find((row) => row.job === schedule.job) ?? null;
    const doneSlot = done.get(schedule.job) ?? null;
    const facts = { newest: run, doneSlot, isPaused: pause !== null };
    return { job: schedule.job, schedule, newest: run, doneSlot, pause, standing: jobStanding(schedule, zone, facts, since ?? now, now), next: nextSlot(schedule.when, zone, now) };
  });
}
