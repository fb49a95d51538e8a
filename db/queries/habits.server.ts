import { and, asc, eq, inArray } from "drizzle-orm";
import type { Store, Unit, Writer } from "../store.ts";

export type HabitRow = Store["t"]["clockHabit"]["$inferSelect"];

/** Kept figures of some months, of some departments or of all. */
export async function loadHabits(store: Store, months: readonly string[], departmentIds: readonly string[] | "all"): Promise<HabitRow[]> {
  if (months.length === 0 || departmentIds.length === 0) return [];
  const { clockHabit: h } = store.t;
  return store.q
    .select()
    .from(h)
    .where(and(inArray(h.month, [...months]), departmentIds === "all" ? undefined : inArray(h.departmentId, [...departmentIds])))
    .orderBy(asc(h.departmentId), asc(h.month));
}

/** Puts newly counted figures in the place of all that were kept. */
export function replaceHabits(store: Store, w: Writer, rows: readonly HabitRow[]): Unit {
  const { clockHabit: h } = store.t;
  return [w.delete(h).returning({ month: h.month }), ...store.bulk.insert(w, h, rows)];
}

/** Which provider promised each line that has been tallied. */
export async function loadProvidersOfLines(store: Store): Promise<ReadonlyMap<string, string>> {
  const { obligation: o, agreement: a, agreementVersion: v } = store.t;
  const rows = await store.q.selectDistinct({ key: o.key, providerId: a.providerId }).from(o).innerJoin(v, eq(v.id, o.versionId)).innerJoin(a, eq(a.id, v.agreementId));
  return new Map(rows.map((row) => [row.key, row.providerId]));
}
