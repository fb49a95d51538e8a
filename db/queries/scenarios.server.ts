import { and, asc, desc, eq, or } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";

export type ScenarioRow = Store["t"]["scenario"]["$inferSelect"];

/** A person's own scenarios and those that others share, newest first. */
export async function loadScenarios(store: Store, personId: string, limit: number): Promise<ScenarioRow[]> {
  const { scenario: s } = store.t;
  return store.q.select().from(s).where(or(eq(s.ownerId, personId), eq(s.shared, true))).orderBy(desc(s.changedAt), asc(s.id)).limit(limit);
}

export async function findScenario(store: Store, id: string): Promise<ScenarioRow | null> {
  const { scenario: s } = store.t;
  const rows = await store.q.select().from(s).where(eq(s.id, id));
  return rows[0] ?? null;
}

export function insertScenario(store: Store, w: Writer, row: ScenarioRow): Expecting {
  const { scenario: s } = store.t;
  return exactly(1, w.insert(s).values(row).returning({ id: s.id }));
}

export function updateScenario(store: Store, w: Writer, row: Pick<ScenarioRow, "id" | "rowVersion">, set: Partial<ScenarioRow>): Expecting {
  const { scenario: s } = store.t;
  return exactly(1, w.update(s).set({ ...set, rowVersion: row.rowVersion + 1 }).where(and(eq(s.id, row.id), eq(s.rowVersion, row.rowVersion))).returning({ id: s.id }));
}

export function deleteScenario(store: Store, w: Writer, row: Pick<ScenarioRow, "id" | "rowVersion">): Expecting {
  const { scenario: s } = store.t;
  return exactly(1, w.delete(s).where(and(eq(s.id, row.id), eq(s.rowVersion, row.rowVersion))).returning({ id: s.id }));
}
