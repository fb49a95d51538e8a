import { and, asc, count, desc, eq, gt, inArray, isNull, lt, ne, sql } from "drizzle-orm";
import type { Reason, Standing } from "#app/domain/evaluation/verdict.ts";
import type { Expecting, Statement, Store, Writer } from "../store.ts";
import { exactly } from "../store.ts";
import { chunks } from "./tasks.server.ts";

/** Outcomes that time has not decided yet: a month with one of them cannot close. */
const UNDECIDED = ["pending", "at_risk"] as const;

/** Items due in a month whose outcome is not decided yet. */
export async function countUndecidedItems(store: Store, month: string): Promise<number> {
  const { verdict: v } = store.t;
  const rows = await store.q
    .select({ n: count().mapWith(Number) })
    .from(v)
    .where(and(eq(v.period, month), inArray(v.standing, [...UNDECIDED])));
  return rows[0]?.n ?? 0;
}

/** Months before this one that are not closed, oldest first. */
export async function loadUnclosedBefore(store: Store, month: string): Promise<string[]> {
  const { period: p } = store.t;
  const rows = await store.q
    .select({ month: p.month })
    .from(p)
    .where(and(lt(p.month, month), ne(p.state, "closed")))
    .orderBy(asc(p.month));
  return rows.map((row) => row.month);
}

/** Open months whose cut-off has passed, oldest first. */
export async function loadMonthsPastCutOff(store: Store, now: number): Promise<Store["t"]["period"]["$inferSelect"][]> {
  const { period: p } = store.t;
  return store.q
    .select()
    .from(p)
    .where(and(eq(p.state, "open"), lt(p.to, now + 1)))
    .orderBy(asc(p.month));
}

export interface DisputeCounts {
  readonly open: number;
  readonly carried: number;
}

export async function countDisputes(store: Store, month: string): Promise<DisputeCounts> {
  const { dispute: d } = store.t;
  const rows = await store.q
    .select({ state: d.state, n: count().mapWith(Number) })
    .from(d)
    .where(and(eq(d.period, month), inArray(d.state, ["open", "carried"])))
    .groupBy(d.state);
  const of = (state: string) => rows.find((row) => row.state === state)?.n ?? 0;
  return { open: of("open"), carried: of("carried") };
}

/** The review has begun: what is open is to be decided by its end. */
export function shortenDisputes(store: Store, w: Writer, month: string, reviewEndsAt: number): Statement {
  const { dispute: d } = store.t;
  return w.update(d).set({ decideBy: reviewEndsAt }).where(and(eq(d.period, month), eq(d.state, "open"), gt(d.decideBy, reviewEndsAt))).returning({ id: d.id });
}

/** Disputes nobody decided in time are decided later, as corrections of the closed month. */
export function carryDisputes(store: Store, w: Writer, month: string): Statement {
  const { dispute: d } = store.t;
  return w
    .update(d)
    .set({ state: "carried", rowVersion: sql`${d.rowVersion} + 1` })
    .where(and(eq(d.period, month), eq(d.state, "open")))
    .returning({ id: d.id });
}

/** The month is in review again: what sealing carried is open again. */
export function reopenDisputes(store: Store, w: Writer, month: string): Statement {
  const { dispute: d } = store.t;
  return w
    .update(d)
    .set({ state: "open", rowVersion: sql`${d.rowVersion} + 1` })
    .where(and(eq(d.period, month), eq(d.state, "carried"), isNull(d.decidedAt)))
    .returning({ id: d.id });
}

/** Key of a verdict, with what it counts as. */
export interface CountedItem {
  readonly obligationKey: string;
  readonly item: string;
  readonly cycle: number;
  readonly carry: number;
  readonly standing: Standing;
}

export interface ClosedItem extends CountedItem {
  readonly reasons: readonly Reason[];
}

/** Items that count in a month, in the order of their keys; `void` ones count nowhere. */
export async function loadCountedItems(store: Store, month: string, limit: number, after: CountedItem | null): Promise<CountedItem[]> {
  const { verdict: v } = store.t;
  const later = after
    ? sql`(${v.obligationKey}, ${v.item}, ${v.cycle}, ${v.carry}) > (${after.obligationKey}, ${after.item}, ${after.cycle}, ${after.carry})`
    : undefined;
  return store.q
    .select({ obligationKey: v.obligationKey, item: v.item, cycle: v.cycle, carry: v.carry, standing: v.standing })
    .from(v)
    .where(and(eq(v.period, month), ne(v.standing, "void"), later))
    .orderBy(asc(v.obligationKey), asc(v.item), asc(v.cycle), asc(v.carry))
    .limit(limit);
}

export function insertClosedItems(store: Store, w: Writer, month: string, rows: readonly ClosedItem[]): Expecting[] {
  const { closedItem: c } = store.t;
  return chunks(rows).map((part) =>
    exactly(part.length, w.insert(c).values(part.map((row) => ({ ...row, period: month }))).returning({ key: c.obligationKey })),
  );
}

/** Items written for a closing that did not come about. Only of a month that is not closed. */
export function deleteClosedItems(store: Store, w: Writer, month: string): Statement {
  const { closedItem: c, period: p } = store.t;
  const notClosed = sql`exists (select 1 from ${p} where ${p.month} = ${month} and ${p.state} <> 'closed')`;
  return w.delete(c).where(and(eq(c.period, month), notClosed)).returning({ key: c.obligationKey });
}

/** How many items counted in a closed month. */
export async function countClosedItems(store: Store, month: string): Promise<number> {
  const { closedItem: c } = store.t;
  return (await store.q.select({ n: count().mapWith(Number) }).from(c).where(eq(c.period, month)))[0]?.n ?? 0;
}

/** Frozen items of a month in the order of their keys. */
export async function loadClosedItems(store: Store, month: string): Promise<ClosedItem[]> {
  const { closedItem: c } = store.t;
  return store.q
    .select({ obligationKey: c.obligationKey, item: c.item, cycle: c.cycle, carry: c.carry, standing: c.standing, reasons: c.reasons })
    .from(c)
    .where(eq(c.period, month))
    .orderBy(asc(c.obligationKey), asc(c.item), asc(c.cycle), asc(c.carry));
}

/** Differences to closed months that the arbiter approved, in the order of their decision. */
export async function loadApprovedCorrections(store: Store, months: readonly string[]) {
  const { correction: c } = store.t;
  return store.q
    .select({ id: c.id, period: c.period, obligationKey: c.obligationKey, recipientId: c.recipientId, fromStanding: c.fromStanding, toStanding: c.toStanding, item: c.item, reason: c.reason, decidedAt: c.decidedAt })
    .from(c)
    .where(and(inArray(c.period, [...months]), eq(c.state, "approved"), gt(c.decidedAt, 0)))
    .orderBy(asc(c.decidedAt), asc(c.id));
}

export type DisputeRow = Store["t"]["dispute"]["$inferSelect"];

export function insertDispute(store: Store, w: Writer, row: DisputeRow): Expecting {
  const { dispute: d } = store.t;
  return exactly(1, w.insert(d).values(row).returning({ id: d.id }));
}

/** The newest objection of a person to the own statement of a run. */
export async function findBonusObjection(store: Store, runId: string, personId: string): Promise<DisputeRow | null> {
  const { dispute: d } = store.t;
  const rows = await store.q
    .select()
    .from(d)
    .where(and(eq(d.subject, "bonus"), eq(d.subjectId, runId), eq(d.raisedBy, personId)))
    .orderBy(desc(d.createdAt))
    .limit(1);
  return rows[0] ?? null;
}

/** Open objections by department. */
export async function countOpenDisputes(store: Store): Promise<Map<string, number>> {
  const { dispute: d } = store.t;
  const rows = await store.q.select({ departmentId: d.departmentId, n: count().mapWith(Number) }).from(d).where(eq(d.state, "open")).groupBy(d.departmentId);
  return new Map(rows.map((row) => [row.departmentId, row.n]));
}
