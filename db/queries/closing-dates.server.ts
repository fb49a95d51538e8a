import { and, asc, desc, eq, gt, gte, lte, sql } from "drizzle-orm";
import type { ClosingRule } from "#app/domain/score/closing-calendar.ts";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, Writer } from "../store.ts";

export type ClosingDateRow = Store["t"]["closingDate"]["$inferSelect"];
export type ClosingRuleRow = Store["t"]["closingRule"]["$inferSelect"];

/** The newest rule that was there at an instant; null = the month's ends are the cut-offs. */
export async function loadClosingRule(store: Store, at: number): Promise<ClosingRuleRow | null> {
  const { closingRule: r } = store.t;
  const rows = await store.q.select().from(r).where(lte(r.createdAt, at)).orderBy(desc(r.createdAt)).limit(1);
  return rows[0] ?? null;
}

export function insertClosingRule(store: Store, w: Writer, row: { readonly id: string; readonly rule: ClosingRule; readonly createdBy: string | null; readonly createdAt: number }): Expecting {
  const { closingRule: r } = store.t;
  return exactly(1, w.insert(r).values(row).returning({ id: r.id }));
}

/** Dates of the months from one on, in order. */
export async function loadClosingDates(store: Store, fromMonth: string): Promise<ClosingDateRow[]> {
  const { closingDate: d } = store.t;
  return store.q.select().from(d).where(gte(d.month, fromMonth)).orderBy(asc(d.month));
}

export async function findClosingDates(store: Store, month: string): Promise<ClosingDateRow | null> {
  const { closingDate: d } = store.t;
  return (await store.q.select().from(d).where(eq(d.month, month)))[0] ?? null;
}

/** Dates that follow from a rule; those set by hand for a month alone stay. */
export function putRuleDates(store: Store, w: Writer, rows: readonly Omit<ClosingDateRow, "byHand" | "rowVersion">[]): Statement[] {
  const { closingDate: d } = store.t;
  return rows.map((row) => {
    const { month: _month, ...set } = row;
    return w
      .insert(d)
      .values({ ...row, byHand: false, rowVersion: 1 })
      .onConflictDoUpdate({ target: d.month, set: { ...set, rowVersion: sql`${d.rowVersion} + 1` }, setWhere: eq(d.byHand, false) })
      .returning({ month: d.month });
  });
}

/** Dates set by hand over the row that was shown; 0 = there was none. */
export function putOwnDates(store: Store, w: Writer, row: Omit<ClosingDateRow, "byHand" | "rowVersion">, shownVersion: number): Expecting {
  const { closingDate: d } = store.t;
  const values = { ...row, byHand: true, rowVersion: shownVersion + 1 };
  return exactly(
    1,
    shownVersion === 0 ? w.insert(d).values(values).returning({ month: d.month }) : w.update(d).set(values).where(and(eq(d.month, row.month), eq(d.rowVersion, shownVersion))).returning({ month: d.month }),
  );
}

/** Moves the ends of a month that has not opened at `now`; one that has opened meanwhile gives no row. */
export function moveCutOffs(store: Store, w: Writer, month: string, span: { readonly from: number; readonly to: number }, now: number): Expecting {
  const { period: p } = store.t;
  return exactly(
    1,
    w
      .update(p)
      .set({ ...span, rowVersion: sql`${p.rowVersion} + 1` })
      .where(and(eq(p.month, month), eq(p.state, "open"), gt(p.from, now)))
      .returning({ month: p.month }),
  );
}
