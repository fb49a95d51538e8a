import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import type { LevelSide } from "#app/domain/level/client-level.ts";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, UnauditedWriter, Writer } from "../store.ts";

export type LevelRoundRow = Store["t"]["levelRound"]["$inferSelect"];
export type LevelAskRow = Store["t"]["levelAsk"]["$inferSelect"];
export type LevelCountRow = Store["t"]["levelCount"]["$inferSelect"];
export type LevelResultRow = Store["t"]["levelResult"]["$inferSelect"];
export type LevelPolicyRow = Store["t"]["levelPolicy"]["$inferSelect"];

/** Rounds, the newest year first. */
export async function loadLevelRounds(store: Store): Promise<LevelRoundRow[]> {
  const { levelRound: r } = store.t;
  return store.q.select().from(r).orderBy(desc(r.year));
}

export function insertLevelRound(store: Store, w: Writer, row: LevelRoundRow, asks: readonly LevelAskRow[]): Expecting[] {
  const { levelRound: r, levelAsk: a } = store.t;
  return [exactly(1, w.insert(r).values(row).onConflictDoNothing().returning({ id: r.id })), ...store.bulk.insert(w, a, asks)];
}

/** What a person is asked in a round, answered or not. */
export async function loadAsksOf(store: Store, roundId: string, raterId: string): Promise<LevelAskRow[]> {
  const { levelAsk: a } = store.t;
  return store.q.select().from(a).where(and(eq(a.roundId, roundId), eq(a.raterId, raterId))).orderBy(asc(a.side), asc(a.subjectId));
}

export async function loadAsks(store: Store, roundId: string): Promise<LevelAskRow[]> {
  const { levelAsk: a } = store.t;
  return store.q.select().from(a).where(eq(a.roundId, roundId)).orderBy(asc(a.subjectId), asc(a.raterId));
}

export async function loadLevelCounts(store: Store, roundId: string): Promise<LevelCountRow[]> {
  const { levelCount: c } = store.t;
  return store.q.select().from(c).where(eq(c.roundId, roundId)).orderBy(asc(c.subjectId), asc(c.side), asc(c.level));
}

/** One choice: the asking is answered once, and a count goes up by one. Nothing ties the two together. */
export function countLevel(store: Store, w: UnauditedWriter, choice: { readonly roundId: string; readonly subjectId: string; readonly raterId: string; readonly side: LevelSide; readonly level: number; readonly on: string }): (Statement | Expecting)[] {
  const { levelAsk: a, levelCount: c, levelRound: r } = store.t;
  const { roundId, subjectId, raterId, side, level, on } = choice;
  const isOpen = sql`exists (select 1 from ${r} where ${r.id} = ${roundId} and ${r.state} = 'open')`;
  return [
    exactly(1, w.update(a).set({ answeredOn: on }).where(and(eq(a.roundId, roundId), eq(a.subjectId, subjectId), eq(a.raterId, raterId), eq(a.side, side), isNull(a.answeredOn), isOpen)).returning({ id: a.subjectId })),
    exactly(1, w.insert(c).values({ roundId, subjectId, side, level, n: 1 }).onConflictDoUpdate({ target: [c.roundId, c.subjectId, c.side, c.level], set: { n: sql`${c.n} + 1` } }).returning({ n: c.n })),
  ];
}

/** Freezes a round: its results stay, the single counts go. */
export function closeLevelRound(store: Store, w: Writer, round: Pick<LevelRoundRow, "id" | "rowVersion">, at: number, results: readonly LevelResultRow[], counted: number): Expecting[] {
  const { levelRound: r, levelCount: c, levelResult: s } = store.t;
  return [
    exactly(1, w.update(r).set({ state: "closed", closedAt: at, rowVersion: round.rowVersion + 1 }).where(and(eq(r.id, round.id), eq(r.state, "open"), eq(r.rowVersion, round.rowVersion))).returning({ id: r.id })),
    exactly(counted, w.delete(c).where(eq(c.roundId, round.id)).returning({ level: c.level })),
    ...store.bulk.insert(w, s, results),
  ];
}

/** Results of closed rounds, the newest year first; of some people, or of all. */
export async function loadLevelResults(store: Store, of: { readonly subjectIds?: readonly string[]; readonly roundId?: string }): Promise<(LevelResultRow & { readonly year: number })[]> {
  const { levelResult: s, levelRound: r } = store.t;
  if (of.subjectIds?.length === 0) return [];
  const rows = await store.q.select({ result: s, year: r.year }).from(s).innerJoin(r, eq(r.id, s.roundId)).where(and(of.subjectIds ? store.bulk.isAnyOf(s.subjectId, of.subjectIds) : undefined, of.roundId ? eq(s.roundId, of.roundId) : undefined)).orderBy(desc(r.year), asc(s.subjectId));
  return rows.map(({ result, year }) => ({ ...result, year }));
}

/** The coefficients that hold; null = nobody set any. */
export async function loadLevelPolicy(store: Store): Promise<LevelPolicyRow | null> {
  const { levelPolicy: p } = store.t;
  return (await store.q.select().from(p).orderBy(desc(p.number)).limit(1))[0] ?? null;
}

export function insertLevelPolicy(store: Store, w: Writer, row: LevelPolicyRow): Expecting {
  const { levelPolicy: p } = store.t;
  return exactly(1, w.insert(p).values(row).onConflictDoNothing().returning({ number: p.number }));
}

/** How many answers a round asks for, and how many are there. */
export async function countAsks(store: Store, roundId: string): Promise<{ readonly asked: number; readonly answered: number }> {
  const { levelAsk: a } = store.t;
  const [row] = await store.q.select({ asked: sql<number>`count(*)`.mapWith(Number), answered: sql<number>`count(${a.answeredOn})`.mapWith(Number) }).from(a).where(eq(a.roundId, roundId));
  return row!;
}
