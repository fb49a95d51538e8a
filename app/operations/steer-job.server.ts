import { ok, refused, type Result } from "#app/domain/refusal.ts";
import { askJobToStop, resumeJob } from "#db/queries/job-ledger.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";

export interface SteerJob {
  readonly job: string;
  readonly slot: number;
  readonly act: "stop" | "resume";
}

/** Asks a running job to stop after its batch, or lets a stopped one go on where it was. Refused where it is not in that state any more. */
export async function steerJob(ctx: OperationContext, { job, slot, act }: SteerJob): Promise<Result<{ readonly job: string }>> {
  const { store, now } = ctx;
  try {
    await store.writeAll((w) => [act === "stop" ? askJobToStop(store, w, job, slot, now) : resumeJob(store, w, job, slot, now)], {
      at: now, actor: ctx.actor, action: act === "stop" ? "jobs.stop" : "jobs.resume", entity: "job_run", entityId: `${job} ${new Date(slot).toISOString()}`,
    });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ job });
}
