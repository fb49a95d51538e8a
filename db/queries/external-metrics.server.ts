import { and, asc, desc, eq, inArray } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";

export type ExternalMetricRow = Store["t"]["externalMetric"]["$inferSelect"];
export type ExternalValueRow = Store["t"]["externalValue"]["$inferSelect"];

/** All metrics, oldest first; a company has a handful. */
export async function loadExternalMetrics(store: Store): Promise<ExternalMetricRow[]> {
  const { externalMetric: m } = store.t;
  return store.q.select().from(m).orderBy(asc(m.createdAt), asc(m.id));
}

/** Every value that was ever entered, of each metric and period the one that holds first. */
export async function loadExternalValues(store: Store): Promise<ExternalValueRow[]> {
  const { externalValue: v } = store.t;
  return store.q.select().from(v).orderBy(asc(v.metricId), desc(v.period), desc(v.number));
}

/** What a metric was in a pay period; null where nobody has entered it. */
export async function findExternalValue(store: Store, metricId: string, period: string): Promise<ExternalValueRow | null> {
  const { externalValue: v } = store.t;
  const [row] = await store.q.select().from(v).where(and(eq(v.metricId, metricId), eq(v.period, period))).orderBy(desc(v.number)).limit(1);
  return row ?? null;
}

/** Names of some metrics by id. */
export async function loadMetricNames(store: Store, ids: readonly string[]): Promise<Map<string, ExternalMetricRow["name"]>> {
  const { externalMetric: m } = store.t;
  if (ids.length === 0) return new Map();
  const rows = await store.q.select({ id: m.id, name: m.name }).from(m).where(inArray(m.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row.name]));
}

export function insertExternalMetric(store: Store, w: Writer, row: ExternalMetricRow): Expecting {
  const { externalMetric: m } = store.t;
  return exactly(1, w.insert(m).values(row).returning({ id: m.id }));
}

export function insertExternalValue(store: Store, w: Writer, row: ExternalValueRow): Expecting {
  const { externalValue: v } = store.t;
  return exactly(1, w.insert(v).values(row).returning({ number: v.number }));
}
