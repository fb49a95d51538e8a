import { and, asc, count, eq, gte, inArray, isNull, lt, ne, sql } from "drizzle-orm";
import type { Store } from "../store.ts";

/** Undecided items of a month that wait for the end of an acceptance window; the others wait for a due time, a grace or a pause. */
export async function countWaitingForAcceptance(store: Store, month: string): Promise<number> {
  const { verdict: v, obligation: o } = store.t;
  const rows = await store.q
    .select({ n: count().mapWith(Number) })
    .from(v)
    .innerJoin(o, and(eq(o.versionId, v.versionId), eq(o.key, v.obligationKey)))
    .where(and(eq(v.period, month), inArray(v.standing, ["pending", "at_risk"]), inArray(o.kind, ["quality", "completeness", "format"])));
  return rows[0]?.n ?? 0;
}

/** Current answers by name of a month's invitations that came in since an instant; those for the statistics alone have no time of their own. */
export async function countAnswersSince(store: Store, month: string, since: number): Promise<number> {
  const { answer: a } = store.t;
  const rows = await store.q
    .select({ n: count().mapWith(Number) })
    .from(a)
    .where(and(gte(a.answeredAt, since), eq(a.period, month), eq(a.isCurrent, true), eq(a.statisticsOnly, false), isNull(a.voidedAt)));
  return rows[0]?.n ?? 0;
}

/** Invitations of a month that may still be answered. Whose they are is nobody's to see. */
export async function countOpenInvitations(store: Store, month: string): Promise<number> {
  const { invitation: i } = store.t;
  const rows = await store.q.select({ n: count().mapWith(Number) }).from(i).where(and(eq(i.period, month), eq(i.state, "open")));
  return rows[0]?.n ?? 0;
}

/** Items of a month without a measure, from the kept counts. */
export async function countUnmeasurable(store: Store, month: string): Promise<number> {
  const { tally: y } = store.t;
  const rows = await store.q.select({ n: sql`coalesce(sum(${y.n}), 0)`.mapWith(Number) }).from(y).where(and(eq(y.period, month), eq(y.standing, "unmeasurable")));
  return rows[0]?.n ?? 0;
}

/** Names of the sources that ever sent data by a file, a fetch or a hook. */
export async function loadSourceNames(store: Store): Promise<string[]> {
  const { importBatch: b, hookIn: h } = store.t;
  const [files, hooks] = await Promise.all([store.q.selectDistinct({ source: b.source }).from(b).where(ne(b.state, "draft")), store.q.selectDistinct({ source: h.source }).from(h)]);
  return [...new Set([...files, ...hooks].map((row) => row.source))].sort();
}

/** Whether a source sent any task requested within [from, to). */
export async function hasTasksOf(store: Store, source: string, from: number, to: number): Promise<boolean> {
  const { task: t } = store.t;
  // As an expression, so that the span of time is what is looked through: a source may have sent all tasks there are.
  const ofSource = sql`${t.source} || '' = ${source}`;
  const rows = await store.q.select({ id: t.id }).from(t).where(and(ofSource, gte(t.requestedAt, from), lt(t.requestedAt, to))).limit(1);
  return rows.length > 0;
}

/** What the audit log tells of a month's closing. */
export interface ClosingEntry {
  readonly seq: number;
  readonly at: number;
  readonly action: string;
  readonly actorKind: "account" | "job" | "cli" | "link";
  readonly actorId: string;
  readonly details: string;
  readonly hmac: string;
}

const STEPS = ["period.seal", "period.refuse_close", "period.seal_expired", "period.close"] as const;

/** Each time a month was sealed, sent back, unsealed by the clock and closed, in the order of the log. */
export async function loadClosingEntries(store: Store, month: string): Promise<ClosingEntry[]> {
  const { audit: a } = store.t;
  return store.q
    .select({ seq: a.seq, at: a.at, action: a.action, actorKind: a.actorKind, actorId: a.actorId, details: a.details, hmac: a.hmac })
    .from(a)
    .where(and(eq(a.entity, "period"), eq(a.entityId, month), inArray(a.action, [...STEPS])))
    .orderBy(asc(a.seq));
}
