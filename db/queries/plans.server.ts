import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, like, lt, lte, or, sql } from "drizzle-orm";
import type { PlanVersionTerms } from "#app/domain/pay/check-plan-terms.ts";
import type { KeptTarget } from "#app/domain/pay/kept-target.ts";
import type { Names } from "#app/domain/names.ts";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";
import { chunks } from "./tasks.server.ts";

export interface PlanRow {
  readonly id: string;
  readonly code: string;
  readonly name: Names;
}

export interface PlanVersionRow {
  readonly id: string;
  readonly planId: string;
  readonly number: number;
  /** First day of a pay period. */
  readonly from: string;
  readonly terms: PlanVersionTerms;
  readonly contentHash: string;
  readonly createdBy: string | null;
  readonly createdAt: number;
}

export type PlanMemberRow = Store["t"]["planMember"]["$inferSelect"];

export async function loadPlans(store: Store): Promise<PlanRow[]> {
  const { plan: p } = store.t;
  return store.q.select({ id: p.id, code: p.code, name: p.name }).from(p).where(isNull(p.archivedAt)).orderBy(asc(p.code));
}

export async function findPlan(store: Store, id: string): Promise<PlanRow | null> {
  const { plan: p } = store.t;
  const rows = await store.q.select({ id: p.id, code: p.code, name: p.name }).from(p).where(eq(p.id, id));
  return rows[0] ?? null;
}

/** Versions of a plan, newest first. */
export async function loadPlanVersions(store: Store, planId: string): Promise<PlanVersionRow[]> {
  const { planVersion: v } = store.t;
  return (await store.q.select().from(v).where(eq(v.planId, planId)).orderBy(desc(v.from), desc(v.number))) as PlanVersionRow[];
}

/** The version in force on a day; the later one of two with the same first day. */
export async function loadPlanVersionAt(store: Store, planId: string, day: string): Promise<PlanVersionRow | null> {
  const { planVersion: v } = store.t;
  const rows = await store.q
    .select()
    .from(v)
    .where(and(eq(v.planId, planId), lte(v.from, day)))
    .orderBy(desc(v.from), desc(v.number))
    .limit(1);
  return (rows[0] as PlanVersionRow | undefined) ?? null;
}

export async function findPlanVersion(store: Store, id: string): Promise<PlanVersionRow | null> {
  const { planVersion: v } = store.t;
  const rows = await store.q.select().from(v).where(eq(v.id, id));
  return (rows[0] as PlanVersionRow | undefined) ?? null;
}

export function insertPlan(store: Store, w: Writer, row: PlanRow): Expecting {
  const { plan: p } = store.t;
  return exactly(1, w.insert(p).values({ ...row, archivedAt: null }).returning({ id: p.id }));
}

export function insertPlanVersion(store: Store, w: Writer, row: PlanVersionRow): Expecting {
  const { planVersion: v } = store.t;
  return exactly(1, w.insert(v).values(row).returning({ id: v.id }));
}

/** Members of a plan, or of all plans, in a half-open range of local dates; by person, then start. */
export async function loadPlanMembers(store: Store, of: { readonly planId?: string; readonly personIds?: readonly string[] }, from: string, to: string): Promise<PlanMemberRow[]> {
  const { planMember: m } = store.t;
  return store.q
    .select()
    .from(m)
    .where(
      and(
        lt(m.from, to),
        or(isNull(m.to), gt(m.to, from)),
        ...(of.planId === undefined ? [] : [eq(m.planId, of.planId)]),
        ...(of.personIds === undefined ? [] : [inArray(m.personId, [...of.personIds])]),
      ),
    )
    .orderBy(asc(m.personId), asc(m.from), asc(m.id));
}

export function insertPlanMembers(store: Store, w: Writer, rows: readonly PlanMemberRow[]): Expecting[] {
  const { planMember: m } = store.t;
  return chunks(rows).map((part) => exactly(part.length, w.insert(m).values(part).returning({ id: m.id })));
}

/** Ends a membership that still has the end it was loaded with. */
export function endPlanMember(store: Store, w: Writer, row: Pick<PlanMemberRow, "id" | "to">, to: string): Expecting {
  const { planMember: m } = store.t;
  return exactly(
    1,
    w
      .update(m)
      .set({ to })
      .where(and(eq(m.id, row.id), row.to === null ? isNull(m.to) : eq(m.to, row.to)))
      .returning({ id: m.id }),
  );
}

/** The place under which a member's target bonus is sealed. */
export const memberPlace = (id: string): string => `plan_member:${id}`;
export const sealTarget = (store: Store, memberId: string, target: KeptTarget): string => store.pay.seal(memberPlace(memberId), target);
export const openTarget = (store: Store, row: Pick<PlanMemberRow, "id" | "targetSealed">): KeptTarget => store.pay.open<KeptTarget>(memberPlace(row.id), row.targetSealed);

/** Plans with a member whose membership in a department overlaps a half-open range of local dates. */
export async function loadPlansOfDepartment(store: Store, departmentId: string, from: string, to: string): Promise<PlanRow[]> {
  const { plan: p, planMember: m, membership: s } = store.t;
  return store.q
    .selectDistinct({ id: p.id, code: p.code, name: p.name })
    .from(p)
    .innerJoin(m, eq(m.planId, p.id))
    .innerJoin(s, eq(s.personId, m.personId))
    .where(and(eq(s.departmentId, departmentId), lt(s.from, to), or(isNull(s.to), gt(s.to, from)), lt(m.from, to), or(isNull(m.to), gt(m.to, from))))
    .orderBy(asc(p.code));
}

/** Whether a person is or was in a plan. */
export async function isPlanMember(store: Store, planId: string, personId: string): Promise<boolean> {
  const { planMember: m } = store.t;
  const rows = await store.q.select({ id: m.id }).from(m).where(and(eq(m.planId, planId), eq(m.personId, personId))).limit(1);
  return rows.length > 0;
}

/** Departments with a member of a plan on a day. */
export async function loadPlanDepartments(store: Store, planId: string, day: string): Promise<string[]> {
  const { planMember: m, membership: s } = store.t;
  const rows = await store.q
    .selectDistinct({ departmentId: s.departmentId })
    .from(m)
    .innerJoin(s, eq(s.personId, m.personId))
    .where(and(eq(m.planId, planId), lte(m.from, day), or(isNull(m.to), gt(m.to, day)), lte(s.from, day), or(isNull(s.to), gt(s.to, day))));
  return rows.map((row) => row.departmentId);
}

/** Members of each plan on a day. */
export async function countPlanMembers(store: Store, day: string): Promise<Map<string, number>> {
  const { planMember: m } = store.t;
  const rows = await store.q
    .select({ planId: m.planId, n: count().mapWith(Number) })
    .from(m)
    .where(and(lte(m.from, day), or(isNull(m.to), gt(m.to, day))))
    .groupBy(m.planId);
  return new Map(rows.map((row) => [row.planId, row.n]));
}

export interface MemberOnPage extends PlanMemberRow {
  readonly surname: string;
  readonly givenName: string;
  readonly personnelNumber: string;
}

export interface MemberQuery {
  readonly search: string;
  readonly sort: { readonly column: "person" | "from" | "to"; readonly descending: boolean };
  /** `open`: without an end; `ending`: with one. */
  readonly stay: "open" | "ending" | null;
  readonly limit: number;
  readonly offset: number;
}

/** One page of a plan's members from a day on; targets sealed. */
export async function loadMemberPage(store: Store, planId: string, day: string, query: MemberQuery): Promise<{ rows: MemberOnPage[]; total: number }> {
  const { planMember: m, person: p } = store.t;
  const key = `%${query.search.replace(/[%_\\]/g, "")}%`;
  const wanted = and(
    eq(m.planId, planId),
    or(isNull(m.to), and(gt(m.to, day), gt(m.to, m.from))),
    ...(query.stay === null ? [] : [query.stay === "open" ? isNull(m.to) : isNotNull(m.to)]),
    ...(query.search === "" ? [] : [or(like(p.sortKey, key), like(p.personnelNumber, key))]),
  );
  // Of two stays the one without an end comes last, on either database.
  const column = { person: p.sortKey, from: m.from, to: sql`coalesce(${m.to}, '9999')` }[query.sort.column];
  const [rows, totals] = await Promise.all([
    store.q
      .select({ id: m.id, planId: m.planId, personId: m.personId, from: m.from, to: m.to, targetSealed: m.targetSealed, surname: p.surname, givenName: p.givenName, personnelNumber: p.personnelNumber })
      .from(m)
      .innerJoin(p, eq(p.id, m.personId))
      .where(wanted)
      .orderBy(query.sort.descending ? desc(column) : asc(column), asc(p.sortKey), asc(p.id), asc(m.from))
      .limit(query.limit)
      .offset(query.offset),
    store.q.select({ n: count().mapWith(Number) }).from(m).innerJoin(p, eq(p.id, m.personId)).where(wanted),
  ]);
  return { rows, total: totals[0]?.n ?? 0 };
}

export interface PersonWithoutPlan {
  readonly personId: string;
  readonly surname: string;
  readonly givenName: string;
  readonly departmentId: string;
}

/** People of some departments who are in no plan on a day, by name: the first of them and how many. */
export async function loadPeopleWithoutPlan(store: Store, departmentIds: readonly string[], day: string, limit: number): Promise<{ rows: PersonWithoutPlan[]; total: number }> {
  if (departmentIds.length === 0) return { rows: [], total: 0 };
  const { planMember: m, membership: s, person: p } = store.t;
  const inForce = and(eq(m.personId, s.personId), lte(m.from, day), or(isNull(m.to), gt(m.to, day)));
  const wanted = and(inArray(s.departmentId, [...departmentIds]), lte(s.from, day), or(isNull(s.to), gt(s.to, day)), isNull(p.archivedAt), isNull(m.id));
  const [rows, totals] = await Promise.all([
    store.q
      .select({ personId: p.id, surname: p.surname, givenName: p.givenName, departmentId: s.departmentId })
      .from(s)
      .innerJoin(p, eq(p.id, s.personId))
      .leftJoin(m, inForce)
      .where(wanted)
      .orderBy(asc(p.sortKey), asc(p.id))
      .limit(limit),
    store.q.select({ n: count().mapWith(Number) }).from(s).innerJoin(p, eq(p.id, s.personId)).leftJoin(m, inForce).where(wanted),
  ]);
  return { rows, total: totals[0]?.n ?? 0 };
}
