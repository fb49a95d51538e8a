import { ok, refused, type Result } from "#app/domain/refusal.ts";
import type { PortalJob } from "#app/domain/schedule/portal-jobs.ts";
import { slotByHand } from "#app/domain/schedule/job-schedule.ts";
import { askForRun, loadJobPauses, loadNewestRuns } from "#db/queries/job-runs.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";

export type AskRefusal = "job_paused" | "job_waiting" | "job_running" | "changed_meanwhile";

/** Asks the job process to work a job at once, beside its schedule. Refused while the job is paused, asked for already, or at work. */
export async function askForJob(ctx: OperationContext, { job, personId }: { readonly job: PortalJob; readonly personId: string }): Promise<Result<{ readonly slot: number }, AskRefusal>> {
  const { store, now } = ctx;
  const [pauses, [newest]] = await Promise.all([loadJobPauses(store), loadNewestRuns(store, [job])]);
  if (pauses.some((row) => row.job === job)) return refused("job_paused");
  if (newest?.state === "waiting") return refused("job_waiting");
  if (newest?.state === "running" && newest.leaseUntil > now) return refused("job_running");
  const slot = slotByHand(now);
  try {
    await store.writeAll((w) => [askForRun(store, w, { job, slot, askedBy: personId, now })], { at: now, actor: ctx.actor, action: "jobs.ask", entity: "job_run", entityId: `${job} ${new Date(slot).toISOString()}` });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ slot });
}
