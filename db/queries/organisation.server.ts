import { and, asc, desc, eq, gt, gte, inArray, isNull, notInArray, or } from "drizzle-orm";
import type { DeputyScope } from "#app/domain/access/actor.ts";
import type { Names } from "#app/domain/names.ts";
import { foldKey, nameIn } from "#app/domain/names.ts";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";
import type { GroupMembership } from "./agreements.server.ts";

export function insertDepartment(store: Store, w: Writer, row: Omit<Store["t"]["department"]["$inferInsert"], "sortKey">): Expecting {
  const { department: d } = store.t;
  return exactly(1, w.insert(d).values({ ...row, sortKey: foldKey(nameIn(row.name, "ru")) }).returning({ id: d.id }));
}

export function updateDepartment(store: Store, w: Writer, id: string, set: { name: Names; parentId: string | null; calendarId: string | null; isTeam: boolean }): Expecting {
  const { department: d } = store.t;
  return exactly(1, w.update(d).set({ ...set, sortKey: foldKey(nameIn(set.name, "ru")) }).where(and(eq(d.id, id), isNull(d.archivedAt))).returning({ id: d.id }));
}

export function archiveDepartmentRow(store: Store, w: Writer, id: string, at: number): Expecting {
  const { department: d } = store.t;
  return exactly(1, w.update(d).set({ archivedAt: at }).where(and(eq(d.id, id), isNull(d.archivedAt))).returning({ id: d.id }));
}

export interface PostDetail {
  readonly id: string;
  readonly departmentId: string;
  readonly personId: string;
  readonly post: "head" | "deputy";
  readonly scope: readonly string[];
  readonly from: string;
  readonly to: string | null;
}

/** Heads and deputies of a department over all time, newest first. */
export async function loadPostsOfDepartment(store: Store, departmentId: string): Promise<PostDetail[]> {
  const { departmentPost: p } = store.t;
  return store.q.select().from(p).where(eq(p.departmentId, departmentId)).orderBy(desc(p.from), asc(p.post), asc(p.id));
}

export async function findPost(store: Store, id: string): Promise<PostDetail | null> {
  const { departmentPost: p } = store.t;
  return (await store.q.select().from(p).where(eq(p.id, id)))[0] ?? null;
}

export function insertPost(store: Store, w: Writer, row: Omit<PostDetail, "scope"> & { readonly scope: readonly DeputyScope[] }): Expecting {
  const { departmentPost: p } = store.t;
  return exactly(1, w.insert(p).values(row).returning({ id: p.id }));
}

/** Ends a post before a day, if it still ends where it did. */
export function endPost(store: Store, w: Writer, row: { readonly id: string; readonly to: string | null }, to: string): Expecting {
  const { departmentPost: p } = store.t;
  return exactly(1, w.update(p).set({ to }).where(and(eq(p.id, row.id), row.to === null ? isNull(p.to) : eq(p.to, row.to))).returning({ id: p.id }));
}

/** Memberships that last on a day or begin later, of one department. */
export async function loadMembersFrom(store: Store, departmentId: string, day: string): Promise<{ personId: string }[]> {
  const { membership: m } = store.t;
  return store.q.select({ personId: m.personId }).from(m).where(and(eq(m.departmentId, departmentId), or(isNull(m.to), gt(m.to, day))));
}

/** Agreements that name a department as one of their sides. */
export async function loadAgreementsNaming(store: Store, departmentId: string): Promise<{ id: string; code: string }[]> {
  const { agreement: a } = store.t;
  return store.q.select({ id: a.id, code: a.code }).from(a).where(or(eq(a.providerId, departmentId), eq(a.clientDepartmentId, departmentId))).orderBy(asc(a.code));
}

export type GroupDetail = Store["t"]["clientGroup"]["$inferSelect"];

/** Client groups by code, archived ones too. */
export async function loadAllGroups(store: Store): Promise<GroupDetail[]> {
  const { clientGroup: g } = store.t;
  return store.q.select().from(g).orderBy(asc(g.code));
}

export async function findGroup(store: Store, id: string): Promise<GroupDetail | null> {
  const { clientGroup: g } = store.t;
  return (await store.q.select().from(g).where(eq(g.id, id)))[0] ?? null;
}

export function insertGroup(store: Store, w: Writer, row: GroupDetail): Expecting {
  const { clientGroup: g } = store.t;
  return exactly(1, w.insert(g).values(row).returning({ id: g.id }));
}

export function updateGroup(store: Store, w: Writer, id: string, set: { name: Names; representativeId: string | null } | { archivedAt: number }): Expecting {
  const { clientGroup: g } = store.t;
  return exactly(1, w.update(g).set(set).where(and(eq(g.id, id), isNull(g.archivedAt))).returning({ id: g.id }));
}

export function insertGroupMember(store: Store, w: Writer, row: GroupMembership): Expecting {
  const { clientGroupMember: m } = store.t;
  return exactly(1, w.insert(m).values(row).returning({ id: m.groupId }));
}

/** Makes the unit stale unless a department is in as many groups as were counted; its row is held, so that two joinings follow one another. */
export function expectMemberships(store: Store, w: Writer, departmentId: string, n: number): Expecting[] {
  const { clientGroupMember: m, department: d } = store.t;
  return [
    exactly(1, w.update(d).set({ id: departmentId }).where(eq(d.id, departmentId)).returning({ id: d.id })),
    exactly(n, w.update(m).set({ departmentId }).where(eq(m.departmentId, departmentId)).returning({ id: m.groupId })),
  ];
}

export function endGroupMember(store: Store, w: Writer, row: GroupMembership, to: string): Expecting {
  const { clientGroupMember: m } = store.t;
  return exactly(
    1,
    w
      .update(m)
      .set({ to })
      .where(and(eq(m.groupId, row.groupId), eq(m.departmentId, row.departmentId), eq(m.from, row.from), row.to === null ? isNull(m.to) : eq(m.to, row.to)))
      .returning({ id: m.groupId }),
  );
}

/**
 * Tasks that departments ask for or serve and whose figures still change: requested since an instant, or with a verdict outside of the
 * frozen months.
 */
export async function loadTasksTouching(store: Store, departmentIds: readonly string[], since: number, frozen: readonly string[]): Promise<string[]> {
  if (departmentIds.length === 0) return [];
  const { task: t, taskRecipient: r, verdict: v } = store.t;
  const ids = [...departmentIds];
  const found = await Promise.all([
    store.q.select({ id: t.id }).from(t).where(and(inArray(t.providerId, ids), gte(t.requestedAt, since))),
    store.q.select({ id: t.id }).from(t).innerJoin(r, eq(r.taskId, t.id)).where(and(inArray(r.departmentId, ids), gte(t.requestedAt, since))),
    store.q
      .selectDistinct({ id: t.id })
      .from(v)
      .innerJoin(t, eq(t.id, v.taskId))
      .where(and(or(inArray(v.recipientId, ids), inArray(t.providerId, ids)), frozen.length > 0 ? notInArray(v.period, [...frozen]) : undefined)),
  ]);
  return [...new Set(found.flat().map((row) => row.id))].sort();
}
