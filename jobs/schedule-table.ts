import { mendTallies, tallyDifferences } from "#app/operations/check-tallies.server.ts";
import { carryOutDue } from "#app/operations/carry-out-reorganisation.server.ts";
import { ensurePeriods } from "#app/operations/ensure-periods.server.ts";
import { evaluateAll, evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import { expireOldInvitations } from "#app/operations/expire-invitations.server.ts";
import { expireSeals } from "#app/operations/expire-seals.server.ts";
import { inviteRaters } from "#app/operations/invite-raters.server.ts";
import { closeRounds } from "#app/operations/close-rounds.server.ts";
import { openRounds } from "#app/operations/open-rounds.server.ts";
import { remindRaters } from "#app/operations/remind-raters.server.ts";
import { remindRounds } from "#app/operations/remind-rounds.server.ts";
import { watchProviderAnswers } from "#app/operations/watch-provider-answers.server.ts";
import { scheduleOf } from "#app/domain/schedule/portal-jobs.ts";
import type { PortalJob } from "#app/domain/schedule/portal-jobs.ts";
import { forgetPeople } from "#app/operations/forget-people.server.ts";
import { startReview } from "#app/operations/start-review.server.ts";
import { sweepSpool } from "#app/operations/feeds/spool.server.ts";
import { watchFolder } from "#app/operations/feeds/watch-folder.server.ts";
import { workImports } from "#app/operations/feeds/work-imports.server.ts";
import { openedNets } from "#app/operations/hooks/public-address.server.ts";
import { forgetSignIns } from "#app/operations/forget-sign-ins.server.ts";
import { workPasswordRequests } from "#app/operations/password-links.server.ts";
import { workPulls } from "#app/operations/pull/run-pull.server.ts";
import { queueListMails } from "#app/operations/lists/queue-list-mails.server.ts";
import { queueDigests } from "#app/operations/queue-digests.server.ts";
import { openCasesOfRepeatedBreaches } from "#app/operations/cases-of-repeated-breaches.server.ts";
import { remindMeetings } from "#app/operations/relationship/remind-meetings.server.ts";
import { watchDeliveries } from "#app/operations/relationship/watch-deliveries.server.ts";
import { keepLevelRounds } from "#app/operations/level/level-rounds.server.ts";
import { keepInTouch } from "#app/operations/style/keep-in-touch.server.ts";
import { watchFollowUp } from "#app/operations/watch-follow-up.server.ts";
import { watchJobs } from "#app/operations/watch-jobs.server.ts";
import { watchTasks } from "#app/operations/watch-tasks.server.ts";
import { watchAgreements } from "#app/operations/watch-agreements.server.ts";
import { countClientMonths } from "#app/operations/count-client-months.server.ts";
import { keepHabits } from "#app/operations/keep-habits.server.ts";
import type { Gathered, PassDefect } from "#app/operations/full-pass.ts";
import { JobStopped, type Job, type JobContext } from "./job.ts";
import { sendMails } from "./mail/send-mails.server.ts";
import { anchorAudit } from "./work/anchor-audit.server.ts";
import { backUp } from "./work/back-up.server.ts";
import { sendHooks } from "./work/send-hooks.server.ts";

/** Task data in: files that came up through the portal or lie in the watched folder, and lists that are fetched. Long work, which the job process does beside all other. */
export const INTAKE_JOBS: ReadonlySet<string> = new Set<PortalJob>(["import", "watch-folder", "pull"]);

/** Every job with its work; when it runs is said in `app/domain/schedule/portal-jobs.ts`, which pages read too. */
export const JOBS: readonly Job[] = [
  { ...scheduleOf("evaluate"), run: judgeDue },
  { ...scheduleOf("sign-in-links"), run: async (ctx) => ({ ...(await workPasswordRequests(ctx)), forgotten: await forgetSignIns(ctx) }) },
  { ...scheduleOf("send-mails"), run: sendMails },
  { ...scheduleOf("send-hooks"), run: (ctx) => sendHooks(ctx) },
  { ...scheduleOf("import"), run: bringIn },
  { ...scheduleOf("watch-folder"), run: lookAtFolder },
  { ...scheduleOf("pull"), run: pullLists },
  { ...scheduleOf("watch-tasks"), run: async (ctx) => ({ ...(await watchTasks(ctx)) }) },
  { ...scheduleOf("watch-follow-up"), run: async (ctx) => ({ ...(await watchFollowUp(ctx)) }) },
  { ...scheduleOf("watch-deliveries"), run: async (ctx) => ({ ...(await watchDeliveries(ctx)) }) },
  { ...scheduleOf("open-cases"), run: async (ctx) => ({ ...(await openCasesOfRepeatedBreaches(ctx)) }) },
  { ...scheduleOf("send-digests"), run: async (ctx) => ({ queued: await queueDigests(ctx) }) },
  { ...scheduleOf("send-lists"), run: async (ctx) => ({ ...(await queueListMails(ctx, ctx.stopping)) }) },
  { ...scheduleOf("invite-raters"), run: async (ctx) => ({ ...(await inviteRaters(ctx)) }) },
  { ...scheduleOf("remind-raters"), run: async (ctx) => ({ ...(await remindRaters(ctx)), rounds: (await remindRounds(ctx)).reminded }) },
  { ...scheduleOf("survey-rounds"), run: keepRounds },
  { ...scheduleOf("expire-seals"), run: async (ctx) => ({ expired: (await expireSeals(ctx)).length }) },
  { ...scheduleOf("open-review"), run: openReview },
  { ...scheduleOf("reorganise"), run: async (ctx) => ({ ...(await carryOutDue(ctx)) }) },
  { ...scheduleOf("watch-agreements"), run: async (ctx) => ({ ...(await watchAgreements(ctx)) }) },
  { ...scheduleOf("remind-meetings"), run: async (ctx) => ({ ...(await remindMeetings(ctx)) }) },
  { ...scheduleOf("keep-in-touch"), run: async (ctx) => ({ ...(await keepInTouch(ctx)) }) },
  { ...scheduleOf("level-rounds"), run: async (ctx) => ({ ...(await keepLevelRounds(ctx)) }) },
  { ...scheduleOf("expire-invitations"), run: async (ctx) => ({ expired: await expireOldInvitations(ctx) }) },
  { ...scheduleOf("evaluate-all"), run: nightlyPass },
  { ...scheduleOf("watch-jobs"), run: async (ctx) => ({ ...(await watchJobs(ctx)) }) },
  { ...scheduleOf("anchor-audit"), run: anchorAudit },
  { ...scheduleOf("forget-people"), run: async (ctx) => ({ ...(await forgetPeople(ctx, ctx.stopping)) }) },
  { ...scheduleOf("back-up"), run: backUp },
];

/** Facts that come in while it runs have happened by the time their task is judged. */
async function judgeDue(ctx: JobContext) {
  const began = Date.now();
  return { ...(await evaluateDue(ctx, ctx.stopping, () => ctx.now + (Date.now() - began))) };
}

/** Works off what the minute finds in the queue; each import has a claim of its own, so that two processes share them. */
async function bringIn(ctx: JobContext) {
  const began = Date.now();
  const imports = await workImports({ store: ctx.store, dataDir: ctx.env.dataDir, now: () => ctx.now + (Date.now() - began), stopping: ctx.stopping });
  return { imports, filesRemoved: await sweepSpool(ctx, ctx.env.dataDir) };
}

/** Takes complete files of the watched folder and puts away what was imported; the import itself is the queue's. */
async function lookAtFolder(ctx: JobContext) {
  const { path, isOwn } = ctx.env.importFolder;
  return { ...(await watchFolder(ctx, { folder: path, mayMake: isOwn, dataDir: ctx.env.dataDir, stopping: ctx.stopping })) };
}

async function pullLists(ctx: JobContext) {
  const began = Date.now();
  const { env } = ctx;
  return {
    ...(await workPulls({
      store: ctx.store, now: () => ctx.now + (Date.now() - began), stopping: ctx.stopping,
      asking: { ring: env.appSecret, allowLoopback: env.mode !== "production", ...(env.privateNets.length > 0 ? { isOpened: openedNets(env.privateNets) } : {}) },
    })),
  };
}

/** Closes quarterly surveys that are over, opens those whose day has come, and asks heads for answers that are missing. */
async function keepRounds(ctx: JobContext) {
  const closed = await closeRounds(ctx);
  return { closed, ...(await openRounds(ctx)), told: await watchProviderAnswers(ctx) };
}

async function openReview(ctx: JobContext) {
  await ensurePeriods(ctx);
  return { months: (await startReview(ctx)).length };
}

/** So many differences are kept to be read; all are counted. */
const MOST_DEFECTS = 50;

/**
 * Judges everything anew, batch by batch, so that it can be stopped and goes on where it was. A change that the incremental runs did not
 * make, or a tally that differs from its verdicts, is a defect: it is logged with the difference and shown on the page of jobs.
 */
async function nightlyPass(ctx: JobContext) {
  const began = Date.now();
  const clock = () => ctx.now + (Date.now() - began);
  await evaluateDue(ctx, ctx.stopping, clock);
  const found: PassDefect[] = [];
  let defects = 0;
  const report = (one: PassDefect) => {
    defects += 1;
    if (found.length >= MOST_DEFECTS) return;
    found.push(one);
    ctx.log.error({ ...one }, "defect: the full pass found a stored figure otherwise");
  };
  const from = ctx.resumed ? { ...ctx.resumed, gathered: (ctx.resumed.gathered ?? {}) as Gathered } : null;
  const { gathered, isWhole, ...counts } = await evaluateAll(ctx, { from, progress: ctx.progress, stopping: ctx.stopping, defect: report, clock });
  if (!isWhole) {
    if (found.length > 0) await ctx.defects(found);
    throw new JobStopped({ ...counts, defects });
  }
  await keepHabits({ ...ctx, now: clock() }, gathered);
  await countClientMonths({ ...ctx, now: clock() });
  const differences = await tallyDifferences(ctx);
  for (const { obligationKey, recipientId, period, standing, stored, counted } of differences) report({ what: "tally", where: `${obligationKey} ${recipientId} ${period} ${standing}`, before: String(stored), after: String(counted) });
  await mendTallies(ctx, differences);
  await ctx.defects(found);
  await ctx.store.refreshStatistics();
  return { ...counts, defects, tallyDifferences: differences.length };
}
