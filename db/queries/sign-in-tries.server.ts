import { and, eq, gt, inArray, lt, sql } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, UnauditedWriter } from "../store.ts";

export interface TryRow {
  readonly failures: number;
  readonly lastFailedAt: number;
}

/** Tries counted so far, by key. */
export async function loadTries(store: Store, keys: readonly string[]): Promise<Map<string, TryRow>> {
  const { signInCounter: c } = store.t;
  const rows = await store.q.select({ key: c.key, failures: c.failures, lastFailedAt: c.lastFailedAt }).from(c).where(inArray(c.key, [...keys]));
  return new Map(rows.map(({ key, ...row }) => [key, row]));
}

/** Writes the count after one more try; touches nothing when another try was counted since `before` was read. */
export function countTry(store: Store, w: UnauditedWriter, key: string, before: TryRow | null, after: TryRow): Expecting {
  const { signInCounter: c } = store.t;
  const statement = before
    ? w.update(c).set({ ...after }).where(and(eq(c.key, key), eq(c.failures, before.failures), eq(c.lastFailedAt, before.lastFailedAt))).returning({ key: c.key })
    : w.insert(c).values({ key, ...after }).onConflictDoNothing({ target: c.key }).returning({ key: c.key });
  return exactly(1, statement as Statement);
}

export function clearTries(store: Store, w: UnauditedWriter, key: string): Statement {
  const { signInCounter: c } = store.t;
  return w.delete(c).where(eq(c.key, key)).returning({ key: c.key }) as Statement;
}

/** Takes one try back that turned out to be none. */
export function giveTryBack(store: Store, w: UnauditedWriter, key: string): Statement {
  const { signInCounter: c } = store.t;
  return w.update(c).set({ failures: sql`${c.failures} - 1` }).where(and(eq(c.key, key), gt(c.failures, 0))).returning({ key: c.key }) as Statement;
}

/** Forgets counts that have had no try since an instant. */
export function forgetTries(store: Store, w: UnauditedWriter, before: number): Statement {
  const { signInCounter: c } = store.t;
  return w.delete(c).where(lt(c.lastFailedAt, before)).returning({ key: c.key }) as Statement;
}
