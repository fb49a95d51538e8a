import { and, asc, inArray } from "drizzle-orm";
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
