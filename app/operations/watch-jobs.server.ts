import { isTrouble, type JobStanding } from "#app/domain/schedule/job-health.ts";
import type { NoticeKind } from "#app/domain/notice/notice-kind.ts";
import { DAY_MS, MINUTE_MS } from "#app/domain/time/local-date.ts";
import { loadAccountsWithRole } from "#db/queries/accounts.server.ts";
import { dropOldRuns } from "#db/queries/job-runs.server.ts";
import type { OperationContext } from "./context.ts";
import { readJobStandings, type StandingJob } from "./job-standings.server.ts";
import { notifyOnce } from "./notify.server.ts";

/** A failure that the next tries mend within this time is nobody's work. */
const PATIENCE_MS = 10 * MINUTE_MS;
/** A job that stays paused is brought to mind once a day. */
const PAUSED_LONG_MS = DAY_MS;

/** Runs of a job of every day are kept for 90 days; of one that comes every few minutes for 14: those are thousands a day. */
const KEPT_DAYS = { often: 14, daily: 90 } as const;
const DROPPED_AT_ONCE = 5000;

const KINDS: Readonly<Partial<Record<JobStanding, NoticeKind>>> = { stuck: "job_stuck", failing: "job_failing", late: "job_late", paused: "job_paused" };

/**
 * Tells the admins of jobs that fail, are late, got stuck, or stay paused: each job once a day. Forgets old runs.
 * The job process itself may be what is down: the pages judge the same standings by themselves.
 */
export async function watchJobs(ctx: OperationContext): Promise<{ readonly troubles: number; readonly told: number; readonly runsDropped: number }> {
  const { store, now } = ctx;
  const standings = await readJobStandings(store, now);
  const day = new Date(now).toISOString().slice(0, 10);
  const found = standings.filter((one) => isToTell(one, now));
  const admins = found.length === 0 ? [] : await loadAccountsWithRole(store, ["admin"], now);
  const told = await notifyOnce(
    store,
    found.flatMap(({ job, standing }) => admins.map(({ personId }) => ({ kind: KINDS[standing]!, personId, refs: { job }, about: `${job}:${day}` }))),
    now,
  );
  let runsDropped = 0;
  for (const { job, schedule } of standings) runsDropped += await dropOldRuns(store, job, now - KEPT_DAYS[schedule.when.type === "every" ? "often" : "daily"] * DAY_MS, DROPPED_AT_ONCE);
  return { troubles: standings.filter((one) => isTrouble(one.standing)).length, told, runsDropped };
}

function isToTell({ standing, schedule, newest, doneSlot, pause }: StandingJob, now: number): boolean {
  switch (standing) {
    case "stuck":
    case "late":
      return true;
    case "failing":
      // A job of every few minutes fails anew in each slot: there it counts how long none has worked.
      return now - (schedule.when.type === "every" ? doneSlot ?? 0 : newest?.slot ?? now) >= PATIENCE_MS;
    case "paused":
      return pause !== null && now - pause.pausedAt >= PAUSED_LONG_MS;
    default:
      return false;
  }
}
