import { and, asc, count, eq, isNull, lte } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";

export type SubscriptionRow = Store["t"]["subscription"]["$inferSelect"];

/** Lists by mail of a person that were not ended, by name. */
export async function loadSubscriptions(store: Store, personId: string): Promise<SubscriptionRow[]> {
  const { subscription: s } = store.t;
  return store.q.select().from(s).where(and(eq(s.personId, personId), isNull(s.endedAt))).orderBy(asc(s.name), asc(s.id));
}

/** One of them, also when it was paused or ended; null where there is none. */
export async function findSubscription(store: Store, id: string): Promise<SubscriptionRow | null> {
  const { subscription: s } = store.t;
  return (await store.q.select().from(s).where(eq(s.id, id)))[0] ?? null;
}

export async function countSubscriptions(store: Store, personId: string): Promise<number> {
  const { subscription: s } = store.t;
  return (await store.q.select({ n: count().mapWith(Number) }).from(s).where(and(eq(s.personId, personId), isNull(s.endedAt))))[0]?.n ?? 0;
}

/** Those whose mail is due, the longest due first. */
export async function loadDueSubscriptions(store: Store, now: number, limit: number): Promise<SubscriptionRow[]> {
  const { subscription: s } = store.t;
  return store.q.select().from(s).where(and(isNull(s.pausedAt), isNull(s.endedAt), lte(s.nextAt, now))).orderBy(asc(s.nextAt), asc(s.id)).limit(limit);
}

export function insertSubscription(store: Store, w: Writer, row: SubscriptionRow): Expecting {
  const { subscription: s } = store.t;
  return exactly(1, w.insert(s).values(row).returning({ id: s.id }));
}

export function updateSubscription(store: Store, w: Writer, row: Pick<SubscriptionRow, "id" | "rowVersion">, set: Partial<SubscriptionRow>): Expecting {
  const { subscription: s } = store.t;
  return exactly(1, w.update(s).set({ ...set, rowVersion: row.rowVersion + 1 }).where(and(eq(s.id, row.id), eq(s.rowVersion, row.rowVersion))).returning({ id: s.id }));
}
