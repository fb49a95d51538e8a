import { z } from "zod";
import type { RatingQuestion, RatingValues } from "#app/components/rating-form.tsx";
import { nameIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { mayAnswerInStatisticsOnly } from "#app/operations/record-answer.server.ts";
import type { AnswerCommand } from "#app/operations/record-answer.server.ts";
import { findLateness } from "#db/queries/rate-page.server.ts";
import type { RateSubject } from "#db/queries/rate-page.server.ts";
import { RATING_REASONS } from "#db/schema/results.ts";

/** What the form about one delivery says. */
export async function ratingQuestion(ctx: OperationContext, subject: RateSubject, view: { readonly locale: Locale; readonly zone: string }, values: RatingValues): Promise<RatingQuestion> {
  const [lateByMs, statisticsOffered] = await Promise.all([subject.taskId ? findLateness(ctx.store, subject.taskId) : null, mayAnswerInStatisticsOnly(ctx, subject)]);
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
    values,
  };
}

const score = z
  .string()
  .regex(/^[1-5]$/)
  .transform(Number);

const answerSchema = z
  .object({
    csat: score,
    effort: score.optional(),
    reasons: z.array(z.enum(RATING_REASONS)).max(RATING_REASONS.length),
    comment: z.string().max(20_000),
    statisticsOnly: z.literal("on").optional(),
  })
  .strict();

/** The answer that a form sent; null csat where no face was chosen or something else came. */
export function readAnswer(form: FormData, invitationId: string): { readonly command: AnswerCommand | null; readonly values: RatingValues } {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : undefined;
  };
  const known = (reason: FormDataEntryValue): reason is (typeof RATING_REASONS)[number] => (RATING_REASONS as readonly FormDataEntryValue[]).includes(reason);
  const reasons = form.getAll("reasons").filter(known);
  const sent = { csat: text("csat"), effort: text("effort"), reasons: [...new Set(reasons)], comment: (text("comment") ?? "").replace(/\r\n/g, "\n").trim(), statisticsOnly: text("statisticsOnly") };
  const parsed = answerSchema.safeParse({ ...sent, effort: sent.effort || undefined });
  const number = (value: string | undefined) => (value !== undefined && /^[1-5]$/.test(value) ? Number(value) : null);
  return {
    values: { csat: number(sent.csat), effort: number(sent.effort), reasons: sent.reasons, comment: sent.comment.slice(0, 20_000), statisticsOnly: sent.statisticsOnly === "on" },
    command: parsed.success
      ? {
          invitationId, csat: parsed.data.csat, effort: parsed.data.effort ?? null, reasons: parsed.data.reasons, comment: parsed.data.comment, statisticsOnly: parsed.data.statisticsOnly === "on",
        }
      : null,
  };
}

/** The status of a refused answer. */
export function refusalStatus(code: string): number {
  if (code === "invitation_gone" || code === "invitation_expired") return 410;
  return code === "period_sealed" || code === "answer_final" ? 409 : 400;
}

/** What stands in the form after a refusal. A refused "only in the statistics" is taken back and said: sending again is a yes to the name. */
export function valuesAfter(code: string, values: RatingValues): RatingValues {
  return code === "statistics_only_not_offered" ? { ...values, statisticsOnly: false } : values;
}
