import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { payPeriodMonths } from "#app/domain/score/pay-period-months.ts";
import { insertCase } from "#db/queries/cases.server.ts";
import { loadPeriod, touchPeriods } from "#db/queries/periods.server.ts";
import { countAskedPeople, findInvitation, insertAnswer, loadAnswers, setInvitationState, supersedeAnswers } from "#db/queries/ratings.server.ts";
import { loadSurveyPolicyAt } from "#db/queries/surveys.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import type { Store } from "#db/store.ts";
import { HOUR_MS } from "#app/domain/time/local-date.ts";
import type { ExtraAnswer } from "#app/domain/survey/extra-questions.ts";
import type { Survey } from "#app/domain/survey/survey-policy.ts";
import type { OperationContext } from "./context.ts";
import { openFollowUpBook } from "./follow-up-book.server.ts";
import { notices } from "./notify.server.ts";
import { thanksFor } from "./thanks-for.server.ts";
import { tellHooks } from "./hooks/tell-hooks.server.ts";
import { newCase } from "./new-case.server.ts";

/** Fewer people asked, and a count would point at one of them. */
export const STATISTICS_ONLY_FROM = 5;
export const LONGEST_COMMENT = 4000;
/** A named rating so low opens an improvement case. */
const CASE_UP_TO = 2;

export interface AnswerCommand {
  readonly invitationId: string;
  readonly csat: number;
  readonly effort: number | null;
  readonly reasons: readonly string[];
  readonly comment: string;
  readonly statisticsOnly: boolean;
  /** Answers to the extra questions; left out = none were asked. */
  readonly extra?: readonly ExtraAnswer[];
  /** Says thanks for a 5: whoever did the work and their head hear of it. */
  readonly thanks?: boolean;
}

/** Until when the same link replaces an answer first given at an instant: by the policy under which the question was asked. */
export async function changeableUntil(store: Store, asked: { readonly survey: Survey; readonly createdAt: number }, answeredAt: number): Promise<number> {
  return answeredAt + (await loadSurveyPolicyAt(store, asked.survey, asked.createdAt)).changedMindHours * HOUR_MS;
}

/** Whether the choice "count only in the statistics" may be offered for an invitation. */
export async function mayAnswerInStatisticsOnly(ctx: OperationContext, invitation: { providerId: string; clientId: string; period: string }): Promise<boolean> {
  const organisation = await loadOrganisation(ctx.store);
  const months = payPeriodMonths(invitation.period, organisation?.payPeriod ?? "quarter");
  return (await countAskedPeople(ctx.store, invitation.providerId, invitation.clientId, months)) >= STATISTICS_ONLY_FROM;
}

/**
 * Records an answer, or replaces it within the changed-mind window; history is kept. The same command
 * twice leaves one current answer. A named rating of 1 or 2 opens an improvement case.
 */
export async function recordAnswer(ctx: OperationContext, command: AnswerCommand): Promise<Result<{ replaced: boolean }>> {
  const { store, now } = ctx;
  if (!Number.isInteger(command.csat) || command.csat < 1 || command.csat > 5) return refused("score_out_of_range", undefined, "csat");
  if (command.effort !== null && (!Number.isInteger(command.effort) || command.effort < 1 || command.effort > 5)) return refused("score_out_of_range", undefined, "effort");
  if (command.comment.length > LONGEST_COMMENT) return refused("comment_too_long", { longest: LONGEST_COMMENT }, "comment");
  const invitation = await findInvitation(store, command.invitationId);
  if (!invitation || invitation.state === "revoked") return refused("invitation_gone");
  const period = await loadPeriod(store, invitation.period);
  if (!period || (period.state !== "open" && period.state !== "review")) return refused("period_sealed", { period: invitation.period });
  const before = await loadAnswers(store, invitation.id);
  if (before.length === 0 && (invitation.state === "expired" || invitation.expiresAt <= now)) return refused("invitation_expired");
  // Another press would make it count again.
  if (before.some((row) => row.voidedAt !== null)) return refused("answer_voided");
  if (before.length > 0 && now > (await changeableUntil(store, invitation, before[0]!.answeredAt))) return refused("answer_final");
  if (command.statisticsOnly && (command.csat > 3 || !(await mayAnswerInStatisticsOnly(ctx, invitation)))) return refused("statistics_only_not_offered", undefined, "statisticsOnly");

  // They have read it by name; a count could not take that back, nor the case that it opened.
  if (command.statisticsOnly && before.some((row) => !row.statisticsOnly)) return refused("statistics_only_seen", undefined, "statisticsOnly");

  const number = before.length + 1;
  const { providerId, clientId, taskId, personId } = invitation;
  const opened = command.csat <= CASE_UP_TO && !command.statisticsOnly
    ? newCase(await openFollowUpBook(store), { origin: "rating", dedupeKey: `rating:${invitation.id}`, providerId, clientId, taskId, problem: command.comment, openedBy: personId }, now)
    : null;
  const tell = await tellHooks(store, opened ? [{ happening: "case_opened", about: opened.dedupeKey, refs: { caseId: opened.id }, departmentIds: [providerId, clientId] }] : [], now);
  const thank = await notices(store, command.thanks && command.csat === 5 && taskId ? await thanksFor(ctx, taskId, providerId) : [], now);
  try {
    await store.writeAll(
      (w) => [
        ...touchPeriods(store, w, [invitation.period]),
        supersedeAnswers(store, w, invitation.id, number),
        insertAnswer(store, w, {
          invitationId: invitation.id, number, csat: command.csat, effort: command.effort, reasons: command.csat <= 3 ? command.reasons : [], comment: command.comment,
          extra: command.extra && command.extra.length > 0 ? command.extra : null, statisticsOnly: command.statisticsOnly, isCurrent: true, answeredAt: now, voidedAt: null, voidedBecause: null, voidedBy: null,
        }),
        setInvitationState(store, w, invitation.id, ["open", "answered"], "answered"),
        ...(opened ? insertCase(store, w, opened) : []),
        ...tell(w),
        ...thank(w),
      ],
      // The log of a statistics-only answer names no rater and no question: beside the answers by name it would tell whose it is.
      command.statisticsOnly
        ? { at: now, actor: { kind: "link", id: "statistics" }, action: "answer.record", entity: "period", entityId: invitation.period }
        : { at: now, actor: ctx.actor, action: "answer.record", entity: "invitation", entityId: invitation.id, details: { csat: command.csat, number } },
    );
  } catch (error) {
    // The same press twice at once: the other one recorded it.
    if (error instanceof DuplicateError) return ok({ replaced: false });
    if (error instanceof StaleWriteError) return refused("period_sealed", { period: invitation.period });
    throw error;
  }
  return ok({ replaced: number > 1 });
}
