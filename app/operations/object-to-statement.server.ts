import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { findBonusObjection, insertDispute } from "#db/queries/closing.server.ts";
import { findRun, findRunLine } from "#db/queries/runs.server.ts";
import { newId } from "#db/new-id.server.ts";
import type { OperationContext } from "./context.ts";

/** Time after publishing in which a statement may be objected to, and in which an objection is decided. */
export const OBJECTION_LASTS_MS = 10 * DAY_MS;

export interface ObjectToStatement {
  readonly runId: string;
  readonly personId: string;
  readonly reason: string;
}

export type ObjectionRefusal = "unknown_statement" | "too_late" | "reason_missing" | "already_objected";

/** A person objects to the own published statement; the arbiter decides it. A later correction pays the difference. */
export async function objectToStatement(ctx: OperationContext, command: ObjectToStatement): Promise<Result<{ disputeId: string }, ObjectionRefusal>> {
  const { store, now } = ctx;
  const { runId, personId } = command;
  const reason = command.reason.trim();
  const [run, line, earlier] = await Promise.all([findRun(store, runId), findRunLine(store, runId, personId), findBonusObjection(store, runId, personId)]);
  if (!run || !line || run.publishedAt === null) return refused("unknown_statement");
  if (reason === "") return refused("reason_missing", undefined, "reason");
  if (now > run.publishedAt + OBJECTION_LASTS_MS) return refused("too_late");
  if (earlier) return refused("already_objected");
  const disputeId = newId();
  await store.writeAll(
    (w) => [
      insertDispute(store, w, {
        id: disputeId, period: run.period, subject: "bonus", subjectId: runId, obligationKey: null, item: null, cycle: null, carry: null, raisedBy: personId, departmentId: line.departmentId, reason,
        state: "open", createdAt: now, decideBy: now + OBJECTION_LASTS_MS, decidedBy: null, decidedAt: null, decision: null, rowVersion: 1,
      }),
    ],
    { at: now, actor: ctx.actor, action: "dispute.raise", entity: "dispute", entityId: disputeId, details: { subject: "bonus", runId } },
  );
  return ok({ disputeId });
}
