import { json, redirect } from "@remix-run/node";
import type { RoundFormData, RoundFormReply } from "#app/components/round-form.tsx";
import { nameIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import { refused } from "#app/domain/refusal.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { readExtraAnswers } from "#app/domain/survey/extra-questions.ts";
import type { ExtraQuestion } from "#app/domain/survey/extra-questions.ts";
import { DIMENSIONS } from "#app/domain/survey/relationship-report.ts";
import { reviewPeriod } from "#app/domain/survey/survey-round.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { answerRelationship } from "#app/operations/answer-relationship.server.ts";
import type { RelationshipEntry } from "#app/operations/answer-relationship.server.ts";
import { answerReview, keepReviewDraft } from "#app/operations/answer-review.server.ts";
import type { ReviewEntry } from "#app/operations/answer-review.server.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { changeableUntil, mayAnswerInStatisticsOnly } from "#app/operations/record-answer.server.ts";
import type { AuditActor } from "#db/store.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadProviderAnswers } from "#db/queries/provider-answers.server.ts";
import { loadAnswers } from "#db/queries/ratings.server.ts";
import type { AnswerRow } from "#db/queries/ratings.server.ts";
import { loadRelationshipAsked } from "#db/queries/relationship.server.ts";
import { loadReviewInvitations } from "#db/queries/survey-rounds.server.ts";
import { loadSurveyPolicyAt } from "#db/queries/surveys.server.ts";
import { RATING_REASONS } from "#db/schema/results.ts";
import type { AppContext } from "./context.server.ts";
import { readPageFacts } from "./page-facts.server.ts";
import { valuesOfAnswer } from "./rating-question.server.ts";
import type { OpenedRound } from "./round-link.server.ts";
import { readTyped } from "./typed-form.server.ts";

const NOTHING_SAID = { isAnswered: false, isFinal: false, statisticsOffered: false, did: [], extra: [] } as const;

type Typed = Readonly<Record<string, string>>;

/** What the page of a round shows to the person it asks. */
export async function readRoundForm(request: Request, context: AppContext, opened: OpenedRound): Promise<RoundFormData> {
  const { locale, zone } = await readPageFacts(request, context);
  const { round, asked } = opened;
  const done = new URL(request.url).searchParams.get("done");
  const shared = { survey: round.survey, quarter: round.quarter, closesAt: round.closesAt, zone, isAnswered: asked.state === "answered", done: done === "draft" || done === "sent" ? done : null } as const;
  const names = await departmentNames(context, locale);
  if (round.survey === "relationship") {
    const questions = asked.state === "answered" ? [] : await loadRelationshipAsked(context.store, round.id, asked.personId);
    const promised = await loadProviderAnswers(context.store, questions.map((row) => row.providerId));
    const didOf = (providerId: string) => (promised.find((answer) => answer.providerId === providerId)?.actions ?? []).map((action) => ({ text: action.text, state: action.steps[0]!.state }));
    return { ...shared, rows: byName(questions.map((row) => ({ ...NOTHING_SAID, id: row.providerId, provider: names(row.providerId), client: names(row.clientId), did: didOf(row.providerId) }))), values: {} };
  }
  const ctx: OperationContext = { store: context.store, now: context.now(), actor: { kind: "link", id: asked.id } };
  const values: Record<string, string> = {};
  const rows = await Promise.all(
    (await loadReviewInvitations(context.store, asked.personId, reviewPeriod(round.quarter))).map(async (invitation) => {
      const [answers, statisticsOffered, { questions }] = await Promise.all([loadAnswers(context.store, invitation.id), mayAnswerInStatisticsOnly(ctx, invitation), loadSurveyPolicyAt(context.store, invitation.survey, invitation.createdAt)]);
      const current = answers.find((row) => row.isCurrent);
      if (current) Object.assign(values, valuesOf(invitation.id, current, questions));
      return {
        ...NOTHING_SAID, id: invitation.id, provider: names(invitation.providerId), client: names(invitation.clientId), statisticsOffered, isAnswered: current !== undefined,
        extra: questions.map(({ kind, text }) => ({ kind, text: nameIn(text, locale) })),
        isFinal: answers.length > 0 && ctx.now > (await changeableUntil(context.store, invitation, answers[0]!.answeredAt)),
      };
    }),
  );
  return { ...shared, rows: byName(rows), values: { ...values, ...asked.draft } };
}

/** Sends or keeps what a form says; then back to `path`. What was refused comes back as it was typed, with a sentence at its row. */
export async function actOnRoundForm(request: Request, context: AppContext, opened: OpenedRound, actor: AuditActor, path: string) {
  const [values, { locale }] = await Promise.all([readTyped(request), readPageFacts(request, context)]);
  const t = translateIn(locale, "rounds");
  const say = (fault: Refused) => t(`refused.${fault.code}` as Key<"rounds">, { ...fault.facts });
  const refuse = (faults: readonly Refused[], status: number) =>
    json<RoundFormReply>({ values, faults: Object.fromEntries(faults.map((fault) => [fault.field ?? "form", say(fault)])) }, { status });
  const ctx: OperationContext = { store: context.store, now: context.now(), actor };
  if (opened.round.survey === "relationship") {
    const providers = (await loadRelationshipAsked(context.store, opened.round.id, opened.asked.personId)).map((row) => row.providerId);
    const answered = await answerRelationship(ctx, opened.asked.id, providers.map((id) => relationshipEntry(values, id)));
    if (answered.ok) return redirect(`${path}?done=sent`, 303);
    if ("faults" in answered) return refuse(answered.faults, 422);
    return refuse([answered], answered.code === "nothing_said" ? 422 : 409);
  }
  if (values["intent"] === "draft") {
    const { intent: _, ...draft } = values;
    await keepReviewDraft(ctx, opened.asked, draft);
    return redirect(`${path}?done=draft`, 303);
  }
  const invitations = await loadReviewInvitations(context.store, opened.asked.personId, reviewPeriod(opened.round.quarter));
  const read = await Promise.all(invitations.map(async (row) => reviewEntry(values, row.id, (await loadSurveyPolicyAt(context.store, row.survey, row.createdAt)).questions)));
  const unreadable = read.flatMap((one) => ("fault" in one ? [one.fault] : []));
  if (unreadable.length > 0) return refuse(unreadable, 422);
  const entries = read.flatMap((one) => ("entry" in one ? [one.entry] : []));
  if (entries.every((entry) => entry.csat === null && entry.comment === "")) return refuse([{ ok: false, code: "nothing_said" }], 422);
  const { faults } = await answerReview(ctx, opened.asked, entries);
  return faults.length > 0 ? refuse(faults, 422) : redirect(`${path}?done=sent`, 303);
}

const numberIn = (text: string | undefined, pattern: RegExp): number | null => (text !== undefined && pattern.test(text) ? Number(text) : null);
const commentOf = (values: Typed, id: string): string => (values[`comment.${id}`] ?? "").replace(/\r\n/g, "\n").trim();

function reviewEntry(values: Typed, id: string, questions: readonly ExtraQuestion[]): { readonly entry: ReviewEntry } | { readonly fault: Refused } {
  const extra = readExtraAnswers(questions, questions.map((_question, index) => (values[`extra${index}.${id}`] ?? "").replace(/\r\n/g, "\n")));
  if ("fault" in extra) return { fault: refused(extra.fault.code, undefined, id) };
  return {
    entry: {
      invitationId: id, csat: numberIn(values[`csat.${id}`], /^[1-5]$/), reasons: RATING_REASONS.filter((reason) => values[`reason.${reason}.${id}`] === "on"), comment: commentOf(values, id),
      statisticsOnly: values[`private.${id}`] === "on", extra: extra.answers,
    },
  };
}

const relationshipEntry = (values: Typed, id: string): RelationshipEntry => ({
  providerId: id, nps: numberIn(values[`nps.${id}`], /^(\d|10)$/), comment: commentOf(values, id),
  dimensions: Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, numberIn(values[`${dimension}.${id}`], /^[1-5]$/)])) as RelationshipEntry["dimensions"],
});

const valuesOf = (id: string, answer: AnswerRow, questions: readonly ExtraQuestion[]): Typed => ({
  ...Object.fromEntries(valuesOfAnswer(answer, questions).extra.map((said, index) => [`extra${index}.${id}`, said])),
  [`csat.${id}`]: String(answer.csat), [`comment.${id}`]: answer.comment, [`private.${id}`]: answer.statisticsOnly ? "on" : "", ...Object.fromEntries(answer.reasons.map((reason) => [`reason.${reason}.${id}`, "on"])),
});

async function departmentNames(context: AppContext, locale: Locale): Promise<(id: string) => string> {
  const names = new Map((await loadDepartments(context.store, "all")).map((row) => [row.id, nameIn(row.name, locale)]));
  return (id) => names.get(id) ?? "–";
}

/** An order that everybody sees alike, whoever asked about whom first. */
const byName = <Row extends { readonly provider: string; readonly client: string }>(rows: readonly Row[]): Row[] =>
  [...rows].sort((a, b) => a.provider.localeCompare(b.provider) || a.client.localeCompare(b.client));
