import type { SentFile } from "#app/domain/evidence/check-evidence.ts";
import { decideBy } from "#app/domain/dispute/deadline.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { newId } from "#db/new-id.server.ts";
import { loadPeriod, touchPeriods } from "#db/queries/periods.server.ts";
import type { PeriodRow } from "#db/queries/periods.server.ts";
import { insertDispute, loadDisputesOfItem, loadVerdictsAbout } from "#db/queries/task-page.server.ts";
import type { VerdictOfTask } from "#db/queries/task-page.server.ts";
import { loadVerdictsOfDates } from "#db/queries/waits.server.ts";
import { StaleWriteError } from "#db/store.ts";
import { attachEvidence } from "./attach-evidence.server.ts";
import type { OperationContext } from "./context.ts";
import { tellHooks } from "./hooks/tell-hooks.server.ts";

export const LONGEST_REASON = 2000;

export interface RaiseDispute {
  /** The task that the verdict judges, or the own date of a planned delivery. */
  readonly about: { readonly taskId: string } | { readonly date: string };
  readonly obligationKey: string;
  readonly cycle: number;
  readonly carry: number;
  readonly personId: string;
  /** The department for which the person objects. */
  readonly departmentId: string;
  readonly reason: string;
  readonly files?: readonly SentFile[];
}

/** Whether a verdict can be objected to: it is decided against somebody, and its month still takes decisions. */
export function mayDispute(verdict: Pick<VerdictOfTask, "outcome" | "standing" | "period">, state: PeriodRow["state"]): boolean {
  return ["breached", "unmeasurable", "met"].includes(verdict.outcome) && verdict.standing !== "excused" && verdict.period !== "" && (state === "open" || state === "review");
}

/** Puts an objection against a verdict before the arbiter; until it is decided the verdict stands. */
export async function raiseDispute(ctx: OperationContext, command: RaiseDispute): Promise<Result<{ readonly disputeId: string }>> {
  const { store, now } = ctx;
  const reason = command.reason.trim();
  if (reason === "") return refused("note_missing", undefined, "reason");
  if (reason.length > LONGEST_REASON) return refused("note_too_long", { longest: LONGEST_REASON }, "reason");
  const { about, obligationKey } = command;
  const item = "taskId" in about ? `t:${about.taskId}` : `o:${about.date}`;
  const verdicts: readonly VerdictOfTask[] = "taskId" in about ? await loadVerdictsAbout(store, about.taskId) : await loadVerdictsOfDates(store, [{ obligationKey, date: about.date }]);
  const verdict = verdicts.find(
    (row) => row.item === item && row.obligationKey === command.obligationKey && row.cycle === command.cycle && row.carry === command.carry,
  );
  if (!verdict) return refused("unknown_verdict", undefined, "verdict");
  const period = await loadPeriod(store, verdict.period);
  if (!period || !mayDispute(verdict, period.state)) return refused("period_closed", { period: verdict.period }, "verdict");
  const open = (await loadDisputesOfItem(store, item)).some(
    (row) => row.state === "open" && row.obligationKey === command.obligationKey && row.cycle === command.cycle && row.carry === command.carry,
  );
  if (open) return refused("dispute_open", undefined, "verdict");
  const disputeId = newId();
  const evidence = await attachEvidence(ctx, command.files ?? [], { disputeId, attachedTo: "objection", personId: command.personId });
  if (!evidence.ok) return evidence;
  const tell = await tellHooks(store, [{ happening: "objection_raised", about: disputeId, refs: { disputeId }, departmentIds: [command.departmentId, verdict.recipientId] }], now);
  try {
    await store.writeAll(
      (w) => [
        ...touchPeriods(store, w, [period.month]),
        insertDispute(store, w, {
          id: disputeId, period: period.month, subject: "verdict", obligationKey: command.obligationKey, item, cycle: command.cycle, carry: command.carry, subjectId: "taskId" in about ? about.taskId : null,
          raisedBy: command.personId, departmentId: command.departmentId, reason, state: "open", createdAt: now, decideBy: decideBy(now, period.reviewEndsAt), decidedBy: null,
          decidedAt: null, decision: null, rowVersion: 1,
        }),
        ...evidence.value.build(w),
        ...tell(w),
      ],
      { at: now, actor: ctx.actor, action: "dispute.raise", entity: "dispute", entityId: disputeId, details: { obligationKey: command.obligationKey, item, ...(evidence.value.keys.length > 0 ? { files: evidence.value.keys } : {}) } },
    );
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("period_closed", { period: period.month }, "verdict");
    throw error;
  }
  return ok({ disputeId });
}
