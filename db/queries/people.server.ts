import { and, asc, eq, gt, inArray, isNull, lte, or } from "drizzle-orm";
import type { Names } from "#app/domain/names.ts";
import type { NoticeMode } from "#app/domain/notice/notice-mode.ts";
import type { SurveyMail } from "#app/domain/survey/survey-mail.ts";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";

export type PersonRow = Store["t"]["person"]["$inferSelect"];

export async function findPersonByEmail(store: Store, email: string): Promise<PersonRow | null> {
  const { person: p } = store.t;
  const rows = await store.q.select().from(p).where(and(eq(p.email, email), isNull(p.archivedAt))).limit(1);
  return rows[0] ?? null;
}

export async function loadPeople(store: Store, ids?: readonly string[]): Promise<PersonRow[]> {
  const { person: p } = store.t;
  return store.q.select().from(p).where(ids ? inArray(p.id, [...ids]) : isNull(p.archivedAt)).orderBy(asc(p.sortKey), asc(p.id));
}

export function insertPerson(store: Store, w: Writer, row: Store["t"]["person"]["$inferInsert"]): Expecting {
  return exactly(1, w.insert(store.t.person).values(row).returning({ id: store.t.person.id }));
}

export interface MembershipRow {
  readonly id: string;
  readonly personId: string;
  readonly departmentId: string;
  readonly position: Names;
  readonly fte: string;
  readonly sharePct: string;
  readonly from: string;
  readonly to: string | null;
}

/** Memberships that touch the half-open range of local dates, of one person where one is named. */
export async function loadMemberships(store: Store, from: string, to: string, personId?: string): Promise<MembershipRow[]> {
  const { membership: m } = store.t;
  return store.q
    .select({ id: m.id, personId: m.personId, departmentId: m.departmentId, position: m.position, fte: m.fte, sharePct: m.sharePct, from: m.from, to: m.to })
    .from(m)
    .where(and(lte(m.from, to), or(isNull(m.to), gt(m.to, from)), ...(personId === undefined ? [] : [eq(m.personId, personId)])))
    .orderBy(asc(m.personId), asc(m.from), asc(m.id));
}

export interface PostRow {
  readonly departmentId: string;
  readonly personId: string;
  readonly post: "head" | "deputy";
  readonly scope: readonly string[];
  readonly to: string | null;
}

/** Heads and deputies on a local date. */
export async function loadPosts(store: Store, date: string): Promise<PostRow[]> {
  const { departmentPost: d } = store.t;
  return store.q
    .select({ departmentId: d.departmentId, personId: d.personId, post: d.post, scope: d.scope, to: d.to })
    .from(d)
    .where(and(lte(d.from, date), or(isNull(d.to), gt(d.to, date))))
    .orderBy(asc(d.departmentId), asc(d.post), asc(d.personId));
}

export function updatePersonLocale(store: Store, w: Writer, personId: string, locale: "en" | "ru"): Expecting {
  const { person: p } = store.t;
  return exactly(1, w.update(p).set({ locale }).where(eq(p.id, personId)).returning({ id: p.id }));
}

export function updateNoticeMode(store: Store, w: Writer, personId: string, noticeMode: NoticeMode): Expecting {
  const { person: p } = store.t;
  return exactly(1, w.update(p).set({ noticeMode }).where(eq(p.id, personId)).returning({ id: p.id }));
}

export function updateSurveyMail(store: Store, w: Writer, personId: string, surveyMail: SurveyMail): Expecting {
  const { person: p } = store.t;
  return exactly(1, w.update(p).set({ surveyMail }).where(eq(p.id, personId)).returning({ id: p.id }));
}

export async function findPersonByNumber(store: Store, personnelNumber: string): Promise<PersonRow | null> {
  const { person: p } = store.t;
  return (await store.q.select().from(p).where(and(eq(p.personnelNumber, personnelNumber), isNull(p.archivedAt))))[0] ?? null;
}
