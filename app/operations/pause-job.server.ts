import { ok, refused, type Result } from "#app/domain/refusal.ts";
import type { PortalJob } from "#app/domain/schedule/portal-jobs.ts";
import { deleteJobPause, insertJobPause, loadJobPauses } from "#db/queries/job-runs.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";

/** A reason is a sentence somebody else can act on. */
const SHORTEST_REASON = 5;
export const LONGEST_REASON = 500;

export type PauseRefusal = "reason_missing" | "reason_long" | "changed_meanwhile";

/**
 * Holds a job back until somebody lets it go on: no new slot is worked, a run that is at work ends. Needs a reason, which everybody
 * who looks at the jobs reads. Refused when it is paused already.
 */
export async function pauseJob(ctx: OperationContext, { job, personId, reason }: { readonly job: PortalJob; readonly personId: string; readonly reason: string }): Promise<Result<{ readonly job: PortalJob }, PauseRefusal>> {
  const { store, now } = ctx;
  const said = reason.trim();
  if (said.length < SHORTEST_REASON) return refused("reason_missing", undefined, "reason");
  if (said.length > LONGEST_REASON) return refused("reason_long", { max: LONGEST_REASON }, "reason");
  try {
    await store.writeAll((w) => [insertJobPause(store, w, { job, pausedBy: personId, pausedAt: now, reason: said })], { at: now, actor: ctx.actor, action: "jobs.pause", entity: "job", entityId: job, details: { reason: said } });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ job });
}

/** Lets a paused job run again; it catches up as after a standstill. The log keeps who had paused it, when and why. */
export async function continueJob(ctx: OperationContext, job: PortalJob): Promise<Result<{ readonly job: PortalJob }, "changed_meanwhile">> {
  const { store, now } = ctx;
  const pause = (await loadJobPauses(store)).find((row) => row.job === job);
  if (!pause) return refused("changed_meanwhile");
  try {
    await store.writeAll((w) => [deleteJobPause(store, w, job)], {
      at: now, actor: ctx.actor, action: "jobs.continue", entity: "job", entityId: job, details: { pausedBy: pause.pausedBy, pausedAt: pause.pausedAt, reason: pause.reason },
    });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ job });
}
