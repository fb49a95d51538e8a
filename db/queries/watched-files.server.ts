import { and, asc, count, desc, eq, inArray, isNotNull, lt } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, UnauditedWriter, Writer } from "../store.ts";

export type WatchRuleRow = Store["t"]["watchRule"]["$inferSelect"];
export type WatchedFileRow = Store["t"]["watchedFile"]["$inferSelect"];

/** Rules in the order in which they are tried. */
export async function loadWatchRules(store: Store): Promise<WatchRuleRow[]> {
  const { watchRule: r } = store.t;
  return store.q.select().from(r).orderBy(asc(r.position), asc(r.createdAt), asc(r.id));
}

export const insertWatchRule = (store: Store, w: Writer, row: WatchRuleRow): Expecting => exactly(1, w.insert(store.t.watchRule).values(row).returning({ id: store.t.watchRule.id }));

export function updateWatchRule(store: Store, w: Writer, id: string, set: Partial<Pick<WatchRuleRow, "position" | "disabledAt">>): Expecting {
  const { watchRule: r } = store.t;
  return exactly(1, w.update(r).set(set).where(eq(r.id, id)).returning({ id: r.id }));
}

export function deleteWatchRule(store: Store, w: Writer, id: string): Expecting {
  const { watchRule: r } = store.t;
  return exactly(1, w.delete(r).where(eq(r.id, id)).returning({ id: r.id }));
}

/** Files that lie in the folder or are worked on, by name. */
export async function loadOpenFiles(store: Store): Promise<WatchedFileRow[]> {
  const { watchedFile: f } = store.t;
  return store.q.select().from(f).where(isNotNull(f.openName)).orderBy(asc(f.name));
}

/** Files whose import is under way or waits for its next try. */
export async function loadQueuedFiles(store: Store): Promise<WatchedFileRow[]> {
  const { watchedFile: f } = store.t;
  return store.q.select().from(f).where(eq(f.state, "queued")).orderBy(asc(f.updatedAt), asc(f.id));
}

export async function findWatchedFile(store: Store, id: string): Promise<WatchedFileRow | null> {
  const { watchedFile: f } = store.t;
  return (await store.q.select().from(f).where(eq(f.id, id)))[0] ?? null;
}

/** A file that somebody else has just seen adds no row. */
export const noteFile = (store: Store, w: UnauditedWriter, row: WatchedFileRow): Statement =>
  (w as Writer).insert(store.t.watchedFile).values(row).onConflictDoNothing({ target: store.t.watchedFile.openName }).returning({ id: store.t.watchedFile.id });

/** Changes a file that stands as it was read; one that somebody else has taken makes the unit stale. */
export function moveFile(store: Store, w: Writer | UnauditedWriter, before: Pick<WatchedFileRow, "id" | "state" | "attempt" | "seenAt">, set: Partial<WatchedFileRow>): Expecting {
  const { watchedFile: f } = store.t;
  return exactly(1, (w as Writer).update(f).set(set).where(and(eq(f.id, before.id), eq(f.state, before.state), eq(f.attempt, before.attempt), eq(f.seenAt, before.seenAt))).returning({ id: f.id }));
}

/** Forgets files that were seen and are not there any more. */
export const dropSeen = (store: Store, w: UnauditedWriter, ids: readonly string[]): Statement => {
  const { watchedFile: f } = store.t;
  return (w as Writer).delete(f).where(and(inArray(f.id, [...ids]), eq(f.state, "seen"))).returning({ id: f.id });
};

/** Ends rows of files that were worked on long ago. */
export const dropFilesBefore = (store: Store, w: UnauditedWriter, before: number): Statement => {
  const { watchedFile: f } = store.t;
  return (w as Writer).delete(f).where(and(inArray(f.state, ["done", "failed"]), lt(f.updatedAt, before))).returning({ id: f.id });
};

/** Files by state, the newest first, a page of them and how many there are. */
export async function listWatchedFiles(store: Store, state: WatchedFileRow["state"] | null, limit: number, offset: number): Promise<{ readonly rows: WatchedFileRow[]; readonly total: number }> {
  const { watchedFile: f } = store.t;
  const where = state === null ? undefined : eq(f.state, state);
  const [rows, counted] = await Promise.all([
    store.q.select().from(f).where(where).orderBy(desc(f.updatedAt), desc(f.id)).limit(limit).offset(offset),
    store.q.select({ n: count() }).from(f).where(where),
  ]);
  return { rows, total: Number(counted[0]?.n ?? 0) };
}

/** Which of some imports came from the watched folder. */
export async function watchedBatches(store: Store, batchIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { watchedFile: f } = store.t;
  if (batchIds.length === 0) return new Set();
  const rows = await store.q.select({ batchId: f.batchId }).from(f).where(inArray(f.batchId, [...batchIds]));
  return new Set(rows.map((row) => row.batchId!));
}
