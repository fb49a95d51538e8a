import { MINUTE_MS } from "../time/local-date.ts";
import type { JobSchedule, When } from "./job-schedule.ts";

/** What jobs of the portal use of all that schedules can say. */
export type PortalWhen = Exclude<When, { readonly type: "monthly" }>;

export interface PortalSchedule extends JobSchedule {
  readonly when: PortalWhen;
  /** How long a silent run keeps its slot (ms). Every write renews it. */
  readonly leaseMs: number;
}

/**
 * Every job with when it runs and what happens to slots missed while nothing ran. Sweeps catch up with their newest slot only; opening
 * of review looks at each day. The work itself is in `jobs/schedule-table.ts`; pages read the times here.
 */
export const PORTAL_JOBS = [
  { job: "evaluate", when: { type: "every", minutes: 1 }, missed: "newest", leaseMs: 10 * MINUTE_MS },
  { job: "sign-in-links", when: { type: "every", minutes: 1 }, missed: "newest", leaseMs: 5 * MINUTE_MS },
  { job: "send-mails", when: { type: "every", minutes: 1 }, missed: "newest", leaseMs: 10 * MINUTE_MS },
  { job: "send-hooks", when: { type: "every", minutes: 1 }, missed: "newest", leaseMs: 15 * MINUTE_MS },
  { job: "import", when: { type: "every", minutes: 1 }, missed: "newest", leaseMs: 10 * MINUTE_MS },
  { job: "watch-folder", when: { type: "every", minutes: 1 }, missed: "newest", leaseMs: 10 * MINUTE_MS },
  { job: "pull", when: { type: "every", minutes: 1 }, missed: "newest", leaseMs: 10 * MINUTE_MS },
  { job: "watch-tasks", when: { type: "every", minutes: 1 }, missed: "newest", leaseMs: 5 * MINUTE_MS },
  { job: "watch-follow-up", when: { type: "every", minutes: 15 }, missed: "newest", leaseMs: 5 * MINUTE_MS },
  { job: "watch-deliveries", when: { type: "every", minutes: 15 }, missed: "newest", leaseMs: 10 * MINUTE_MS },
  { job: "open-cases", when: { type: "daily", at: "05:00" }, missed: "newest", leaseMs: 15 * MINUTE_MS },
  { job: "send-digests", when: { type: "every", minutes: 15 }, missed: "newest", leaseMs: 5 * MINUTE_MS },
  { job: "send-lists", when: { type: "every", minutes: 5 }, missed: "newest", leaseMs: 10 * MINUTE_MS },
  { job: "invite-raters", when: { type: "every", minutes: 15 }, missed: "newest", leaseMs: 10 * MINUTE_MS },
  { job: "remind-raters", when: { type: "every", minutes: 60 }, missed: "newest", leaseMs: 10 * MINUTE_MS },
  { job: "survey-rounds", when: { type: "daily", at: "07:00" }, missed: "newest", leaseMs: 15 * MINUTE_MS },
  { job: "expire-seals", when: { type: "every", minutes: 15 }, missed: "newest", leaseMs: 5 * MINUTE_MS },
  { job: "open-review", when: { type: "daily", at: "00:05" }, missed: "each", leaseMs: 5 * MINUTE_MS },
  { job: "reorganise", when: { type: "every", minutes: 15 }, missed: "newest", leaseMs: 15 * MINUTE_MS },
  { job: "watch-agreements", when: { type: "daily", at: "06:00" }, missed: "newest", leaseMs: 10 * MINUTE_MS },
  { job: "remind-meetings", when: { type: "daily", at: "08:00" }, missed: "newest", leaseMs: 10 * MINUTE_MS },
  { job: "keep-in-touch", when: { type: "every", minutes: 60 }, missed: "newest", leaseMs: 10 * MINUTE_MS },
  { job: "level-rounds", when: { type: "daily", at: "07:30" }, missed: "newest", leaseMs: 15 * MINUTE_MS },
  { job: "expire-invitations", when: { type: "daily", at: "01:00" }, missed: "newest", leaseMs: 10 * MINUTE_MS },
  { job: "evaluate-all", when: { type: "daily", at: "02:30" }, missed: "newest", leaseMs: 60 * MINUTE_MS },
  { job: "watch-jobs", when: { type: "every", minutes: 15 }, missed: "newest", leaseMs: 5 * MINUTE_MS },
  { job: "anchor-audit", when: { type: "daily", at: "00:10" }, missed: "newest", leaseMs: 5 * MINUTE_MS },
  { job: "forget-people", when: { type: "daily", at: "03:10" }, missed: "newest", leaseMs: 15 * MINUTE_MS },
  { job: "back-up", when: { type: "daily", at: "03:30" }, missed: "newest", leaseMs: 60 * MINUTE_MS },
] as const satisfies readonly PortalSchedule[];

export type PortalJob = (typeof PORTAL_JOBS)[number]["job"];

/** The schedule of one job. */
export function scheduleOf(job: PortalJob): PortalSchedule {
  const found = PORTAL_JOBS.find((one) => one.job === job);
  if (!found) throw new RangeError(`no job ${job}`);
  return found;
}
