import { decideRun, nextStep } from "#app/domain/pay/approve-run.ts";
import type { RunLife, RunRefusal } from "#app/domain/pay/approve-run.ts";
import { refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import type { ActingPerson } from "#app/domain/access/acting-person.ts";
import { deleteApprovals, findRun, insertApproval, openRun, updateRun } from "#db/queries/runs.server.ts";
import type { RunRow } from "#db/queries/runs.server.ts";
import { loadPlanVersionAt } from "#db/queries/plans.server.ts";
import { payPeriodDays } from "#app/domain/score/pay-period-months.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import type { Store, Unit, Writer } from "#db/store.ts";
import { loadActingPerson } from "./acting-person.server.ts";
import { calculateOpenRun } from "./calculate-open-run.server.ts";
import type { OperationContext } from "./context.ts";
import { runHashes } from "./run-hash.server.ts";
import { loadRunLife } from "./run-life.server.ts";
import type { LoadedRun } from "./run-life.server.ts";

export type RunStepRefusal = RunRefusal | "unknown_run" | "unknown_account" | "changed_meanwhile";

/** `contentHash` is what the person was shown. */
export type RunStep = { readonly runId: string; readonly accountId: string } & (
  | { readonly type: "submit" | "approve" | "publish"; readonly contentHash: string }
  | { readonly type: "return"; readonly reason: string }
);

/**
 * One step of four eyes over a run: submit, approve, return, publish. Submitting recalculates it first: what has
 * changed since it was prepared must be prepared again. Of two people at once one wins.
 */
export async function decideRunStep(ctx: OperationContext, step: RunStep): Promise<Result<RunLife, RunStepRefusal>> {
  const { store, now } = ctx;
  const [row, actor] = await Promise.all([findRun(store, step.runId), loadActingPerson(store, step.accountId, now)]);
  if (!row) return refused("unknown_run");
  if (!actor) return refused("unknown_account");
  const loaded = await loadRunLife(store, row);
  const command = step.type === "return" ? { type: step.type, actor, reason: step.reason } : { type: step.type, actor, contentHash: step.contentHash };
  const decision = decideRun(loaded.life, command, now);
  if (!decision.ok) return decision;
  if (step.type === "submit" && (await hashNow(store, loaded)) !== row.contentHash) return refused("content_changed");
  const details = step.type === "return" ? { hash: row.contentHash, reason: step.reason } : { hash: row.contentHash, step: step.type === "approve" ? nextStep(loaded.life) : null };
  try {
    await store.writeAll((w) => writesOf(store, w, step, loaded, actor, decision.value, now), { at: now, actor: ctx.actor, action: `run.${step.type}`, entity: "bonus_run", entityId: row.id, details });
  } catch (error) {
    if (error instanceof StaleWriteError || error instanceof DuplicateError) return refused("changed_meanwhile");
    throw error;
  }
  return decision;
}

function writesOf(store: Store, w: Writer, step: RunStep, { row, life }: LoadedRun, actor: ActingPerson, after: RunLife, now: number): Unit {
  switch (step.type) {
    case "submit":
      return [updateRun(store, w, row, { state: "submitted" }), deleteApprovals(store, w, row.id)];
    case "approve":
      return [
        // Every approval moves the row version: two of them at once cannot take the same step.
        updateRun(store, w, row, { state: after.state as RunRow["state"] }),
        insertApproval(store, w, { runId: row.id, step: life.approvals.length + 1, role: nextStep(life)!, accountId: actor.accountId, personId: actor.personId, contentHash: row.contentHash, at: now }),
      ];
    case "return":
      return [updateRun(store, w, row, { state: "returned" }), deleteApprovals(store, w, row.id)];
    case "publish":
      return [updateRun(store, w, row, { state: "published", publishedAt: now })];
  }
}

/** The content hash that preparing the run again would give. */
async function hashNow(store: Store, { row }: LoadedRun): Promise<string | null> {
  const version = await loadPlanVersionAt(store, row.planId, payPeriodDays(row.period).from);
  if (!version) return null;
  const { run, scorecardHashes } = await calculateOpenRun(store, version, row.period);
  return runHashes(openRun(store, row).salt, { runId: row.id, planVersionId: version.id, plan: version.terms, period: row.period, scorecardHashes }, run).content;
}
