import { and, asc, count, desc, eq, gte, inArray, like, lt, lte, ne, or } from "drizzle-orm";
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

export async function loadCasesById(store: Store, ids: readonly string[]): Promise<CaseRow[]> {
  if (ids.length === 0) return [];
  const { improvementCase: c } = store.t;
  return store.q.select().from(c).where(inArray(c.id, [...new Set(ids)]));
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
  readonly origin?: CaseRow["origin"] | null;
  readonly providerId?: string | null;
  /** Folded words of the problem or of the line's name, in any order. */
  readonly search?: string;
}

function caseConditions(store: Store, { states, scope, origin, providerId, search }: CaseFilter) {
  const { improvementCase: c } = store.t;
  return and(
    states.length > 0 ? inArray(c.state, [...states]) : undefined,
    scope === "all" ? undefined : or(inArray(c.providerId, [...scope]), inArray(c.clientId, [...scope])),
    origin ? eq(c.origin, origin) : undefined,
    providerId ? eq(c.providerId, providerId) : undefined,
    ...(search ?? "").split(/\s+/).flatMap((word) => (word === "" ? [] : [like(c.searchKey, `%${word.replace(/[%_\\]/g, "")}%`)])),
  );
}

export const CASE_SORTS = ["due", "opened"] as const;

export interface CasePageOf {
  readonly sort: { readonly column: (typeof CASE_SORTS)[number]; readonly descending: boolean };
  readonly limit: number;
  readonly offset: number;
}

/** A page of the cases of some departments, in a stated order. */
export async function listCases(store: Store, filter: CaseFilter, page: CasePageOf): Promise<CaseRow[]> {
  if (filter.scope !== "all" && filter.scope.length === 0) return [];
  const { improvementCase: c } = store.t;
  const column = page.sort.column === "due" ? c.dueOn : c.createdAt;
  return store.q.select().from(c).where(caseConditions(store, filter)).orderBy(page.sort.descending ? desc(column) : asc(column), asc(c.id)).limit(page.limit).offset(page.offset);
}

/** Cases by state, of what else the filter says. */
export async function countCases(store: Store, filter: Omit<CaseFilter, "states">): Promise<Partial<Record<CaseRow["state"], number>>> {
  if (filter.scope !== "all" && filter.scope.length === 0) return {};
  const { improvementCase: c } = store.t;
  const rows = await store.q.select({ state: c.state, n: count().mapWith(Number) }).from(c).where(caseConditions(store, { ...filter, states: [] })).groupBy(c.state);
  return Object.fromEntries(rows.map((row) => [row.state, row.n]));
}

/** Cases that somebody still works on, and those opened since an instant: what the clocks are watched of. */
export async function loadWatchedCases(store: Store): Promise<CaseRow[]> {
  const { improvementCase: c } = store.t;
  return store.q.select().from(c).where(inArray(c.state, ["open", "in_progress", "reopened"])).orderBy(asc(c.id));
}

/** Cases about a task, a line, what was said, or of a rating, the newest first. */
export async function loadCasesAbout(store: Store, about: { readonly taskId: string } | { readonly obligationKey: string } | { readonly dedupeKeys: readonly string[] }): Promise<CaseRow[]> {
  const { improvementCase: c } = store.t;
  const where = "taskId" in about ? eq(c.taskId, about.taskId) : "obligationKey" in about ? eq(c.obligationKey, about.obligationKey) : store.bulk.isAnyOf(c.dedupeKey, about.dedupeKeys);
  return store.q.select().from(c).where(where).orderBy(desc(c.createdAt), asc(c.id));
}

/** Earlier cases of a department that are filed under the same cause, the newest first. */
export async function loadSameCause(store: Store, row: Pick<CaseRow, "id" | "providerId" | "category" | "createdAt">, limit: number): Promise<CaseRow[]> {
  if (row.category === null) return [];
  const { improvementCase: c } = store.t;
  return store.q.select().from(c).where(and(eq(c.providerId, row.providerId), eq(c.category, row.category), lte(c.createdAt, row.createdAt), ne(c.id, row.id))).orderBy(desc(c.createdAt), asc(c.id)).limit(limit);
}

/** Cases of a department that were worked on in `[from, to)`: done in it, or opened in it and not yet done; the newest first. */
export async function loadCasesOfPeriod(store: Store, providerId: string, from: number, to: number, limit: number): Promise<CaseRow[]> {
  const { improvementCase: c } = store.t;
  const inside = (column: typeof c.createdAt | typeof c.handedOverAt) => and(gte(column, from), lt(column, to));
  return store.q.select().from(c).where(and(eq(c.providerId, providerId), or(inside(c.createdAt), inside(c.handedOverAt)))).orderBy(desc(c.createdAt), asc(c.id)).limit(limit);
}

export type CaseEntryRow = Store["t"]["caseEntry"]["$inferSelect"];

export function insertCaseEntry(store: Store, w: Writer, row: CaseEntryRow): Expecting {
  const { caseEntry: e } = store.t;
  return exactly(1, w.insert(e).values(row).returning({ id: e.caseId }));
}

/** What happened to a case, the oldest first. */
export async function loadCaseEntries(store: Store, caseId: string): Promise<CaseEntryRow[]> {
  const { caseEntry: e } = store.t;
  return store.q.select().from(e).where(eq(e.caseId, caseId)).orderBy(asc(e.number));
}

/** Links an earlier case; one that is linked stays so. */
export function insertCaseLink(store: Store, w: Writer, row: Store["t"]["caseLink"]["$inferSelect"]): Statement {
  const { caseLink: l } = store.t;
  return w.insert(l).values(row).onConflictDoNothing({ target: [l.caseId, l.earlierId] }).returning({ id: l.caseId });
}

export function deleteCaseLink(store: Store, w: Writer, caseId: string, earlierId: string): Statement {
  const { caseLink: l } = store.t;
  return w.delete(l).where(and(eq(l.caseId, caseId), eq(l.earlierId, earlierId))).returning({ id: l.caseId });
}

/** Cases linked to one as the same cause, in either direction. */
export async function loadLinkedCases(store: Store, caseId: string): Promise<CaseRow[]> {
  const { caseLink: l, improvementCase: c } = store.t;
  const rows = await store.q.select({ row: c }).from(l).innerJoin(c, or(and(eq(l.caseId, caseId), eq(c.id, l.earlierId)), and(eq(l.earlierId, caseId), eq(c.id, l.caseId)))).where(or(eq(l.caseId, caseId), eq(l.earlierId, caseId))).orderBy(desc(c.createdAt), asc(c.id));
  return rows.map(({ row }) => row);
}

/** Names of obligations by key, as their newest version calls them; keys that no version has are left out. */
export async function loadObligationNames(store: Store, keys: readonly string[]): Promise<ReadonlyMap<string, Names>> {
  if (keys.length === 0) return new Map();
  const { obligation: o, agreementVersion: v } = store.t;
  const rows = await store.q.select({ key: o.key, name: o.name }).from(o).innerJoin(v, eq(v.id, o.versionId)).where(inArray(o.key, [...keys])).orderBy(asc(v.from), asc(v.number));
  return new Map(rows.map((row) => [row.key, row.name]));
}
