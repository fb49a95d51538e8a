import type { Locale } from "#app/domain/names.ts";
import { payPeriodName } from "#app/domain/score/pay-period-months.ts";
import { DIMENSIONS } from "#app/domain/survey/relationship-report.ts";
import type { Dimension } from "#app/domain/survey/relationship-report.ts";
import { quartersBefore, reviewPeriod, roundOpensOn } from "#app/domain/survey/survey-round.ts";
import { addDays, DAY_MS, HOUR_MS } from "#app/domain/time/local-date.ts";
import { localDateOf, startOfDate } from "#app/domain/time/zone.ts";
import { answerRelationship } from "#app/operations/answer-relationship.server.ts";
import { answerReview } from "#app/operations/answer-review.server.ts";
import { closeRounds } from "#app/operations/close-rounds.server.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { openRounds } from "#app/operations/open-rounds.server.ts";
import { organisationDay } from "#app/operations/organisation-day.server.ts";
import { publishProviderAnswer, stepProviderAction } from "#app/operations/provider-answer.server.ts";
import { loadAgreements } from "#db/queries/agreements.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadMemberships, loadPeople, loadPosts } from "#db/queries/people.server.ts";
import { loadProviderAnswers } from "#db/queries/provider-answers.server.ts";
import { loadRelationshipAsked, loadRelationshipReports } from "#db/queries/relationship.server.ts";
import { insertContacts } from "#db/queries/contacts.server.ts";
import { findRound, loadReviewInvitations, loadRoundPeople } from "#db/queries/survey-rounds.server.ts";
import type { RoundPersonRow } from "#db/queries/survey-rounds.server.ts";
import { randomOf } from "#db/seed/random.ts";
import type { Random } from "#db/seed/random.ts";

const RELATIONSHIP_QUARTERS = 2;
/** Clients in whose agreements several people are named as contacts, and how many. */
const CONTACTS: Readonly<Record<string, number>> = { SALES: 8, PROD: 9, ENG: 7 };
/** The department that has not answered its survey yet. */
const SILENT = "LOG";

/** The quarterly surveys of the demo company, opened, answered and closed by the operations that do so every quarter. */
export async function askDemoQuarterly(ctx: OperationContext): Promise<void> {
  const { zone, today, calendar } = await organisationDay(ctx);
  await nameContacts(ctx, today);
  const random = randomOf(11);
  const [last] = quartersBefore(payPeriodName(today.slice(0, 7), "quarter"), 1);
  const morningOf = (date: string) => ({ ...ctx, now: startOfDate(zone, date) + 9 * HOUR_MS });
  for (const quarter of [...quartersBefore(payPeriodName(today.slice(0, 7), "quarter"), RELATIONSHIP_QUARTERS)].reverse()) {
    const opening = morningOf(roundOpensOn("relationship", quarter, calendar));
    await openRounds(opening);
    await sayInConfidence(opening, quarter, random);
    const closing = { ...ctx, now: Math.min(ctx.now, opening.now + 15 * DAY_MS) };
    await closeRounds(closing);
    await answerForProviders(closing, quarter, ctx.now);
  }
  const review = morningOf(roundOpensOn("client_review", last!, calendar));
  await openRounds(review);
  await reviewAll(review, last!, random);
  await closeRounds({ ...ctx, now: Math.min(ctx.now, review.now + 15 * DAY_MS) });
  await openRounds(ctx);
}

/** The first people of the large clients speak for them in every agreement. */
async function nameContacts(ctx: OperationContext, today: string): Promise<void> {
  const { store, now } = ctx;
  const [agreements, departments, memberships] = await Promise.all([loadAgreements(store), loadDepartments(store), loadMemberships(store, today, today)]);
  const numberOf = new Map((await loadPeople(store)).map((row) => [row.id, row.personnelNumber]));
  const rows = departments.flatMap(({ id, code }) => {
    const people = memberships.filter((row) => row.departmentId === id).map((row) => row.personId).sort((a, b) => (numberOf.get(a)! < numberOf.get(b)! ? -1 : 1)).slice(0, CONTACTS[code] ?? 0);
    return agreements.filter((row) => row.clientDepartmentId === id).flatMap((row) => people.map((personId, position) => ({ agreementId: row.id, personId, position })));
  });
  await store.writeAll((w) => insertContacts(store, w, rows), { at: now, actor: ctx.actor, action: "demo.ratings", entity: "agreement", entityId: "contacts", rows: rows.length });
}

/** People of a round in an order that is the same at every loading. */
async function inOrder({ store }: OperationContext, roundId: string): Promise<(RoundPersonRow & { readonly locale: Locale })[]> {
  const people = new Map((await loadPeople(store)).map((row) => [row.id, row]));
  return (await loadRoundPeople(store, roundId))
    .map((row) => ({ ...row, number: people.get(row.personId)!.personnelNumber, locale: people.get(row.personId)!.locale }))
    .sort((a, b) => (a.number < b.number ? -1 : 1));
}

const WORDS = [
  { en: "Keep the short ways: a call is answered at once.", ru: "Сохраните короткий путь: на звонок отвечают сразу." },
  { en: "Tell us of a delay before the day, not on it.", ru: "О задержке предупреждайте заранее, а не в тот же день." },
  { en: "The forms ask for the same facts twice.", ru: "В формах дважды спрашивают одно и то же." },
  { en: "We always know who is responsible. That helps.", ru: "Всегда ясно, кто отвечает. Это помогает." },
];

async function sayInConfidence(ctx: OperationContext, quarter: string, random: Random): Promise<void> {
  const round = await findRound(ctx.store, "relationship", quarter);
  if (!round) return;
  const codes = new Map((await loadDepartments(ctx.store, "all")).map((row) => [row.id, row.code]));
  for (const asked of await inOrder(ctx, round.id)) {
    if (!random.chance(0.62)) continue;
    const questions = (await loadRelationshipAsked(ctx.store, round.id, asked.personId)).sort((a, b) => (codes.get(a.providerId)! < codes.get(b.providerId)! ? -1 : 1));
    const entries = questions.map(({ providerId }) => {
      const mood = random.int(2, 5);
      const about = (least: number) => Math.min(5, Math.max(1, mood + random.int(-1, 1) + least));
      return {
        providerId, nps: Math.min(10, Math.max(0, mood * 2 + random.int(-1, 1))), comment: random.chance(0.5) ? random.pick(WORDS)[asked.locale] : "",
        dimensions: Object.fromEntries(DIMENSIONS.map((dimension, index) => [dimension, about(index === 4 ? 1 : 0)])) as Record<Dimension, number>,
      };
    });
    await answerRelationship({ ...ctx, now: ctx.now + 4 * HOUR_MS }, asked.id, entries);
  }
}

async function reviewAll(ctx: OperationContext, quarter: string, random: Random): Promise<void> {
  const round = await findRound(ctx.store, "client_review", quarter);
  if (!round) return;
  const codes = new Map((await loadDepartments(ctx.store, "all")).map((row) => [row.id, row.code]));
  for (const asked of await inOrder(ctx, round.id)) {
    if (!random.chance(0.75)) continue;
    const invitations = (await loadReviewInvitations(ctx.store, asked.personId, reviewPeriod(quarter))).sort((a, b) => (codes.get(a.providerId)! < codes.get(b.providerId)! ? -1 : 1));
    const entries = invitations.map(({ id }) => {
      const csat = random.chance(0.04) ? 2 : random.int(3, 5);
      return { invitationId: id, csat, reasons: csat <= 3 ? [random.pick(DIMENSIONS)] : [], comment: random.chance(0.2) ? random.pick(WORDS)[asked.locale] : "", statisticsOnly: false };
    });
    await answerReview({ ...ctx, now: ctx.now + 5 * HOUR_MS }, asked, entries);
  }
}

const ANSWER = { en: "You like that you know whom to ask, and you miss an early word when something comes late. We take both seriously.", ru: "Вам нравится, что ясно, кого спрашивать, и не хватает предупреждения, когда что‑то задерживается. Мы услышали и то и другое." };
const ACTIONS = [
  { en: "Write by noon of the day before when a promised date will not hold.", ru: "Если срок не выдержим, пишем об этом до полудня предыдущего дня." },
  { en: "Drop the fields of the request form that we know already.", ru: "Убираем из заявки поля, которые и так знаем." },
];

/** What heads said a few days after the results, and how far their actions are. */
async function answerForProviders(ctx: OperationContext, quarter: string, now: number): Promise<void> {
  const { store } = ctx;
  const { zone } = await organisationDay(ctx);
  const [reports, posts, departments, people] = await Promise.all([loadRelationshipReports(store, { quarters: [quarter] }), loadPosts(store, localDateOf(zone, ctx.now)), loadDepartments(store), loadPeople(store)]);
  const after = (days: number) => ({ ...ctx, now: Math.min(now, ctx.now + days * DAY_MS) });
  const later = after(4);
  for (const { providerId, content } of reports) {
    const head = people.find((row) => row.id === posts.find((post) => post.departmentId === providerId && post.post === "head")?.personId);
    if (!head || content.total === null || departments.find((row) => row.id === providerId)?.code === SILENT) continue;
    const dueOn = (days: number) => addDays(localDateOf(zone, later.now), days);
    await publishProviderAnswer(later, { quarter, providerId, text: ANSWER[head.locale], personId: head.id, actions: ACTIONS.map((text, index) => ({ text: text[head.locale], ownerId: head.id, dueOn: dueOn(30 + 40 * index) })) });
    const [answer] = await loadProviderAnswers(store, [providerId], quarter);
    const [first, second] = answer?.actions ?? [];
    if (first) await stepProviderAction(after(24), { actionId: first.id, after: 1, state: "done", dueOn: "", note: "", personId: head.id });
    if (second) await stepProviderAction(after(29), { actionId: second.id, after: 1, state: "in_progress", dueOn: dueOn(80), note: "", personId: head.id });
  }
}
