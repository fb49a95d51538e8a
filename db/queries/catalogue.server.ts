import { and, asc, count, desc, eq, gt, inArray, isNull, lte, or } from "drizzle-orm";
import type { Names } from "#app/domain/names.ts";
import type { CalendarSpec } from "#app/domain/calendar/calendar-spec.ts";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";
import { personSearch } from "./search.server.ts";

export type ProductDetail = Store["t"]["product"]["$inferSelect"];

export async function findProduct(store: Store, id: string): Promise<ProductDetail | null> {
  const { product: p } = store.t;
  return (await store.q.select().from(p).where(eq(p.id, id)))[0] ?? null;
}

export type DepartmentDetail = Store["t"]["department"]["$inferSelect"];

export async function findDepartment(store: Store, id: string): Promise<DepartmentDetail | null> {
  const { department: d } = store.t;
  return (await store.q.select().from(d).where(eq(d.id, id)))[0] ?? null;
}

/** People of each department on a local date. */
export async function countMembers(store: Store, date: string): Promise<{ departmentId: string; people: number }[]> {
  const { membership: m } = store.t;
  return store.q
    .select({ departmentId: m.departmentId, people: count().mapWith(Number) })
    .from(m)
    .where(and(lte(m.from, date), or(isNull(m.to), gt(m.to, date))))
    .groupBy(m.departmentId);
}

export interface PersonListQuery {
  readonly search: string;
  readonly sort: { readonly column: "name" | "number"; readonly descending: boolean };
  /** Only members of these departments on the date; null = all. */
  readonly departmentIds: readonly string[] | null;
  readonly date: string;
  readonly limit: number;
  readonly offset: number;
}

export interface ListedPerson {
  readonly id: string;
  readonly surname: string;
  readonly givenName: string;
  readonly patronymic: string | null;
  readonly personnelNumber: string;
  readonly email: string | null;
}

/** People who are not archived, one page of them, and how many match. */
export async function listPeople(store: Store, query: PersonListQuery): Promise<{ rows: ListedPerson[]; total: number }> {
  const { person: p, membership: m } = store.t;
  const members = query.departmentIds
    ? inArray(
        p.id,
        store.q
          .select({ id: m.personId })
          .from(m)
          .where(and(inArray(m.departmentId, [...query.departmentIds]), lte(m.from, query.date), or(isNull(m.to), gt(m.to, query.date)))),
      )
    : undefined;
  const where = and(isNull(p.archivedAt), personSearch(store, query.search), members);
  const column = query.sort.column === "name" ? p.sortKey : p.personnelNumber;
  const [rows, totals] = await Promise.all([
    store.q
      .select({ id: p.id, surname: p.surname, givenName: p.givenName, patronymic: p.patronymic, personnelNumber: p.personnelNumber, email: p.email })
      .from(p)
      .where(where)
      .orderBy(query.sort.descending ? desc(column) : asc(column), asc(p.id))
      .limit(query.limit)
      .offset(query.offset),
    store.q.select({ n: count().mapWith(Number) }).from(p).where(where),
  ]);
  return { rows, total: totals[0]?.n ?? 0 };
}

export interface PersonMembership {
  readonly personId: string;
  readonly departmentId: string;
  readonly position: Names;
  readonly fte: string;
  readonly sharePct: string;
  readonly employment: "permanent" | "fixed_term" | "contractor";
  readonly from: string;
  readonly to: string | null;
}

/** Memberships of people over all time, newest first. */
export async function loadMembershipsOf(store: Store, personIds: readonly string[]): Promise<PersonMembership[]> {
  if (personIds.length === 0) return [];
  const { membership: m } = store.t;
  return store.q
    .select({ personId: m.personId, departmentId: m.departmentId, position: m.position, fte: m.fte, sharePct: m.sharePct, employment: m.employment, from: m.from, to: m.to })
    .from(m)
    .where(inArray(m.personId, [...personIds]))
    .orderBy(asc(m.personId), desc(m.from), asc(m.id));
}

/** Posts of a person over all time, newest first. */
export async function loadPostsOf(store: Store, personId: string): Promise<{ departmentId: string; post: "head" | "deputy"; scope: readonly string[]; from: string; to: string | null }[]> {
  const { departmentPost: d } = store.t;
  return store.q
    .select({ departmentId: d.departmentId, post: d.post, scope: d.scope, from: d.from, to: d.to })
    .from(d)
    .where(eq(d.personId, personId))
    .orderBy(desc(d.from), asc(d.id));
}

export interface CalendarVersionRow {
  readonly id: string;
  readonly number: number;
  readonly spec: CalendarSpec;
  readonly createdAt: number;
  readonly createdBy: string | null;
}

export async function findCalendar(store: Store, id: string): Promise<{ id: string; code: string; name: Names; versions: CalendarVersionRow[] } | null> {
  const { calendar: c, calendarVersion: v } = store.t;
  const found = (await store.q.select({ id: c.id, code: c.code, name: c.name }).from(c).where(eq(c.id, id)))[0];
  if (!found) return null;
  const versions = await store.q
    .select({ id: v.id, number: v.number, spec: v.spec, createdAt: v.createdAt, createdBy: v.createdBy })
    .from(v)
    .where(eq(v.calendarId, id))
    .orderBy(desc(v.number));
  return { ...found, versions };
}

export function insertCalendarVersion(store: Store, w: Writer, row: Store["t"]["calendarVersion"]["$inferInsert"]): Expecting {
  const { calendarVersion: v } = store.t;
  return exactly(1, w.insert(v).values(row).returning({ id: v.id }));
}

export function insertCalendar(store: Store, w: Writer, row: Store["t"]["calendar"]["$inferInsert"]): Expecting {
  const { calendar: c } = store.t;
  return exactly(1, w.insert(c).values(row).returning({ id: c.id }));
}

export function renameCalendar(store: Store, w: Writer, id: string, name: Names): Expecting {
  const { calendar: c } = store.t;
  return exactly(1, w.update(c).set({ name }).where(eq(c.id, id)).returning({ id: c.id }));
}

export interface ConfirmedYear {
  readonly calendarId: string;
  readonly year: number;
  readonly versionId: string;
  readonly confirmedBy: string;
  readonly confirmedAt: number;
}

/** Years that somebody confirmed, of one calendar or of all. */
export async function loadConfirmedYears(store: Store, calendarId?: string): Promise<ConfirmedYear[]> {
  const { calendarYear: y } = store.t;
  return store.q.select().from(y).where(calendarId === undefined ? undefined : eq(y.calendarId, calendarId)).orderBy(asc(y.calendarId), asc(y.year));
}

/** Confirms a year; a year that was confirmed before is confirmed anew, by another person or for another version. */
export function upsertConfirmedYear(store: Store, w: Writer, row: ConfirmedYear): Expecting {
  const { calendarYear: y } = store.t;
  const { versionId, confirmedBy, confirmedAt } = row;
  return exactly(1, w.insert(y).values(row).onConflictDoUpdate({ target: [y.calendarId, y.year], set: { versionId, confirmedBy, confirmedAt } }).returning({ year: y.year }));
}
