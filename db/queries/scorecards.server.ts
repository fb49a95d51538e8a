import { and, asc, count, desc, eq, gte, inArray, isNotNull, lt, sql } from "drizzle-orm";
import type { Standing } from "#app/domain/evaluation/verdict.ts";
import type { Scorecard, ScorecardInput } from "#app/domain/score/scorecard.ts";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, Writer } from "../store.ts";
import { chunks } from "./tasks.server.ts";

export interface TallyRow {
  readonly obligationKey: string;
  readonly recipientId: string;
  readonly period: string;
  readonly standing: Standing;
  readonly n: number;
}

/** Counts of some months: of all lines or of these, of all recipients or of these. */
export async function loadTallies(store: Store, months: readonly string[], keys?: readonly string[], recipientIds?: readonly string[]): Promise<TallyRow[]> {
  const { tally: y } = store.t;
  return store.q
    .select()
    .from(y)
    .where(and(inArray(y.period, [...months]), ...(keys ? [inArray(y.obligationKey, [...keys])] : []), ...(recipientIds ? [inArray(y.recipientId, [...recipientIds])] : [])));
}

/** A count change in the same transaction as the verdict or excuse that causes it. */
export function addToTallies(store: Store, w: Writer, changes: readonly TallyRow[]): Statement[] {
  const { tally: y } = store.t;
  return chunks(changes).map((part) =>
    w
      .insert(y)
      .values(part)
      .onConflictDoUpdate({ target: [y.obligationKey, y.recipientId, y.period, y.standing], set: { n: sql`${y.n} + excluded.n` } })
      .returning({ n: y.n }),
  );
}

/** The tallies counted anew from the verdicts: what the nightly pass compares with. */
export async function recountTallies(store: Store): Promise<TallyRow[]> {
  const { verdict: v } = store.t;
  return store.q
    .select({ obligationKey: v.obligationKey, recipientId: v.recipientId, period: v.period, standing: v.standing, n: count().mapWith(Number) })
    .from(v)
    .where(sql`${v.period} <> ''`)
    .groupBy(v.obligationKey, v.recipientId, v.period, v.standing);
}

/** Deliveries of each provider between two instants, and how many of them were under an agreement. */
export async function countCoverage(store: Store, from: number, to: number): Promise<{ providerId: string; deliveries: number; underAgreement: number }[]> {
  const { task: t } = store.t;
  return store.q
    .select({ providerId: t.providerId, deliveries: count().mapWith(Number), underAgreement: count(t.agreementId).mapWith(Number) })
    .from(t)
    .where(and(isNotNull(t.deliveredAt), gte(t.deliveredAt, from), lt(t.deliveredAt, to)))
    .groupBy(t.providerId);
}

export async function loadClientWeights(store: Store): Promise<{ agreementId: string; from: string; weight: string }[]> {
  const { clientWeight: c } = store.t;
  return store.q.select({ agreementId: c.agreementId, from: c.from, weight: c.weight }).from(c).orderBy(asc(c.agreementId), asc(c.from));
}

export interface ScorecardRow {
  readonly id: string;
  readonly period: string;
  readonly departmentId: string;
  readonly state: "draft" | "final";
  readonly shownBp: number | null;
  readonly payBp: number | null;
  readonly content: StoredScorecard;
  readonly contentHash: string;
  readonly formulaVersion: string;
  readonly createdAt: number;
}

/** What is frozen: the result with every step, and the counts that it was computed from. */
export interface StoredScorecard {
  readonly departmentId: string;
  readonly period: string;
  readonly months: readonly string[];
  readonly card: Scorecard;
  /** What the card was computed from; absent in scorecards that were frozen before it was kept. */
  readonly input?: ScorecardInput;
  /** The scorecard of a responsible team: of the lines that name it. */
  readonly isTeam?: boolean;
}

export async function loadScorecards(store: Store, periods: readonly string[], state: "draft" | "final" = "final"): Promise<ScorecardRow[]> {
  const { scorecard: s } = store.t;
  return (await store.q.select().from(s).where(and(inArray(s.period, [...periods]), eq(s.state, state))).orderBy(asc(s.period), asc(s.departmentId))) as ScorecardRow[];
}

/** Final scorecards of a department, newest period first. */
export async function loadScorecardsOf(store: Store, departmentId: string, limit: number): Promise<ScorecardRow[]> {
  const { scorecard: s } = store.t;
  return (await store.q
    .select()
    .from(s)
    .where(and(eq(s.departmentId, departmentId), eq(s.state, "final")))
    .orderBy(desc(s.period))
    .limit(limit)) as ScorecardRow[];
}

export async function loadScorecard(store: Store, id: string): Promise<ScorecardRow | null> {
  const { scorecard: s } = store.t;
  return ((await store.q.select().from(s).where(eq(s.id, id))) as ScorecardRow[])[0] ?? null;
}

export function insertScorecards(store: Store, w: Writer, rows: readonly ScorecardRow[]): Expecting[] {
  const { scorecard: s } = store.t;
  return chunks(rows, 100).map((part) => exactly(part.length, w.insert(s).values(part).returning({ id: s.id })));
}

/** Drafts are nobody's to read; a refused or superseded closing takes them away. */
export function deleteDrafts(store: Store, w: Writer, periods: readonly string[]): Statement {
  const { scorecard: s } = store.t;
  return w.delete(s).where(and(inArray(s.period, [...periods]), eq(s.state, "draft"))).returning({ id: s.id });
}

export function publishDrafts(store: Store, w: Writer, periods: readonly string[], rows: number): Expecting {
  const { scorecard: s } = store.t;
  return exactly(rows, w.update(s).set({ state: "final" }).where(and(inArray(s.period, [...periods]), eq(s.state, "draft"))).returning({ id: s.id }));
}

export interface ScoreRow {
  readonly period: string;
  readonly departmentId: string;
  readonly shownBp: number | null;
  readonly payBp: number | null;
}

/** Frozen scores without their steps, for lists and trends; by period. */
export async function loadScores(store: Store, periods: readonly string[], departmentId?: string): Promise<ScoreRow[]> {
  const { scorecard: s } = store.t;
  return store.q
    .select({ period: s.period, departmentId: s.departmentId, shownBp: s.shownBp, payBp: s.payBp })
    .from(s)
    .where(and(inArray(s.period, [...periods]), eq(s.state, "final"), ...(departmentId === undefined ? [] : [eq(s.departmentId, departmentId)])))
    .orderBy(asc(s.period), asc(s.departmentId));
}

/** The frozen scorecard of a department for a period. */
export async function findScorecard(store: Store, departmentId: string, period: string): Promise<ScorecardRow | null> {
  const { scorecard: s } = store.t;
  const rows = (await store.q
    .select()
    .from(s)
    .where(and(eq(s.departmentId, departmentId), eq(s.period, period), eq(s.state, "final")))) as ScorecardRow[];
  return rows[0] ?? null;
}
