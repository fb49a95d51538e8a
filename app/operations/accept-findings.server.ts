import { holdsRole } from "#app/domain/access/acting-person.ts";
import type { FindingKind } from "#app/domain/pay/run-findings.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { acceptFinding, loadFindings } from "#db/queries/run-checks.server.ts";
import { findRun, updateRun } from "#db/queries/runs.server.ts";
import { StaleWriteError } from "#db/store.ts";
import { loadActingPerson } from "./acting-person.server.ts";
import type { OperationContext } from "./context.ts";

export interface AcceptFindings {
  readonly runId: string;
  /** An account of HR. */
  readonly accountId: string;
  /** What the person was shown. */
  readonly contentHash: string;
  readonly kinds: readonly FindingKind[];
  /** Why they are right as they are; the approvers read it. */
  readonly reason: string;
}

export type AcceptRefusal = "unknown_run" | "unknown_account" | "not_your_role" | "wrong_state" | "content_changed" | "reason_missing" | "unknown_finding" | "changed_meanwhile";

/** HR has looked at lists of a prepared run and says why they may stand. Preparing it with another result takes the words away. */
export async function acceptFindings(ctx: OperationContext, command: AcceptFindings): Promise<Result<{ readonly accepted: number }, AcceptRefusal>> {
  const { store, now } = ctx;
  const { runId, accountId } = command;
  const reason = command.reason.trim();
  const kinds = [...new Set(command.kinds)];
  const [row, actor, findings] = await Promise.all([findRun(store, runId), loadActingPerson(store, accountId, now), loadFindings(store, runId)]);
  if (!row) return refused("unknown_run");
  if (!actor) return refused("unknown_account");
  if (!holdsRole(actor, "hr", now)) return refused("not_your_role");
  if (row.state !== "prepared" && row.state !== "returned") return refused("wrong_state", { state: row.state });
  if (row.contentHash !== command.contentHash) return refused("content_changed");
  if (reason === "") return refused("reason_missing", undefined, "reason");
  const lists = findings.filter((one) => kinds.includes(one.kind));
  if (lists.length === 0 || lists.length !== kinds.length) return refused("unknown_finding");
  try {
    await store.writeAll(
      // The run's version moves with it, so that it is not prepared anew or submitted at the same moment.
      (w) => [updateRun(store, w, row, {}), ...lists.map((one) => acceptFinding(store, w, one, { acceptedBy: accountId, acceptedAt: now, acceptedBecause: reason }))],
      { at: now, actor: ctx.actor, action: "run.accept", entity: "bonus_run", entityId: runId, rows: lists.length, details: { hash: row.contentHash, lists: kinds, reason } },
    );
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ accepted: lists.length });
}
