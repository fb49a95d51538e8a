import { holdsRole } from "#app/domain/access/acting-person.ts";
import { mayBeReleased } from "#app/domain/pay/past-difference.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { insertRelease } from "#db/queries/run-checks.server.ts";
import { findRun } from "#db/queries/runs.server.ts";
import { DuplicateError } from "#db/store.ts";
import { loadActingPerson } from "./acting-person.server.ts";
import type { OperationContext } from "./context.ts";
import { readRun } from "./read-run.server.ts";

export interface ReleaseHeld {
  /** The paid run in which it was held. */
  readonly runId: string;
  readonly departmentId: string;
  readonly accountId: string;
  /** 0.01 % of each held target. */
  readonly payoutBp: number;
  readonly reason: string;
}

export type ReleaseRefusal = "unknown_run" | "unknown_account" | "not_your_role" | "wrong_state" | "nothing_held" | "percent_out_of_range" | "reason_missing" | "already_released";

/** More than the whole target is not what was held. */
const WHOLE_BP = 10_000;

/**
 * HR lets the held targets of a department be paid although nothing was measured: once, with a reason. The next run of the plan has them as
 * adjustments, so that two more pairs of eyes see them.
 */
export async function releaseHeld(ctx: OperationContext, command: ReleaseHeld): Promise<Result<{ readonly people: number }, ReleaseRefusal>> {
  const { store, now } = ctx;
  const { runId, departmentId, accountId, payoutBp } = command;
  const reason = command.reason.trim();
  const [row, actor] = await Promise.all([findRun(store, runId), loadActingPerson(store, accountId, now)]);
  if (!row) return refused("unknown_run");
  if (!actor) return refused("unknown_account");
  if (!holdsRole(actor, "hr", now)) return refused("not_your_role");
  if (row.state !== "published" && row.state !== "exported") return refused("wrong_state", { state: row.state });
  if (!Number.isInteger(payoutBp) || payoutBp < 0 || payoutBp > WHOLE_BP) return refused("percent_out_of_range", undefined, "percent");
  if (reason === "") return refused("reason_missing", undefined, "reason");
  const { statements } = await readRun(store, row);
  const people = statements.filter((one) => mayBeReleased(one) && one.segments.some((segment) => segment.departmentId === departmentId && segment.policy === "hold")).length;
  if (people === 0) return refused("nothing_held");
  try {
    await store.writeAll((w) => [insertRelease(store, w, { runId, departmentId, payoutBp, reason, releasedBy: accountId, releasedAt: now })], {
      at: now, actor: ctx.actor, action: "held.release", entity: "bonus_run", entityId: runId, rows: people, details: { departmentId, payoutBp, reason },
    });
  } catch (error) {
    if (error instanceof DuplicateError) return refused("already_released");
    throw error;
  }
  return ok({ people });
}
