import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, Writer } from "../store.ts";

export type PeriodRow = Store["t"]["period"]["$inferSelect"];

export async function loadPeriods(store: Store): Promise<PeriodRow[]> {
  const { period: p } = store.t;
  return store.q.select().from(p).orderBy(asc(p.month));
}

/** Closed months, the oldest first. */
export async function loadClosedMonths(store: Store): Promise<string[]> {
  const { period: p } = store.t;
  const rows = await store.q.select({ month: p.month }).from(p).where(eq(p.state, "closed")).orderBy(asc(p.month));
  return rows.map((row) => row.month);
}

export async function loadPeriod(store: Store, month: string): Promise<PeriodRow | null> {
  const { period: p } = store.t;
  const rows = await store.q.select().from(p).where(eq(p.month, month));
  return rows[0] ?? null;
}

/** Opens months that are not there yet. */
export function insertPeriods(store: Store, w: Writer, rows: readonly { month: string; from: number; to: number }[]): Statement[] {
  if (rows.length === 0) return [];
  const { period: p } = store.t;
  return [
    w
      .insert(p)
      .values(
        rows.map((row) => ({
          ...row, state: "open" as const, reviewEndsAt: null, inputSeq: 0, sealedBy: null, sealedAt: null, sealedInputSeq: null, draftHash: null, closedBy: null, closedAt: null, rowVersion: 1,
        })),
      )
      .onConflictDoNothing()
      .returning({ month: p.month }),
  ];
}

/**
 * Marks that an input of these months changes. Belongs into every such write: a month that is sealed or
 * closed meanwhile gives no row, the unit rolls back, and the change is decided anew as a correction.
 */
export function touchPeriods(store: Store, w: Writer, months: readonly string[]): Expecting[] {
  const { period: p } = store.t;
  const unique = [...new Set(months)];
  if (unique.length === 0) return [];
  return [
    exactly(
      unique.length,
      w
        .update(p)
        .set({ inputSeq: sql`${p.inputSeq} + 1` })
        .where(and(inArray(p.month, unique), inArray(p.state, ["open", "review"])))
        .returning({ month: p.month }),
    ),
  ];
}

/** Changes a period that still has the row version it was loaded with. */
export function updatePeriod(store: Store, w: Writer, row: Pick<PeriodRow, "month" | "rowVersion">, set: Partial<PeriodRow>): Expecting {
  const { period: p } = store.t;
  return exactly(
    1,
    w
      .update(p)
      .set({ ...set, rowVersion: row.rowVersion + 1 })
      .where(and(eq(p.month, row.month), eq(p.rowVersion, row.rowVersion), ...(set.sealedInputSeq === undefined || set.sealedInputSeq === null ? [] : [eq(p.inputSeq, set.sealedInputSeq)])))
      .returning({ month: p.month }),
  );
}

/** Holds a unit to the seal it was prepared under: once the month is unsealed or closed, nothing is written. */
export function underSeal(store: Store, w: Writer, row: Pick<PeriodRow, "month" | "rowVersion">): Expecting {
  const { period: p } = store.t;
  return exactly(
    1,
    w
      .update(p)
      .set({ rowVersion: row.rowVersion })
      .where(and(eq(p.month, row.month), eq(p.rowVersion, row.rowVersion), eq(p.state, "sealed")))
      .returning({ month: p.month }),
  );
}
