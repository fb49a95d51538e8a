import { and, asc, count, eq, gt, inArray, isNull, like, or } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, Writer } from "../store.ts";

export type SavedViewRow = Store["t"]["savedView"]["$inferSelect"];

/** A view as its list and the page of views show it. */
export interface ShownView extends SavedViewRow {
  /** The list opens with it for this person. */
  readonly isDefault: boolean;
}

/** Views that a person made or that one of their departments was given: of one list, or of all; by name. */
export async function loadViews(store: Store, personId: string, departmentIds: readonly string[], list?: string): Promise<ShownView[]> {
  const { savedView: v, viewDefault: d } = store.t;
  const theirs = or(eq(v.ownerId, personId), departmentIds.length > 0 ? inArray(v.sharedWithId, [...departmentIds]) : undefined);
  const rows = await store.q
    .select({ view: v, chosen: d.viewId })
    .from(v)
    .leftJoin(d, and(eq(d.viewId, v.id), eq(d.personId, personId)))
    .where(and(isNull(v.deletedAt), theirs, list === undefined ? undefined : eq(v.list, list)))
    .orderBy(asc(v.list), asc(v.name), asc(v.id));
  return rows.map(({ view, chosen }) => ({ ...view, isDefault: chosen !== null }));
}

/** Own views that were deleted after an instant, the names first. */
export async function loadDeletedViews(store: Store, ownerId: string, since: number): Promise<SavedViewRow[]> {
  const { savedView: v } = store.t;
  return store.q.select().from(v).where(and(eq(v.ownerId, ownerId), gt(v.deletedAt, since))).orderBy(asc(v.name), asc(v.id));
}

/** A view, also a deleted one; null where there is none. */
export async function findView(store: Store, id: string): Promise<SavedViewRow | null> {
  const { savedView: v } = store.t;
  return (await store.q.select().from(v).where(eq(v.id, id)))[0] ?? null;
}

export async function countViews(store: Store, ownerId: string, list: string): Promise<number> {
  const { savedView: v } = store.t;
  return (await store.q.select({ n: count().mapWith(Number) }).from(v).where(and(eq(v.ownerId, ownerId), eq(v.list, list), isNull(v.deletedAt))))[0]?.n ?? 0;
}

export function insertView(store: Store, w: Writer, row: SavedViewRow): Expecting {
  const { savedView: v } = store.t;
  return exactly(1, w.insert(v).values(row).returning({ id: v.id }));
}

export function updateView(store: Store, w: Writer, row: Pick<SavedViewRow, "id" | "rowVersion">, set: Partial<SavedViewRow>): Expecting {
  const { savedView: v } = store.t;
  return exactly(1, w.update(v).set({ ...set, rowVersion: row.rowVersion + 1 }).where(and(eq(v.id, row.id), eq(v.rowVersion, row.rowVersion))).returning({ id: v.id }));
}

/** Lets a list open with a view for a person; null = as it is. */
export function setViewDefault(store: Store, w: Writer, personId: string, list: string, viewId: string | null): Statement {
  const { viewDefault: d } = store.t;
  if (viewId === null) return w.delete(d).where(and(eq(d.personId, personId), eq(d.list, list))).returning({ list: d.list });
  return w.insert(d).values({ personId, list, viewId }).onConflictDoUpdate({ target: [d.personId, d.list], set: { viewId } }).returning({ list: d.list });
}

/** No list opens with this view any more, for anybody. */
export function endViewDefaults(store: Store, w: Writer, viewId: string): Statement {
  const { viewDefault: d } = store.t;
  return w.delete(d).where(eq(d.viewId, viewId)).returning({ list: d.list });
}

/** Takes away what somebody kept for themselves, and what others starred of them: nobody reads it when its person is forgotten. */
export function forgetKept(store: Store, w: Writer, personId: string, viewIds: readonly string[]): Statement[] {
  const { favourite: f, savedView: v, viewDefault: d, subscription: s } = store.t;
  return [
    w.delete(f).where(or(eq(f.personId, personId), like(f.path, `/people/${personId}%`))).returning({ path: f.path }),
    w.delete(d).where(or(eq(d.personId, personId), store.bulk.isAnyOf(d.viewId, viewIds))).returning({ list: d.list }),
    w.delete(v).where(eq(v.ownerId, personId)).returning({ id: v.id }),
    w.delete(s).where(eq(s.personId, personId)).returning({ id: s.id }),
  ];
}

/** Ids of all views of a person, the deleted ones too. */
export async function loadViewIds(store: Store, ownerId: string): Promise<string[]> {
  const { savedView: v } = store.t;
  return (await store.q.select({ id: v.id }).from(v).where(eq(v.ownerId, ownerId))).map((row) => row.id);
}
