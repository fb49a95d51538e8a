import { z } from "zod";
import type { RatingQuestion, RatingValues } from "#app/components/rating-form.tsx";
import { nameIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { mayAnswerInStatisticsOnly } from "#app/operations/record-answer.server.ts";
import type { AnswerCommand } from "#app/operations/record-answer.server.ts";
import { canonicalJson } from "#app/domain/canonical-json.ts";
import { readExtraAnswers } from "#app/domain/survey/extra-questions.ts";
import type { ExtraQuestion } from "#app/domain/survey/extra-questions.ts";
import type { Survey } from "#app/domain/survey/survey-policy.ts";
import { personName } from "#app/format/person-name.ts";
import { findHander } from "#db/queries/hand-overs.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { AnswerRow } from "#db/queries/ratings.server.ts";
import { loadSurveyPolicyAt } from "#db/queries/surveys.server.ts";
import type { Store } from "#db/store.ts";
import { findLateness } from "#db/queries/rate-page.server.ts";
import type { RateSubject } from "#db/queries/rate-page.server.ts";
import { RATING_REASONS } from "#db/schema/results.ts";

/** What the form about one delivery says. */
export async function ratingQuestion(ctx: OperationContext, subject: RateSubject, view: { readonly locale: Locale; readonly zone: string }, values: RatingValues): Promise<RatingQuestion> {
  const [lateByMs, statisticsOffered, policy, handedBy] = await Promise.all([
    subject.taskId ? findLateness(ctx.store, subject.taskId) : null,
    mayAnswerInStatisticsOnly(ctx, subject),
    loadSurveyPolicyAt(ctx.store, subject.survey, subject.createdAt),
    subject.handedFrom ? findHander(ctx.store, subject.handedFrom) : null,
  ]);
  const [assignee] = subject.assigneeId ? await loadPeople(ctx.store, [subject.assigneeId]) : [];
  return {
    invitationId: subject.invitationId,
    what: subject.title || nameIn(subject.product ?? {}, view.locale),
    provider: nameIn(subject.provider, view.locale),
    client: nameIn(subject.client, view.locale),
    deliveredAt: subject.deliveredAt,
    dueAt: subject.dueAt,
    lateByMs,
    statisticsOffered,
    expiresAt: subject.expiresAt,
    zone: view.zone,
    extra: policy.questions.map(({ kind, text }) => ({ kind, text: nameIn(text, view.locale) })),
    thank: subject.taskId === null ? null : assignee ? personName(assignee, view.locale) : nameIn(subject.provider, view.locale),
    handedBy: handedBy ? personName(handedBy, view.locale) : null,
    values,
  };
}

const score = z
  .string()
  .regex(/^[1-5]$/)
  .transform(Number);

/** Lengths are the operation's: it says which text is too long. */
const answerSchema = z
  .object({
    csat: score,
    effort: score.optional(),
    reasons: z.array(z.enum(RATING_REASONS)).max(RATING_REASONS.length),
    comment: z.string(),
    statisticsOnly: z.literal("on").optional(),
    thanks: z.literal("on").optional(),
  })
  .strict();

export interface AnswerRead {
  /** Null where `code` says what is wrong. */
  readonly command: AnswerCommand | null;
  readonly code: "score_out_of_range" | "extra_too_long" | null;
  /** As it was typed. */
  readonly values: RatingValues;
}

/** The answer that a form sent about an invitation, with the extra questions that were asked with it. */
export async function readAnswer(store: Store, form: FormData, invitation: { readonly id: string; readonly survey: Survey; readonly createdAt: number }): Promise<AnswerRead> {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : undefined;
  };
  const known = (reason: FormDataEntryValue): reason is (typeof RATING_REASONS)[number] => (RATING_REASONS as readonly FormDataEntryValue[]).includes(reason);
  const reasons = form.getAll("reasons").filter(known);
  const sent = { csat: text("csat"), effort: text("effort"), reasons: [...new Set(reasons)], comment: (text("comment") ?? "").replace(/\r\n/g, "\n").trim(), statisticsOnly: text("statisticsOnly"), thanks: text("thanks") };
  const { questions } = await loadSurveyPolicyAt(store, invitation.survey, invitation.createdAt);
  const typed = questions.map((_question, index) => (text(`extra${index}`) ?? "").replace(/\r\n/g, "\n"));
  const extra = readExtraAnswers(questions, typed);
  const parsed = answerSchema.safeParse({ ...sent, effort: sent.effort || undefined });
  const number = (value: string | undefined) => (value !== undefined && /^[1-5]$/.test(value) ? Number(value) : null);
  const values: RatingValues = { csat: number(sent.csat), effort: number(sent.effort), reasons: sent.reasons, comment: sent.comment, statisticsOnly: sent.statisticsOnly === "on", extra: typed, thanks: sent.thanks === "on" };
  if (!parsed.success) return { command: null, code: "score_out_of_range", values };
  if ("fault" in extra) return { command: null, code: extra.fault.code, values };
  const { csat, effort, comment, statisticsOnly, thanks } = parsed.data;
  return { command: { invitationId: invitation.id, csat, effort: effort ?? null, reasons: parsed.data.reasons, comment, statisticsOnly: statisticsOnly === "on", extra: extra.answers, thanks: thanks === "on" }, code: null, values };
}

/** What stands in the form of an answer that may be changed. */
export const valuesOfAnswer = (answer: AnswerRow, questions: readonly ExtraQuestion[]): RatingValues => ({
  csat: answer.csat, effort: answer.effort, reasons: answer.reasons, comment: answer.comment, statisticsOnly: answer.statisticsOnly, thanks: false,
  extra: questions.map((question) => String((answer.extra ?? []).find((said) => canonicalJson(said.text) === canonicalJson(question.text))?.value ?? "")),
});

/** The status of a refused answer. */
export function refusalStatus(code: string): number {
  if (code === "invitation_gone" || code === "invitation_expired") return 410;
  return code === "period_sealed" || code === "answer_final" ? 409 : 400;
}

/** What stands in the form after a refusal. A refused "only in the statistics" is taken back and said: sending again is a yes to the name. */
export function valuesAfter(code: string, values: RatingValues): RatingValues {
  return code === "statistics_only_not_offered" || code === "statistics_only_seen" ? { ...values, statisticsOnly: false } : values;
}
