import { and, asc, desc, eq, gt, inArray, isNull, ne, or, sql } from "drizzle-orm";
import { isUndelivered } from "../schema/work.ts";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, Writer } from "../store.ts";
import type { Sides } from "./relationship-pages.server.ts";
import type { WorkScope } from "./work-list.server.ts";

export type WatchRow = Store["t"]["watchedDelivery"]["$inferSelect"];
export type WatchWordRow = Store["t"]["watchWord"]["$inferSelect"];

/** The newest decided verdict of each standing of some promises, by promise and recipient. */
export async function loadNewestDecided(store: Store, keys: readonly string[], months: readonly string[]): Promise<{ obligationKey: string; recipientId: string; isKept: boolean; decidedAt: number }[]> {
  if (keys.length === 0) return [];
  const { verdict: v } = store.t;
  const rows = await store.q
    .select({ obligationKey: v.obligationKey, recipientId: v.recipientId, standing: v.standing, decidedAt: sql<number>`max(coalesce(${v.decidedAt}, ${v.fallsDueAt}, 0))`.mapWith(Number) })
    .from(v)
    .where(and(inArray(v.period, [...months]), inArray(v.obligationKey, [...keys]), inArray(v.standing, ["met", "breached"]), eq(v.carry, 0)))
    .groupBy(v.obligationKey, v.recipientId, v.standing);
  return rows.map(({ standing, ...row }) => ({ ...row, isKept: standing === "met" }));
}

/** The breach of a promise to a recipient that was decided at an instant. */
export async function findBreachAt(store: Store, obligationKey: string, recipientId: string, months: readonly string[], decidedAt: number): Promise<string | null> {
  const { verdict: v } = store.t;
  const rows = await store.q
    .select({ item: v.item })
    .from(v)
    .where(and(inArray(v.period, [...months]), eq(v.obligationKey, obligationKey), eq(v.standing, "breached"), eq(v.carry, 0), eq(v.recipientId, recipientId), sql`coalesce(${v.decidedAt}, ${v.fallsDueAt}, 0) = ${decidedAt}`))
    .orderBy(asc(v.item))
    .limit(1);
  return rows[0]?.item ?? null;
}

/** The next undelivered task of a product for a client that is not late yet, with the promise that judges it. */
export async function findNextTask(store: Store, { providerIds, clientIds }: Sides, productId: string, keys: readonly string[], now: number): Promise<{ taskId: string; obligationKey: string; requestedAt: number; dueAt: number } | null> {
  const { task: t, verdict: v } = store.t;
  const rows = await store.q
    .select({ taskId: t.id, obligationKey: v.obligationKey, requestedAt: t.requestedAt, dueAt: v.dueAt })
    .from(t)
    .innerJoin(v, and(eq(v.taskId, t.id), eq(v.item, sql`'t:' || ${t.id}`), eq(v.cycle, 0), eq(v.carry, 0), inArray(v.obligationKey, [...keys])))
    .where(and(inArray(t.clientId, [...clientIds]), gt(t.dueAt, now), eq(t.productId, productId), inArray(t.providerId, [...providerIds]), isUndelivered(t.state), isNull(v.decidedAt)))
    .orderBy(asc(v.dueAt), asc(t.id))
    .limit(1);
  const [row] = rows;
  return row && row.dueAt !== null ? { ...row, dueAt: row.dueAt } : null;
}

/** The next planned delivery of some promises that nothing has met yet. */
export async function findNextOccurrence(store: Store, keys: readonly string[], now: number): Promise<{ obligationKey: string; scheduledOn: string; windowFrom: number; dueAt: number } | null> {
  if (keys.length === 0) return null;
  const { occurrence: o } = store.t;
  const rows = await store.q
    .select({ obligationKey: o.obligationKey, scheduledOn: o.scheduledOn, windowFrom: o.windowFrom, dueAt: o.dueAt })
    .from(o)
    .where(and(inArray(o.obligationKey, [...keys]), gt(o.dueAt, now), isNull(o.taskId), or(isNull(o.change), ne(o.change, "waived"))))
    .orderBy(asc(o.dueAt), asc(o.obligationKey))
    .limit(1);
  return rows[0] ?? null;
}

/** A delivery that is watched already stays as it is. */
export function insertWatch(store: Store, w: Writer, row: WatchRow): Statement {
  const { watchedDelivery: d } = store.t;
  return w.insert(d).values(row).onConflictDoNothing({ target: d.item }).returning({ item: d.item });
}

/** Changes a watch that is as it was seen. */
export function updateWatch(store: Store, w: Writer, row: Pick<WatchRow, "item" | "rowVersion">, set: Partial<WatchRow>): Expecting {
  const { watchedDelivery: d } = store.t;
  return exactly(1, w.update(d).set({ ...set, rowVersion: row.rowVersion + 1 }).where(and(eq(d.item, row.item), eq(d.rowVersion, row.rowVersion))).returning({ item: d.item }));
}

export function insertWatchWord(store: Store, w: Writer, row: WatchWordRow): Expecting {
  const { watchWord: s } = store.t;
  return exactly(1, w.insert(s).values(row).returning({ number: s.number }));
}

export async function findWatch(store: Store, item: string): Promise<WatchRow | null> {
  const { watchedDelivery: d } = store.t;
  return (await store.q.select().from(d).where(eq(d.item, item)))[0] ?? null;
}

/** Watched deliveries by their items. */
export async function loadWatches(store: Store, items: readonly string[]): Promise<WatchRow[]> {
  if (items.length === 0) return [];
  const { watchedDelivery: d } = store.t;
  return store.q.select().from(d).where(store.bulk.isAnyOf(d.item, [...new Set(items)]));
}

/** What was said of a watched delivery, the oldest first. */
export async function loadWatchWords(store: Store, item: string): Promise<WatchWordRow[]> {
  const { watchWord: s } = store.t;
  return store.q.select().from(s).where(eq(s.item, item)).orderBy(asc(s.number));
}

/** Deliveries that are watched now, of all or of departments on either side, the earliest due first. */
export async function loadOpenWatches(store: Store, scope: WorkScope): Promise<WatchRow[]> {
  if (scope !== "all" && scope.length === 0) return [];
  const { watchedDelivery: d } = store.t;
  return store.q
    .select()
    .from(d)
    .where(and(isNull(d.endedAt), scope === "all" ? undefined : or(inArray(d.providerId, [...scope]), inArray(d.clientId, [...scope]))))
    .orderBy(asc(d.dueAt), asc(d.item));
}

/** Deliveries that are watched now between two sides, the earliest due first. */
export async function loadWatchesBetween(store: Store, { providerIds, clientIds }: Sides): Promise<WatchRow[]> {
  const { watchedDelivery: d } = store.t;
  return store.q.select().from(d).where(and(isNull(d.endedAt), inArray(d.providerId, [...providerIds]), inArray(d.clientId, [...clientIds]))).orderBy(asc(d.dueAt), asc(d.item));
}

/** Open watches with how their own promise stands now. */
export async function loadWatchVerdicts(store: Store): Promise<{ watch: WatchRow; standing: string | null; state: string | null; dueAt: number | null; decidedAt: number | null }[]> {
  const { watchedDelivery: d, verdict: v } = store.t;
  return store.q
    .select({ watch: d, standing: v.standing, state: v.state, dueAt: v.dueAt, decidedAt: v.decidedAt })
    .from(d)
    .leftJoin(v, and(eq(v.obligationKey, d.obligationKey), eq(v.item, d.verdictItem), eq(v.cycle, 0), eq(v.carry, 0)))
    .where(isNull(d.endedAt))
    .orderBy(desc(d.dueAt), asc(d.item));
}
