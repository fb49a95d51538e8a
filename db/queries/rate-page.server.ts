import { and, asc, count, desc, eq, gte, inArray, isNull, like, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Names } from "#app/domain/names.ts";
import type { Statement, Store, UnauditedWriter } from "../store.ts";
import type { WorkScope } from "./work-list.server.ts";

/** What a rating is about, as the rater sees it. */
export interface RateSubject {
  readonly invitationId: string;
  readonly personId: string;
  readonly providerId: string;
  readonly clientId: string;
  readonly period: string;
  readonly state: "open" | "answered" | "expired" | "revoked";
  readonly expiresAt: number;
  readonly createdAt: number;
  readonly survey: "transactional" | "client_review";
  /** The invitation of the colleague who handed this one over. */
  readonly handedFrom: string | null;
  readonly taskId: string | null;
  /** Who did the work. */
  readonly assigneeId: string | null;
  readonly title: string | null;
  readonly product: Names | null;
  readonly provider: Names;
  readonly client: Names;
  readonly deliveredAt: number | null;
  readonly dueAt: number | null;
}

function selectSubjects(store: Store) {
  const { invitation: i, task: t, product: p, department } = store.t;
  const provider = alias(department as never, "provider") as typeof department;
  const client = alias(department as never, "client") as typeof department;
  return store.q
    .select({
      invitationId: i.id, personId: i.personId, providerId: i.providerId, clientId: i.clientId, period: i.period, state: i.state, expiresAt: i.expiresAt, createdAt: i.createdAt,
      survey: i.survey, handedFrom: i.handedFrom, taskId: i.taskId, assigneeId: t.assigneeId, title: t.title, product: p.name, provider: provider.name, client: client.name, deliveredAt: t.deliveredAt, dueAt: t.dueAt,
    })
    .from(i)
    .innerJoin(provider, eq(provider.id, i.providerId))
    .innerJoin(client, eq(client.id, i.clientId))
    .leftJoin(t, eq(t.id, i.taskId))
    .leftJoin(p, eq(p.id, t.productId));
}

export async function findRateSubject(store: Store, invitationId: string): Promise<RateSubject | null> {
  const rows = await selectSubjects(store).where(eq(store.t.invitation.id, invitationId));
  return rows[0] ?? null;
}

/** What a person is asked about and may still answer, oldest first. */
export async function loadRateSubjects(store: Store, personId: string, now: number, limit: number): Promise<RateSubject[]> {
  const { invitation: i, period: p } = store.t;
  const sealed = store.q.select({ month: p.month }).from(p).where(inArray(p.state, ["sealed", "closed"]));
  return selectSubjects(store)
    // A client review has a page of its own for all its departments.
    .where(and(eq(i.personId, personId), eq(i.survey, "transactional"), eq(i.state, "open"), gte(i.expiresAt, now), sql`${i.period} not in ${sealed}`))
    .orderBy(asc(i.createdAt), asc(i.id))
    .limit(limit);
}

/** By how much the first delivery of a task missed its promise, ms of working time; null when nothing was promised. */
export async function findLateness(store: Store, taskId: string): Promise<number | null> {
  const { verdict: v, obligation: o } = store.t;
  const rows = await store.q
    .select({ lateByMs: v.lateByMs })
    .from(v)
    .innerJoin(o, and(eq(o.versionId, v.versionId), eq(o.key, v.obligationKey)))
    .where(and(eq(v.taskId, taskId), like(v.item, "t:%"), eq(o.kind, "timing"), eq(v.cycle, 0), eq(v.carry, 0)))
    .limit(1);
  return rows[0]?.lateByMs ?? null;
}

export interface ReceivedCount {
  readonly providerId: string;
  readonly clientId: string;
  readonly period: string;
  readonly csat: number;
  readonly n: number;
}

/**
 * Current answers by provider, client, month and score. Those that count only in the statistics are in
 * it for closed months alone: before that a count of them would show who has just answered.
 */
export async function countReceived(store: Store, scope: WorkScope, months: readonly string[]): Promise<ReceivedCount[]> {
  if (scope !== "all" && scope.length === 0) return [];
  const { answer: a, period: p } = store.t;
  const closed = store.q.select({ month: p.month }).from(p).where(eq(p.state, "closed"));
  return store.q
    .select({ providerId: a.providerId, clientId: a.clientId, period: a.period, csat: a.csat, n: count().mapWith(Number) })
    .from(a)
    .where(and(inArray(a.period, [...months]), scope === "all" ? undefined : inArray(a.providerId, [...scope]), eq(a.isCurrent, true), isNull(a.voidedAt), or(eq(a.statisticsOnly, false), inArray(a.period, closed))))
    .groupBy(a.period, a.providerId, a.clientId, a.csat);
}

export interface AskedCount {
  readonly providerId: string;
  readonly clientId: string;
  readonly period: string;
  readonly asked: number;
  readonly answered: number;
}

/** Questions and answers by provider, client and month, in several rows of each; closed months only, so that nobody can tell who has not answered yet. */
export async function countAsked(store: Store, scope: WorkScope, months: readonly string[]): Promise<AskedCount[]> {
  if (scope !== "all" && scope.length === 0) return [];
  const { invitation: i, period: p } = store.t;
  const closed = store.q.select({ month: p.month }).from(p).where(eq(p.state, "closed"));
  // Grouped in the order of the index, so that nothing is sorted.
  const rows = await store.q
    .select({ period: i.period, providerId: i.providerId, clientId: i.clientId, state: i.state, n: count().mapWith(Number) })
    .from(i)
    .where(and(inArray(i.period, [...months]), inArray(i.period, closed), scope === "all" ? undefined : inArray(i.providerId, [...scope])))
    .groupBy(i.period, i.providerId, i.clientId, i.state);
  return rows.flatMap(({ state, n, ...about }) => (state === "revoked" ? [] : [{ ...about, asked: n, answered: state === "answered" ? n : 0 }]));
}

export type NoticeRow = Store["t"]["notice"]["$inferSelect"];

export async function loadNotices(store: Store, personId: string, limit: number): Promise<NoticeRow[]> {
  const { notice: n } = store.t;
  return store.q.select().from(n).where(eq(n.personId, personId)).orderBy(desc(n.createdAt), desc(n.id)).limit(limit);
}

export function markNoticesRead(store: Store, w: UnauditedWriter, personId: string, now: number): Statement {
  const { notice: n } = store.t;
  return w.update(n).set({ readAt: now }).where(and(eq(n.personId, personId), isNull(n.readAt))).returning({ id: n.id }) as Statement;
}
