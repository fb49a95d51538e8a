import { tallyDifferences } from "#app/operations/check-tallies.server.ts";
import { carryOutDue } from "#app/operations/carry-out-reorganisation.server.ts";
import { ensurePeriods } from "#app/operations/ensure-periods.server.ts";
import { evaluateAll, evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import { expireOldInvitations } from "#app/operations/expire-invitations.server.ts";
import { expireSeals } from "#app/operations/expire-seals.server.ts";
import { inviteRaters } from "#app/operations/invite-raters.server.ts";
import { remindRaters } from "#app/operations/remind-raters.server.ts";
import { scheduleOf } from "#app/domain/schedule/portal-jobs.ts";
import { startReview } from "#app/operations/start-review.server.ts";
import { sweepSpool } from "#app/operations/feeds/spool.server.ts";
import { workImports } from "#app/operations/feeds/work-imports.server.ts";
import { queueDigests } from "#app/operations/queue-digests.server.ts";
import { watchTasks } from "#app/operations/watch-tasks.server.ts";
import { watchAgreements } from "#app/operations/watch-agreements.server.ts";
import type { Job, JobContext } from "./job.ts";
import { sendMails } from "./mail/send-mails.server.ts";
import { backUp } from "./work/back-up.server.ts";
import { sendHooks } from "./work/send-hooks.server.ts";

const MINUTE = 60_000;

/** Files that came up through the portal: long work, which the job process does beside all other. */
export const IMPORT_JOB = "import";

/** Every job with its work; when it runs is said in `app/domain/schedule/portal-jobs.ts`, which pages read too. */
export const JOBS: readonly Job[] = [
  { ...scheduleOf("evaluate"), leaseMs: 10 * MINUTE, run: async (ctx) => ({ ...(await evaluateDue(ctx, ctx.stopping)) }) },
  { ...scheduleOf("send-mails"), leaseMs: 10 * MINUTE, run: sendMails },
  { ...scheduleOf("send-hooks"), leaseMs: 15 * MINUTE, run: (ctx) => sendHooks(ctx) },
  { ...scheduleOf(IMPORT_JOB), leaseMs: 10 * MINUTE, run: bringIn },
  { ...scheduleOf("watch-tasks"), leaseMs: 5 * MINUTE, run: async (ctx) => ({ ...(await watchTasks(ctx)) }) },
  { ...scheduleOf("send-digests"), leaseMs: 5 * MINUTE, run: async (ctx) => ({ queued: await queueDigests(ctx) }) },
  { ...scheduleOf("invite-raters"), leaseMs: 10 * MINUTE, run: async (ctx) => ({ ...(await inviteRaters(ctx)) }) },
  { ...scheduleOf("remind-raters"), leaseMs: 10 * MINUTE, run: async (ctx) => ({ ...(await remindRaters(ctx)) }) },
  { ...scheduleOf("expire-seals"), leaseMs: 5 * MINUTE, run: async (ctx) => ({ expired: (await expireSeals(ctx)).length }) },
  { ...scheduleOf("open-review"), leaseMs: 5 * MINUTE, run: openReview },
  { ...scheduleOf("reorganise"), leaseMs: 15 * MINUTE, run: async (ctx) => ({ ...(await carryOutDue(ctx)) }) },
  { ...scheduleOf("watch-agreements"), leaseMs: 10 * MINUTE, run: async (ctx) => ({ ...(await watchAgreements(ctx)) }) },
  { ...scheduleOf("expire-invitations"), leaseMs: 10 * MINUTE, run: async (ctx) => ({ expired: await expireOldInvitations(ctx) }) },
  { ...scheduleOf("evaluate-all"), leaseMs: 60 * MINUTE, run: nightlyPass },
  { ...scheduleOf("back-up"), leaseMs: 60 * MINUTE, run: backUp },
];

/** Works off what the minute finds in the queue; each import has a claim of its own, so that two processes share them. */
async function bringIn(ctx: JobContext) {
  const began = Date.now();
  const imports = await workImports({ store: ctx.store, dataDir: ctx.env.dataDir, now: () => ctx.now + (Date.now() - began), stopping: ctx.stopping });
  return { imports, filesRemoved: await sweepSpool(ctx, ctx.env.dataDir) };
}

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
