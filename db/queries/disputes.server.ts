import { and, asc, count, desc, eq, inArray, ne, or } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";
import type { CorrectionRow, ExcuseRow, VerdictRow } from "./verdicts.server.ts";

export type DisputeRow = Store["t"]["dispute"]["$inferSelect"];

/** Whose objections a list may show; what somebody said about the own bonus is for that person and for those who oversee. */
export interface DisputeScope {
  readonly departmentIds: readonly string[] | "all";
  readonly personId: string;
}

export interface DisputeFilter {
  readonly scope: DisputeScope;
  readonly states: readonly DisputeRow["state"][];
  readonly period: string | null;
}

function conditions(store: Store, { scope, states, period }: DisputeFilter) {
  const { dispute: d } = store.t;
  const own = eq(d.raisedBy, scope.personId);
  return and(
    scope.departmentIds === "all" ? undefined : scope.departmentIds.length === 0 ? own : or(own, and(ne(d.subject, "bonus"), inArray(d.departmentId, [...scope.departmentIds]))),
    states.length > 0 ? inArray(d.state, [...states]) : undefined,
    period === null ? undefined : eq(d.period, period),
  );
}

/** A page of objections, those to be decided soonest first. */
export async function listDisputes(store: Store, filter: DisputeFilter, page: { readonly limit: number; readonly offset: number }): Promise<DisputeRow[]> {
  const { dispute: d } = store.t;
  return store.q.select().from(d).where(conditions(store, filter)).orderBy(asc(d.decideBy), desc(d.createdAt), asc(d.id)).limit(page.limit).offset(page.offset);
}

/** Objections by state. */
export async function countDisputesByState(store: Store, scope: DisputeScope, period: string | null = null): Promise<Partial<Record<DisputeRow["state"], number>>> {
  const { dispute: d } = store.t;
  const rows = await store.q.select({ state: d.state, n: count().mapWith(Number) }).from(d).where(conditions(store, { scope, states: [], period })).groupBy(d.state);
  return Object.fromEntries(rows.map((row) => [row.state, row.n]));
}

export async function findDispute(store: Store, id: string): Promise<DisputeRow | null> {
  const { dispute: d } = store.t;
  const rows = await store.q.select().from(d).where(eq(d.id, id));
  return rows[0] ?? null;
}

/** The verdict that an objection is about. */
export async function findDisputedVerdict(store: Store, row: Pick<DisputeRow, "obligationKey" | "item" | "cycle" | "carry">): Promise<VerdictRow | null> {
  if (row.obligationKey === null || row.item === null || row.cycle === null || row.carry === null) return null;
  const { verdict: v } = store.t;
  const rows = await store.q.select().from(v).where(and(eq(v.obligationKey, row.obligationKey), eq(v.item, row.item), eq(v.cycle, row.cycle), eq(v.carry, row.carry)));
  return rows[0] ?? null;
}

export function updateDispute(store: Store, w: Writer, row: Pick<DisputeRow, "id" | "rowVersion">, set: Partial<DisputeRow>): Expecting {
  const { dispute: d } = store.t;
  return exactly(1, w.update(d).set({ ...set, rowVersion: row.rowVersion + 1 }).where(and(eq(d.id, row.id), eq(d.rowVersion, row.rowVersion))).returning({ id: d.id }));
}

export function insertExcuse(store: Store, w: Writer, row: ExcuseRow): Expecting {
  return exactly(1, w.insert(store.t.excuse).values(row).returning({ id: store.t.excuse.id }));
}

export interface CorrectionFilter {
  readonly state: CorrectionRow["state"] | null;
  /** A closed month; several of them; null = any. */
  readonly period: string | readonly string[] | null;
}

function correctionConditions(store: Store, { state, period }: CorrectionFilter) {
  const { correction: c } = store.t;
  return and(state === null ? undefined : eq(c.state, state), period === null ? undefined : inArray(c.period, typeof period === "string" ? [period] : [...period]));
}

/** Changes to closed months, newest first. */
export async function listCorrections(store: Store, filter: CorrectionFilter, page: { readonly limit: number; readonly offset: number }): Promise<CorrectionRow[]> {
  const { correction: c } = store.t;
  return store.q.select().from(c).where(correctionConditions(store, filter)).orderBy(desc(c.createdAt), asc(c.id)).limit(page.limit).offset(page.offset);
}

export async function countCorrectionsByState(store: Store, period: CorrectionFilter["period"]): Promise<Partial<Record<CorrectionRow["state"], number>>> {
  const { correction: c } = store.t;
  const rows = await store.q.select({ state: c.state, n: count().mapWith(Number) }).from(c).where(correctionConditions(store, { state: null, period })).groupBy(c.state);
  return Object.fromEntries(rows.map((row) => [row.state, row.n]));
}

export async function loadCorrectionsById(store: Store, ids: readonly string[]): Promise<CorrectionRow[]> {
  if (ids.length === 0) return [];
  const { correction: c } = store.t;
  return store.q.select().from(c).where(inArray(c.id, [...ids]));
}

/** Decides pending corrections; one that somebody decided meanwhile makes the unit stale. */
export function decideCorrections(store: Store, w: Writer, ids: readonly string[], set: Pick<CorrectionRow, "state" | "decidedBy" | "decidedAt">): Expecting {
  const { correction: c } = store.t;
  return exactly(ids.length, w.update(c).set(set).where(and(inArray(c.id, [...ids]), eq(c.state, "pending"))).returning({ id: c.id }));
}

/** Titles of the tasks behind items `t:ID`. */
export async function loadItemTitles(store: Store, items: readonly string[]): Promise<ReadonlyMap<string, { readonly taskId: string; readonly title: string }>> {
  const ids = [...new Set(items.filter((item) => item.startsWith("t:")).map((item) => item.slice(2)))];
  if (ids.length === 0) return new Map();
  const { task: t } = store.t;
  const rows = await store.q.select({ id: t.id, title: t.title, externalId: t.externalId }).from(t).where(inArray(t.id, ids));
  return new Map(rows.map((row) => [`t:${row.id}`, { taskId: row.id, title: row.title || row.externalId }]));
}
