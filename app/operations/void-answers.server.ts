import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { newId } from "#db/new-id.server.ts";
import { insertFairnessLook, loadRatingEvidence, voidAnswers } from "#db/queries/fairness.server.ts";
import type { FairnessLookRow, RatingOfPeriod } from "#db/queries/fairness.server.ts";
import { loadPeriods, touchPeriods } from "#db/queries/periods.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { Statement, Unit, Writer } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { notices } from "./notify.server.ts";
import type { Notification } from "./notify.server.ts";
import { speakersOfDepartment } from "./who-speaks.server.ts";

export const LONGEST_VOID_REASON = 2000;

export interface LookAtFlag {
  /** YYYY-MM or YYYY-Qn, and the finding's key in it. */
  readonly period: string;
  readonly flagKey: string;
  /** Answers that shall count no longer; none = the finding is left as it is. */
  readonly answerIds: readonly string[];
  readonly because: string;
  readonly byPersonId: string;
}

/**
 * Keeps what the officer made of a finding and, where answers are named, makes these count no longer. The score changes with the
 * same transaction; the raters and the providers are told. Refuses months that are sealed: their counts are frozen.
 */
export async function lookAtFlag(ctx: OperationContext, command: LookAtFlag): Promise<Result<{ readonly voided: number }>> {
  const { store, now } = ctx;
  const because = command.because.trim();
  if (because === "") return refused("reason_missing", undefined, "because");
  if (because.length > LONGEST_VOID_REASON) return refused("reason_too_long", { longest: LONGEST_VOID_REASON }, "because");
  const answers = await loadRatingEvidence(store, command.answerIds);
  if (answers.length < new Set(command.answerIds).size) return refused("unknown_answer");
  const open = new Set((await loadPeriods(store)).filter((row) => row.state === "open" || row.state === "review").map((row) => row.month));
  const sealed = answers.find((row) => !open.has(row.period));
  if (sealed) return refused("period_closed", { period: sealed.period });
  const outcome = answers.length > 0 ? "voided" : "left";
  const look: FairnessLookRow = { id: newId(), period: command.period, flagKey: command.flagKey, outcome, note: because, by: command.byPersonId, at: now };
  const voiding = await voidingOf(ctx, answers, because, command.byPersonId);
  try {
    await store.writeAll((w) => [...touchPeriods(store, w, [...new Set(answers.map((row) => row.period))]), ...voiding(w), insertFairnessLook(store, w, look)], {
      at: now, actor: ctx.actor, action: "fairness.look", entity: "fairness_look", entityId: look.id, details: { period: look.period, flag: look.flagKey, outcome, answers: answers.map((row) => row.id) },
    });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ voided: answers.length });
}

/** Statements that make answers count no longer and tell both sides, for the caller's transaction. */
export async function voidingOf(
  { store, now }: OperationContext,
  answers: readonly Pick<RatingOfPeriod, "id" | "raterId" | "providerId">[],
  because: string,
  byPersonId: string,
): Promise<(w: Writer) => (Unit[number] | Statement)[]> {
  const told: Notification[] = [];
  for (const { id, raterId, providerId } of answers) {
    const refs = { departmentId: providerId };
    told.push({ kind: "answer_voided_rater", personId: raterId, refs, about: id });
    for (const personId of await speakersOfDepartment(store, now, providerId)) told.push({ kind: "answer_voided_provider", personId, refs, about: id });
  }
  const tell = await notices(store, told, now);
  return (w) => [...voidAnswers(store, w, answers.map((row) => row.id), { voidedAt: now, voidedBecause: because, voidedBy: byPersonId }), ...tell(w)];
}
