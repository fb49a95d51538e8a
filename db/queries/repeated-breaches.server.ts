import { and, asc, desc, eq, gt, inArray, isNotNull } from "drizzle-orm";
import type { JudgedOnce } from "#app/domain/improvement/repeated-breach.ts";
import type { Store } from "../store.ts";

/** Lines of which something was missed in some months. */
export async function loadBrokenLines(store: Store, months: readonly string[]): Promise<string[]> {
  const { tally: t } = store.t;
  const rows = await store.q.selectDistinct({ key: t.obligationKey }).from(t).where(and(inArray(t.period, [...months]), eq(t.standing, "breached"), gt(t.n, 0))).orderBy(asc(t.obligationKey));
  return rows.map((row) => row.key);
}

/**
 * The newest judged deliveries of a line that fell due after an instant, in some months, the newest first. What is still pending, left
 * out or excused is none, and a delivery that is carried on counts where it first fell due.
 */
export async function loadNewestJudged(store: Store, obligationKey: string, months: readonly string[], since: number, limit: number): Promise<JudgedOnce[]> {
  const { verdict: v } = store.t;
  const rows = await store.q
    .select({ fellDueAt: v.fallsDueAt, standing: v.standing })
    .from(v)
    .where(and(inArray(v.period, [...months]), eq(v.obligationKey, obligationKey), inArray(v.standing, ["met", "breached"]), eq(v.carry, 0), isNotNull(v.fallsDueAt), gt(v.fallsDueAt, since)))
    .orderBy(desc(v.fallsDueAt), asc(v.item), asc(v.cycle))
    .limit(limit);
  return rows.map((row) => ({ fellDueAt: row.fellDueAt!, kept: row.standing === "met" }));
}
