import { and, desc, eq, inArray } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";

export type AdviceRow = Store["t"]["advice"]["$inferSelect"];

export async function loadAdviceById(store: Store, ids: readonly string[]): Promise<AdviceRow[]> {
  if (ids.length === 0) return [];
  const { advice: a } = store.t;
  return store.q.select().from(a).where(inArray(a.id, [...new Set(ids)]));
}

/** What one department asked people of the other, the newest first. */
export async function loadAdviceBetween(store: Store, providerId: string, clientId: string, limit: number): Promise<AdviceRow[]> {
  const { advice: a } = store.t;
  return store.q.select().from(a).where(and(eq(a.providerId, providerId), eq(a.clientId, clientId))).orderBy(desc(a.askedAt), desc(a.id)).limit(limit);
}

export function insertAdvice(store: Store, w: Writer, row: AdviceRow): Expecting {
  const { advice: a } = store.t;
  return exactly(1, w.insert(a).values(row).returning({ id: a.id }));
}

/** The next step of one that stands as it was seen. */
export function updateAdvice(store: Store, w: Writer, seen: Pick<AdviceRow, "id" | "rowVersion">, set: Partial<Pick<AdviceRow, "answer" | "answeredAt" | "thanks" | "thankedBy" | "thankedAt">>): Expecting {
  const { advice: a } = store.t;
  return exactly(1, w.update(a).set({ ...set, rowVersion: seen.rowVersion + 1 }).where(and(eq(a.id, seen.id), eq(a.rowVersion, seen.rowVersion))).returning({ id: a.id }));
}
