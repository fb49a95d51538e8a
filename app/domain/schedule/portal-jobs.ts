import type { JobSchedule } from "./job-schedule.ts";

/**
 * Every job with when it runs and what happens to slots missed while nothing ran. Sweeps catch up with their newest slot only; opening
 * of review looks at each day. The work itself is in `jobs/schedule-table.ts`; pages read the times here.
 */
export const PORTAL_JOBS = [
  { job: "evaluate", when: { type: "every", minutes: 1 }, missed: "newest" },
  { job: "sign-in-links", when: { type: "every", minutes: 1 }, missed: "newest" },
  { job: "send-mails", when: { type: "every", minutes: 1 }, missed: "newest" },
  { job: "send-hooks", when: { type: "every", minutes: 1 }, missed: "newest" },
  { job: "import", when: { type: "every", minutes: 1 }, missed: "newest" },
  { job: "watch-folder", when: { type: "every", minutes: 1 }, missed: "newest" },
  { job: "pull", when: { type: "every", minutes: 1 }, missed: "newest" },
  { job: "watch-tasks", when: { type: "every", minutes: 1 }, missed: "newest" },
  { job: "watch-follow-up", when: { type: "every", minutes: 15 }, missed: "newest" },
  { job: "open-cases", when: { type: "daily", at: "05:00" }, missed: "newest" },
  { job: "send-digests", when: { type: "every", minutes: 15 }, missed: "newest" },
  { job: "invite-raters", when: { type: "every", minutes: 15 }, missed: "newest" },
  { job: "remind-raters", when: { type: "every", minutes: 60 }, missed: "newest" },
  { job: "survey-rounds", when: { type: "daily", at: "07:00" }, missed: "newest" },
  { job: "expire-seals", when: { type: "every", minutes: 15 }, missed: "newest" },
  { job: "open-review", when: { type: "daily", at: "00:05" }, missed: "each" },
  { job: "reorganise", when: { type: "every", minutes: 15 }, missed: "newest" },
  { job: "watch-agreements", when: { type: "daily", at: "06:00" }, missed: "newest" },
  { job: "expire-invitations", when: { type: "daily", at: "01:00" }, missed: "newest" },
  { job: "evaluate-all", when: { type: "daily", at: "02:30" }, missed: "newest" },
  { job: "anchor-audit", when: { type: "daily", at: "00:10" }, missed: "newest" },
  { job: "forget-people", when: { type: "daily", at: "03:10" }, missed: "newest" },
  { job: "back-up", when: { type: "daily", at: "03:30" }, missed: "newest" },
] as const satisfies readonly JobSchedule[];

export type PortalJob = (typeof PORTAL_JOBS)[number]["job"];

/** The schedule of one job. */
export function scheduleOf(job: PortalJob): JobSchedule {
  const found = PORTAL_JOBS.find((one) => one.job === job);
  if (!found) throw new RangeError(`no job ${job}`);
  return found;
}
