import { and, count, desc, eq, gte, inArray, isNull, ne, or, sql } from "drizzle-orm";
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

/**
 * Answers by name about some providers in some months, newest first, voided ones too. Statistics-only answers are in no list.
 * With `agreementIds` only those that count under them: what a figure of a scorecard opens to.
 */
export async function loadAnswersReceived(store: Store, scope: WorkScope, months: readonly string[], agreementIds: readonly string[] | null = null): Promise<ShownAnswer[]> {
  if (scope !== "all" && scope.length === 0) return [];
  const { answer: a, invitation: i } = store.t;
  const counted = agreementIds === null ? undefined : and(inArray(i.agreementId, [...agreementIds]), isNull(a.voidedAt));
  return selectAnswers(store)
    .where(and(inArray(i.period, [...months]), eq(a.statisticsOnly, false), counted, scope === "all" ? undefined : inArray(i.providerId, [...scope])))
    .orderBy(desc(a.answeredAt), desc(i.id));
}

/** The newest counted answers by name that say something in words. */
export async function loadNewestWords(store: Store, scope: WorkScope, months: readonly string[], clientId: string | null, limit: number): Promise<ShownAnswer[]> {
  if (scope !== "all" && scope.length === 0) return [];
  const { answer: a, invitation: i } = store.t;
  return selectAnswers(store)
    .where(
      and(
        inArray(i.period, [...months]), eq(a.statisticsOnly, false), isNull(a.voidedAt), ne(a.comment, ""), scope === "all" ? undefined : inArray(i.providerId, [...scope]),
        clientId === null ? undefined : eq(i.clientId, clientId),
      ),
    )
    .orderBy(desc(a.answeredAt), desc(i.id))
    .limit(limit);
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
  const [row] = await store.q.select({ n: count().mapWith(Number) }).from(a).innerJoin(i, eq(i.id, a.invitationId)).where(or(ne(a.period, i.period), ne(a.providerId, i.providerId), ne(a.clientId, i.clientId)));
  return row?.n ?? 0;
}
