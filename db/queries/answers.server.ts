import { and, count, desc, eq, gte, inArray, isNotNull, isNull, lte, ne, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { compareCodePoints } from "#app/domain/order-by-code-point.ts";
import type { Store } from "../store.ts";
import type { WorkScope } from "./work-list.server.ts";

/** A current answer with what it is about. */
function selectAnswers(store: Store) {
  const { answer: a, invitation: i, task: t, improvementCase: c } = store.t;
  return store.q
    .select({
      id: i.id, survey: i.survey, personId: i.personId, providerId: i.providerId, clientId: i.clientId, period: i.period, taskId: i.taskId, title: t.title, productId: t.productId,
      csat: a.csat, effort: a.effort, reasons: a.reasons, comment: a.comment, extra: a.extra, statisticsOnly: a.statisticsOnly, answeredAt: a.answeredAt, voidedBecause: a.voidedBecause,
      caseId: c.id, caseState: c.state, caseAction: c.action,
    })
    .from(i)
    .innerJoin(a, and(eq(a.invitationId, i.id), eq(a.isCurrent, true)))
    .leftJoin(t, eq(t.id, i.taskId))
    .leftJoin(c, eq(c.dedupeKey, sql`'rating:' || ${i.id}`));
}

export type ShownAnswer = Awaited<ReturnType<typeof loadAnswersGiven>>[number];

export interface AnswersWanted {
  readonly months: readonly string[];
  /** Only those that count under these agreements: what a figure of a scorecard opens to. */
  readonly agreementIds: readonly string[] | null;
  readonly score: "low" | "high" | null;
  readonly withWords: boolean;
  /** Only voided ones, or only counted ones that came since an instant. */
  readonly counted: "voided" | { readonly since: number } | null;
}

/** Answers by name about some providers, newest first, voided ones too. Statistics-only answers are in no list. `limit` null = all of them. */
export async function loadAnswersReceived(store: Store, scope: WorkScope, wanted: AnswersWanted, limit: number | null): Promise<ShownAnswer[]> {
  const { answer: a, invitation: i } = store.t;
  const { months, agreementIds, score, withWords, counted } = wanted;
  const which = and(
    agreementIds === null ? undefined : and(inArray(i.agreementId, [...agreementIds]), isNull(a.voidedAt)),
    score === null ? undefined : score === "low" ? lte(a.csat, 3) : gte(a.csat, 4),
    withWords ? ne(a.comment, "") : undefined,
    counted === null ? undefined : counted === "voided" ? isNotNull(a.voidedAt) : and(isNull(a.voidedAt), gte(a.answeredAt, counted.since)),
  );
  return newestAnswers(store, scope, months, which, limit);
}

/**
 * The newest answers by name, each month and provider asked apart: each is the end of an index then, where several together would have to be read whole
 * and sorted.
 */
async function newestAnswers(store: Store, scope: WorkScope, months: readonly string[], which: SQL | undefined, limit: number | null): Promise<ShownAnswer[]> {
  const { answer: a } = store.t;
  const places = months.flatMap((month) => (scope === "all" ? [eq(a.period, month)] : scope.map((providerId) => and(eq(a.providerId, providerId), eq(a.period, month)))));
  const found = await Promise.all(
    places.map((place) => {
      const newest = selectAnswers(store).where(and(place, eq(a.statisticsOnly, false), which)).orderBy(desc(a.answeredAt), desc(a.invitationId));
      return limit === null ? newest : newest.limit(limit);
    }),
  );
  const sorted = found.flat().sort((x, y) => y.answeredAt - x.answeredAt || compareCodePoints(y.id, x.id));
  return limit === null ? sorted : sorted.slice(0, limit);
}

/** The newest counted answers by name that say something in words. */
export async function loadNewestWords(store: Store, scope: WorkScope, months: readonly string[], clientId: string | null, limit: number): Promise<ShownAnswer[]> {
  const { answer: a } = store.t;
  return newestAnswers(store, scope, months, and(isNull(a.voidedAt), ne(a.comment, ""), clientId === null ? undefined : eq(a.clientId, clientId)), limit);
}

/** What a person answered since an instant, newest first; for that person's eyes only. */
export async function loadAnswersGiven(store: Store, personId: string, since: number) {
  const { answer: a, invitation: i } = store.t;
  return selectAnswers(store)
    .where(and(eq(i.personId, personId), gte(a.answeredAt, since)))
    .orderBy(desc(a.answeredAt), desc(i.id));
}

export interface EffortCount {
  readonly providerId: string;
  readonly clientId: string;
  readonly productId: string | null;
  readonly csat: number;
  readonly effort: number | null;
  readonly n: number;
}

/** How many answers by name say each score and effort: what tables by product and the effort score are made of. */
export async function countNamedScores(store: Store, scope: WorkScope, months: readonly string[]): Promise<EffortCount[]> {
  if (scope !== "all" && scope.length === 0) return [];
  const { answer: a } = store.t;
  return store.q
    .select({ providerId: a.providerId, clientId: a.clientId, productId: a.productId, csat: a.csat, effort: a.effort, n: count().mapWith(Number) })
    .from(a)
    .where(and(inArray(a.period, [...months]), scope === "all" ? undefined : inArray(a.providerId, [...scope]), eq(a.isCurrent, true), eq(a.statisticsOnly, false), isNull(a.voidedAt)))
    .groupBy(a.providerId, a.clientId, a.productId, a.csat, a.effort);
}

/** Invitations with more than one answer that counts: there must be none. */
export async function countDoubleAnswers(store: Store): Promise<number> {
  const { answer: a } = store.t;
  const double = await store.q.select({ id: a.invitationId }).from(a).where(eq(a.isCurrent, true)).groupBy(a.invitationId).having(sql`${count()} > 1`);
  return double.length;
}

/** Answers that name another subject than their invitation: there must be none, for they are counted by what they name. */
export async function countStrayAnswers(store: Store): Promise<number> {
  const { answer: a, invitation: i } = store.t;
  const [row] = await store.q.select({ n: count().mapWith(Number) }).from(a).innerJoin(i, eq(i.id, a.invitationId)).where(or(ne(a.period, i.period), ne(a.providerId, i.providerId), ne(a.clientId, i.clientId), sql`${a.agreementId} is distinct from ${i.agreementId}`));
  return row?.n ?? 0;
}
