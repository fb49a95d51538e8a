import { and, asc, count, desc, eq, inArray, isNull, lt, lte } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, UnauditedWriter, Writer } from "../store.ts";

export type PullSourceRow = Store["t"]["pullSource"]["$inferSelect"];
export type PullStateRow = Store["t"]["pullState"]["$inferSelect"];
export type PullRunRow = Store["t"]["pullRun"]["$inferSelect"];

export const insertPull = (store: Store, w: Writer, row: PullSourceRow): Expecting => exactly(1, w.insert(store.t.pullSource).values(row).returning({ id: store.t.pullSource.id }));

export const insertPullState = (store: Store, w: Writer, row: PullStateRow): Expecting => exactly(1, w.insert(store.t.pullState).values(row).returning({ id: store.t.pullState.pullId }));

/** Changes a source that is as it was read; one that was changed meanwhile makes the unit stale. */
export function updatePull(store: Store, w: Writer, before: Pick<PullSourceRow, "id" | "rowVersion">, set: Partial<Omit<PullSourceRow, "id" | "rowVersion">>): Expecting {
  const { pullSource: s } = store.t;
  return exactly(1, w.update(s).set({ ...set, rowVersion: before.rowVersion + 1 }).where(and(eq(s.id, before.id), eq(s.rowVersion, before.rowVersion))).returning({ id: s.id }));
}

/** Sets the state from outside of a run: whoever reads the list just now writes nothing more. */
export function resetPullState(store: Store, w: Writer, id: string, set: Partial<PullStateRow>, fence: number): Expecting {
  const { pullState: s } = store.t;
  return exactly(1, w.update(s).set({ ...set, fence: fence + 1, leaseUntil: 0 }).where(and(eq(s.pullId, id), eq(s.fence, fence))).returning({ id: s.pullId }));
}

export async function findPull(store: Store, id: string): Promise<{ readonly source: PullSourceRow; readonly state: PullStateRow } | null> {
  const { pullSource: p, pullState: s } = store.t;
  const rows = await store.q.select({ source: p, state: s }).from(p).innerJoin(s, eq(s.pullId, p.id)).where(eq(p.id, id));
  return rows[0] ?? null;
}

/** All sources with their states, by name. */
export async function listPulls(store: Store): Promise<{ readonly source: PullSourceRow; readonly state: PullStateRow }[]> {
  const { pullSource: p, pullState: s } = store.t;
  return store.q.select({ source: p, state: s }).from(p).innerJoin(s, eq(s.pullId, p.id)).orderBy(asc(p.name), asc(p.id));
}

/** Sources that are to be read now and that nobody reads. */
export async function duePulls(store: Store, now: number): Promise<string[]> {
  const { pullSource: p, pullState: s } = store.t;
  const rows = await store.q.select({ id: p.id }).from(p).innerJoin(s, eq(s.pullId, p.id)).where(and(isNull(p.pausedAt), lte(s.nextAt, now), lte(s.leaseUntil, now))).orderBy(asc(s.nextAt), asc(p.id));
  return rows.map((row) => row.id);
}

/** Takes a source for `leaseMs`; null when somebody was quicker. */
export async function claimPull(store: Store, id: string, now: number, leaseMs: number): Promise<PullStateRow | null> {
  const { pullState: s } = store.t;
  const before = (await store.q.select().from(s).where(eq(s.pullId, id)))[0];
  if (!before) return null;
  const [rows] = await store.writeUnaudited((w) => [
    (w as Writer).update(s).set({ leaseUntil: now + leaseMs, fence: before.fence + 1 }).where(and(eq(s.pullId, id), eq(s.fence, before.fence), lte(s.leaseUntil, now))).returning() as unknown as Statement,
  ]);
  return ((rows as PullStateRow[])[0] as PullStateRow | undefined) ?? null;
}

/** Writes under the claim; another number of rows than one means that somebody else has taken over. */
export function advancePull(store: Store, w: Writer | UnauditedWriter, claim: Pick<PullStateRow, "pullId" | "fence">, set: Partial<PullStateRow>): Expecting {
  const { pullState: s } = store.t;
  return exactly(1, (w as Writer).update(s).set(set).where(and(eq(s.pullId, claim.pullId), eq(s.fence, claim.fence))).returning({ id: s.pullId }));
}

export const insertPullRun = (store: Store, w: UnauditedWriter, row: PullRunRow): Expecting => exactly(1, (w as Writer).insert(store.t.pullRun).values(row).returning({ id: store.t.pullRun.id }));

/** Runs of a source, the newest first, a page of them and how many there are. */
export async function listPullRuns(store: Store, pullId: string, limit: number, offset: number): Promise<{ readonly rows: PullRunRow[]; readonly total: number }> {
  const { pullRun: r } = store.t;
  const [rows, counted] = await Promise.all([
    store.q.select().from(r).where(eq(r.pullId, pullId)).orderBy(desc(r.startedAt), desc(r.id)).limit(limit).offset(offset),
    store.q.select({ n: count() }).from(r).where(eq(r.pullId, pullId)),
  ]);
  return { rows, total: Number(counted[0]?.n ?? 0) };
}

export const dropPullRunsBefore = (store: Store, w: UnauditedWriter, before: number): Statement => {
  const { pullRun: r } = store.t;
  return (w as Writer).delete(r).where(lt(r.startedAt, before)).returning({ id: r.id });
};

/** Which of some imports were fetched, with the names of their sources. */
export async function pulledBatches(store: Store, batchIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { pullRun: r } = store.t;
  if (batchIds.length === 0) return new Set();
  const rows = await store.q.selectDistinct({ batchId: r.batchId }).from(r).where(inArray(r.batchId, [...batchIds]));
  return new Set(rows.map((row) => row.batchId!));
}
