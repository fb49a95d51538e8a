import { and, asc, eq, gt, gte, inArray, isNull, lt } from "drizzle-orm";
import { isUndelivered } from "../schema/work.ts";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, Writer } from "../store.ts";
import type { TaskRow } from "./tasks.server.ts";
import type { OccurrenceRow, VerdictRow } from "./verdicts.server.ts";

export type WaitRow = Store["t"]["taskWait"]["$inferSelect"];

/** What these tasks wait for now, in the order of saying. */
export async function loadWaits(store: Store, taskIds: readonly string[]): Promise<WaitRow[]> {
  if (taskIds.length === 0) return [];
  const { taskWait: t } = store.t;
  return store.q.select().from(t).where(and(store.bulk.isAnyOf(t.taskId, taskIds), isNull(t.endedAt))).orderBy(asc(t.taskId), asc(t.number));
}

/** Tasks that wait now for one of these items. */
export async function loadWaiting(store: Store, refs: readonly string[]): Promise<WaitRow[]> {
  if (refs.length === 0) return [];
  const { taskWait: t } = store.t;
  return store.q.select().from(t).where(and(store.bulk.isAnyOf(t.upstream, refs), isNull(t.endedAt))).orderBy(asc(t.taskId), asc(t.number));
}

/** Every wait of a task, ended ones too. */
export async function loadWaitsOfTask(store: Store, taskId: string): Promise<WaitRow[]> {
  const { taskWait: t } = store.t;
  return store.q.select().from(t).where(eq(t.taskId, taskId)).orderBy(asc(t.number));
}

export function insertWait(store: Store, w: Writer, row: WaitRow): Expecting {
  const { taskWait: t } = store.t;
  return exactly(1, w.insert(t).values(row).returning({ number: t.number }));
}

/** Ends a wait; one that ended meanwhile makes the unit stale. */
export function endWait(store: Store, w: Writer, taskId: string, number: number, endedBy: string, endedAt: number): Expecting {
  const { taskWait: t } = store.t;
  return exactly(1, w.update(t).set({ endedBy, endedAt }).where(and(eq(t.taskId, taskId), eq(t.number, number), isNull(t.endedAt))).returning({ number: t.number }));
}

/**
 * Judges again, in the writing transaction, the tasks that wait for one of these items: what their breach excuses, or excuses no longer,
 * follows from it. `mark` is a negative number that no other asking uses.
 */
export function askWaitingToJudge(store: Store, w: Writer, taskIds: readonly string[], mark: number): Statement[] {
  const { task: t } = store.t;
  return taskIds.length === 0 ? [] : [w.update(t).set({ nextChangeAt: mark }).where(store.bulk.isAnyOf(t.id, taskIds)).returning({ id: t.id })];
}

/** Verdicts of occurrences by obligation key and date. */
export async function loadVerdictsOfDates(store: Store, wanted: readonly { readonly obligationKey: string; readonly date: string }[]): Promise<VerdictRow[]> {
  if (wanted.length === 0) return [];
  const { verdict: v } = store.t;
  const rows = await store.q
    .select()
    .from(v)
    .where(and(inArray(v.obligationKey, [...new Set(wanted.map((one) => one.obligationKey))]), inArray(v.item, [...new Set(wanted.map((one) => `o:${one.date}`))])));
  const asked = new Set(wanted.map((one) => `${one.obligationKey}\n${one.date}`));
  return rows.filter((row) => asked.has(`${row.obligationKey}\n${row.item.slice(2)}`));
}

export function insertExcuses(store: Store, w: Writer, rows: readonly Store["t"]["excuse"]["$inferInsert"][]): Expecting[] {
  return store.bulk.insert(w, store.t.excuse, rows);
}

/** Ends excuses that nothing supports any more; the verdict under each stands again. */
export function withdrawExcuses(store: Store, w: Writer, ids: readonly string[], now: number): Expecting[] {
  const { excuse: e } = store.t;
  return ids.length === 0 ? [] : [exactly(ids.length, w.update(e).set({ withdrawnAt: now }).where(and(inArray(e.id, [...ids]), isNull(e.withdrawnAt))).returning({ id: e.id }))];
}

/** Sources that tasks come from, each found by one step in the index. */
async function loadSources(store: Store): Promise<string[]> {
  const { task: t } = store.t;
  const sources: string[] = [];
  for (let after = ""; sources.length < 100; ) {
    const [next] = await store.q.select({ source: t.source }).from(t).where(gt(t.source, after)).orderBy(asc(t.source)).limit(1);
    if (!next) break;
    sources.push(next.source);
    after = next.source;
  }
  return sources;
}

/** Tasks with a number, whatever source gave it. */
export async function findTasksByNumber(store: Store, number: string): Promise<TaskRow[]> {
  const { task: t } = store.t;
  const sources = await loadSources(store);
  if (sources.length === 0) return [];
  return store.q.select().from(t).where(and(inArray(t.source, sources), eq(t.externalId, number))).orderBy(asc(t.id));
}

/** Undelivered tasks that departments asked for, the earliest due first. */
export async function loadOpenRequests(store: Store, clientIds: readonly string[], limit: number): Promise<TaskRow[]> {
  const { task: t } = store.t;
  return store.q.select().from(t).where(and(inArray(t.clientId, [...clientIds]), isUndelivered(t.state))).orderBy(asc(t.dueAt), asc(t.id)).limit(limit);
}

/** Planned deliveries of these obligations whose window ends in `[from, to)`, the earliest first. */
export async function loadUpcoming(store: Store, keys: readonly string[], from: number, to: number, limit: number): Promise<OccurrenceRow[]> {
  if (keys.length === 0) return [];
  const { occurrence: o } = store.t;
  return store.q.select().from(o).where(and(inArray(o.obligationKey, [...keys]), gte(o.windowTo, from), lt(o.windowTo, to))).orderBy(asc(o.dueAt), asc(o.obligationKey)).limit(limit);
}
