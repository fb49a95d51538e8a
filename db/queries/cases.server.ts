import { and, asc, count, desc, eq, inArray, or } from "drizzle-orm";
import type { Names } from "#app/domain/names.ts";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, Writer } from "../store.ts";

export type CaseRow = Store["t"]["improvementCase"]["$inferSelect"];

/** Opens a case; a cause that has one already (its dedupe key) opens no second. */
export function insertCase(store: Store, w: Writer, row: CaseRow): Statement[] {
  const { improvementCase: c } = store.t;
  return [w.insert(c).values(row).onConflictDoNothing({ target: c.dedupeKey }).returning({ id: c.id })];
}

export async function loadCases(store: Store, departmentIds: readonly string[] | "all", limit: number): Promise<CaseRow[]> {
  const { improvementCase: c } = store.t;
  return store.q
    .select()
    .from(c)
    .where(departmentIds === "all" ? undefined : inArray(c.providerId, [...departmentIds]))
    .orderBy(desc(c.createdAt), desc(c.id))
    .limit(limit);
}

export async function findCase(store: Store, id: string): Promise<CaseRow | null> {
  const { improvementCase: c } = store.t;
  const rows = await store.q.select().from(c).where(eq(c.id, id));
  return rows[0] ?? null;
}

export function updateCase(store: Store, w: Writer, row: Pick<CaseRow, "id" | "rowVersion">, set: Partial<CaseRow>): Expecting {
  const { improvementCase: c } = store.t;
  return exactly(1, w.update(c).set({ ...set, rowVersion: row.rowVersion + 1 }).where(and(eq(c.id, row.id), eq(c.rowVersion, row.rowVersion))).returning({ id: c.id }));
}

export interface CaseFilter {
  readonly states: readonly CaseRow["state"][];
  /** Departments on either side, or all. */
  readonly scope: "all" | readonly string[];
}

function caseConditions(store: Store, { states, scope }: CaseFilter) {
  const { improvementCase: c } = store.t;
  return and(states.length > 0 ? inArray(c.state, [...states]) : undefined, scope === "all" ? undefined : or(inArray(c.providerId, [...scope]), inArray(c.clientId, [...scope])));
}

/** A page of the cases of some departments, the most urgent first. */
export async function listCases(store: Store, filter: CaseFilter, page: { readonly limit: number; readonly offset: number }): Promise<CaseRow[]> {
  if (filter.scope !== "all" && filter.scope.length === 0) return [];
  const { improvementCase: c } = store.t;
  return store.q.select().from(c).where(caseConditions(store, filter)).orderBy(asc(c.dueOn), asc(c.id)).limit(page.limit).offset(page.offset);
}

/** Cases by state. */
export async function countCases(store: Store, scope: CaseFilter["scope"]): Promise<Partial<Record<CaseRow["state"], number>>> {
  if (scope !== "all" && scope.length === 0) return {};
  const { improvementCase: c } = store.t;
  const rows = await store.q.select({ state: c.state, n: count().mapWith(Number) }).from(c).where(caseConditions(store, { states: [], scope })).groupBy(c.state);
  return Object.fromEntries(rows.map((row) => [row.state, row.n]));
}

/** Names of obligations by key, as their newest version calls them; keys that no version has are left out. */
export async function loadObligationNames(store: Store, keys: readonly string[]): Promise<ReadonlyMap<string, Names>> {
  if (keys.length === 0) return new Map();
  const { obligation: o, agreementVersion: v } = store.t;
  const rows = await store.q.select({ key: o.key, name: o.name }).from(o).innerJoin(v, eq(v.id, o.versionId)).where(inArray(o.key, [...keys])).orderBy(asc(v.from), asc(v.number));
  return new Map(rows.map((row) => [row.key, row.name]));
}
