import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, like, lt, or, sql } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, Writer } from "../store.ts";

export type IncidentRow = Store["t"]["incident"]["$inferSelect"];
export type IncidentWithDepartments = IncidentRow & { readonly departmentIds: readonly string[] };

async function withDepartments(store: Store, rows: readonly IncidentRow[]): Promise<IncidentWithDepartments[]> {
  if (rows.length === 0) return [];
  const { incidentDepartment: d } = store.t;
  const of = await store.q.select().from(d).where(inArray(d.incidentId, rows.map((row) => row.id))).orderBy(asc(d.departmentId));
  return rows.map((row) => ({ ...row, departmentIds: of.flatMap((one) => (one.incidentId === row.id ? [one.departmentId] : [])) }));
}

/** Incidents that stand, the oldest first: what judges work. */
export async function loadStandingIncidents(store: Store): Promise<IncidentWithDepartments[]> {
  const { incident: i } = store.t;
  return withDepartments(store, await store.q.select().from(i).where(isNull(i.withdrawnAt)).orderBy(asc(i.from), asc(i.id)));
}

/** Changes with each incident that is declared, edited or withdrawn. */
export async function loadIncidentStamp(store: Store): Promise<number> {
  const { incident: i } = store.t;
  const rows = await store.q.select({ n: sql<number>`coalesce(sum(${i.rowVersion}), 0)`.mapWith(Number) }).from(i);
  return rows[0]?.n ?? 0;
}

export async function findIncident(store: Store, id: string): Promise<IncidentWithDepartments | null> {
  const { incident: i } = store.t;
  return (await withDepartments(store, await store.q.select().from(i).where(eq(i.id, id))))[0] ?? null;
}

/** Standing incidents that share time with `[from, to)`, the oldest first. */
export async function loadIncidentsBetween(store: Store, from: number, to: number): Promise<IncidentWithDepartments[]> {
  const { incident: i } = store.t;
  return withDepartments(store, await store.q.select().from(i).where(and(isNull(i.withdrawnAt), lt(i.from, to), gt(i.to, from))).orderBy(asc(i.from), asc(i.id)));
}

/** Excuses that stand on this evidence. */
export async function countExcusesBy(store: Store, evidence: string): Promise<number> {
  const { excuse: e } = store.t;
  const rows = await store.q.select({ n: sql<number>`count(*)`.mapWith(Number) }).from(e).where(and(eq(e.evidence, evidence), isNull(e.withdrawnAt)));
  return rows[0]?.n ?? 0;
}

export interface IncidentFilter {
  /** Folded words of the title. */
  readonly search: string;
  readonly departmentId: string | null;
  readonly state: "standing" | "withdrawn" | null;
}

function conditions(store: Store, { search, departmentId, state }: IncidentFilter) {
  const { incident: i, incidentDepartment: d } = store.t;
  return and(
    search === "" ? undefined : like(i.searchKey, `%${search.replace(/[%_\\]/g, "")}%`),
    state === null ? undefined : state === "standing" ? isNull(i.withdrawnAt) : isNotNull(i.withdrawnAt),
    departmentId === null ? undefined : inArray(i.id, store.q.select({ id: d.incidentId }).from(d).where(eq(d.departmentId, departmentId))),
  );
}

export async function listIncidents(store: Store, filter: IncidentFilter, page: { readonly limit: number; readonly offset: number; readonly descending: boolean }): Promise<{ readonly rows: IncidentWithDepartments[]; readonly total: number }> {
  const { incident: i } = store.t;
  const where = conditions(store, filter);
  const [rows, counted] = await Promise.all([
    store.q.select().from(i).where(where).orderBy(page.descending ? desc(i.from) : asc(i.from), asc(i.id)).limit(page.limit).offset(page.offset),
    store.q.select({ n: sql<number>`count(*)`.mapWith(Number) }).from(i).where(where),
  ]);
  return { rows: await withDepartments(store, rows), total: counted[0]?.n ?? 0 };
}

export function insertIncident(store: Store, w: Writer, row: IncidentRow, departmentIds: readonly string[]): (Statement | Expecting)[] {
  const { incident: i, incidentDepartment: d } = store.t;
  return [
    exactly(1, w.insert(i).values(row).returning({ id: i.id })),
    exactly(departmentIds.length, w.insert(d).values(departmentIds.map((departmentId) => ({ incidentId: row.id, departmentId }))).returning({ id: d.departmentId })),
  ];
}

export function updateIncident(store: Store, w: Writer, row: Pick<IncidentRow, "id" | "rowVersion">, set: Partial<IncidentRow>, departmentIds: readonly string[] | null): (Statement | Expecting)[] {
  const { incident: i, incidentDepartment: d } = store.t;
  return [
    exactly(1, w.update(i).set({ ...set, rowVersion: row.rowVersion + 1 }).where(and(eq(i.id, row.id), eq(i.rowVersion, row.rowVersion), isNull(i.withdrawnAt))).returning({ id: i.id })),
    ...(departmentIds === null
      ? []
      : [
          w.delete(d).where(eq(d.incidentId, row.id)).returning({ id: d.departmentId }),
          exactly(departmentIds.length, w.insert(d).values(departmentIds.map((departmentId) => ({ incidentId: row.id, departmentId }))).returning({ id: d.departmentId })),
        ]),
  ];
}

/**
 * Asks for the tasks of providers to be judged again whose clocks ran at any time in `[from, to)`: requested before its end, and with a
 * verdict that was not decided before its beginning. `mark` is a negative number that no other asking uses.
 */
export function askToJudgeBetween(store: Store, w: Writer, providerIds: readonly string[], from: number, to: number, mark: number): Statement {
  const { task: t, verdict: v } = store.t;
  const open = sql`exists (select 1 from ${v} where ${v.taskId} = ${t.id} and (${v.decidedAt} is null or ${v.decidedAt} >= ${from}))`;
  return w.update(t).set({ nextChangeAt: mark }).where(and(inArray(t.providerId, [...providerIds]), lt(t.requestedAt, to), or(isNull(t.deliveredAt), gte(t.deliveredAt, from), open))).returning({ id: t.id });
}
