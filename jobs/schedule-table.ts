import { tallyDifferences } from "#app/operations/check-tallies.server.ts";
import { ensurePeriods } from "#app/operations/ensure-periods.server.ts";
import { evaluateAll, evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import { expireOldInvitations } from "#app/operations/expire-invitations.server.ts";
import { expireSeals } from "#app/operations/expire-seals.server.ts";
import { inviteRaters } from "#app/operations/invite-raters.server.ts";
import { startReview } from "#app/operations/start-review.server.ts";
import type { Job, JobContext } from "./job.ts";
import { sendMails } from "./mail/send-mails.server.ts";
import { backUp } from "./work/back-up.server.ts";

const MINUTE = 60_000;

/**
 * Every job: when, what happens to slots missed while nothing ran, and the work. Sweeps catch up with
 * their newest slot only; opening of review looks at each day.
 */
export const JOBS: readonly Job[] = [
  { job: "evaluate", when: { type: "every", minutes: 1 }, missed: "newest", leaseMs: 10 * MINUTE, run: async (ctx) => ({ ...(await evaluateDue(ctx, ctx.stopping)) }) },
  { job: "send-mails", when: { type: "every", minutes: 1 }, missed: "newest", leaseMs: 10 * MINUTE, run: sendMails },
  { job: "invite-raters", when: { type: "every", minutes: 15 }, missed: "newest", leaseMs: 10 * MINUTE, run: async (ctx) => ({ ...(await inviteRaters(ctx)) }) },
  { job: "expire-seals", when: { type: "every", minutes: 15 }, missed: "newest", leaseMs: 5 * MINUTE, run: async (ctx) => ({ expired: (await expireSeals(ctx)).length }) },
  { job: "open-review", when: { type: "daily", at: "00:05" }, missed: "each", leaseMs: 5 * MINUTE, run: openReview },
  { job: "expire-invitations", when: { type: "daily", at: "01:00" }, missed: "newest", leaseMs: 10 * MINUTE, run: async (ctx) => ({ expired: await expireOldInvitations(ctx) }) },
  { job: "evaluate-all", when: { type: "daily", at: "02:30" }, missed: "newest", leaseMs: 60 * MINUTE, run: nightlyPass },
  { job: "back-up", when: { type: "daily", at: "03:30" }, missed: "newest", leaseMs: 60 * MINUTE, run: backUp },
];

async function openReview(ctx: JobContext) {
  await ensurePeriods(ctx);
  return { months: (await startReview(ctx)).length };
}

/** Judges everything anew. A change that the incremental runs did not make is a defect and is logged as one. */
async function nightlyPass(ctx: JobContext) {
  await evaluateDue(ctx, ctx.stopping);
  const full = await evaluateAll(ctx);
  const differences = await tallyDifferences(ctx);
  if (full.changed > 0) ctx.log.error({ changed: full.changed }, "defect: the full pass changed verdicts");
  for (const difference of differences.slice(0, 20)) ctx.log.error({ ...difference }, "defect: a tally differs from its verdicts");
  return { ...full, tallyDifferences: differences.length };
}
