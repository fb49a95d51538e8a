import { and, asc, count, eq, gt, gte, isNull, lte, ne, sql } from "drizzle-orm";
import type { TaskEvent } from "#app/domain/evaluation/task-event.ts";
import type { Expecting, Statement, Store, Writer } from "../store.ts";
import { exactly } from "../store.ts";

export type TaskRow = Store["t"]["task"]["$inferSelect"];
export type NewTask = Store["t"]["task"]["$inferInsert"];
export type NewTaskEvent = Store["t"]["taskEvent"]["$inferInsert"];

/** Rows of one statement: keeps bound parameters under SQLite's 32,766. */
export const ROWS_PER_STATEMENT = 400;

export function chunks<T>(rows: readonly T[], size = ROWS_PER_STATEMENT): T[][] {
  const all: T[][] = [];
  for (let at = 0; at < rows.length; at += size) all.push(rows.slice(at, at + size));
  return all;
}

/** Tasks of a source by their external ids, in no particular order. */
export async function loadTasksByExternalId(store: Store, source: string, externalIds: readonly string[]): Promise<TaskRow[]> {
  const { task } = store.t;
  return store.q.select().from(task).where(and(eq(task.source, source), store.bulk.isAnyOf(task.externalId, externalIds)));
}

/** A task by the name that its source gives it. */
export async function findTaskOfSource(store: Store, source: string, externalId: string): Promise<TaskRow | null> {
  const { task } = store.t;
  const rows = await store.q.select().from(task).where(and(eq(task.source, source), eq(task.externalId, externalId)));
  return rows[0] ?? null;
}

/** Tasks of a source in the order of their ids after a cursor; `providerIds` null = of every department. */
export async function loadTasksOfSource(store: Store, source: string, providerIds: readonly string[] | null, afterId: string, limit: number): Promise<TaskRow[]> {
  const { task } = store.t;
  return store.q
    .select()
    .from(task)
    .where(and(eq(task.source, source), gt(task.id, afterId), providerIds === null ? undefined : store.bulk.isAnyOf(task.providerId, providerIds)))
    .orderBy(asc(task.id))
    .limit(limit);
}

/** Full histories by task, each in the order of receipt. */
export async function loadEvents(store: Store, taskIds: readonly string[]): Promise<Map<string, TaskEvent[]>> {
  const { taskEvent: e } = store.t;
  const byTask = new Map<string, TaskEvent[]>();
  if (taskIds.length === 0) return byTask;
  const rows = await store.q
    .select({ taskId: e.taskId, id: e.id, type: e.type, occurredAt: e.occurredAt, receivedAt: e.receivedAt, sourceOrder: e.sourceOrder, payload: e.payload })
    .from(e)
    .where(store.bulk.isAnyOf(e.taskId, taskIds))
    .orderBy(asc(e.taskId), asc(e.seq));
  for (const { taskId, ...event } of rows) {
    const list = byTask.get(taskId);
    if (list) list.push(event);
    else byTask.set(taskId, [event]);
  }
  return byTask;
}

export async function loadRecipients(store: Store, taskIds: readonly string[]): Promise<Map<string, string[]>> {
  const { taskRecipient: r } = store.t;
  const byTask = new Map<string, string[]>();
  const rows = await store.q
    .select({ taskId: r.taskId, departmentId: r.departmentId })
    .from(r)
    .where(store.bulk.isAnyOf(r.taskId, taskIds))
    .orderBy(asc(r.taskId), asc(r.position));
  for (const row of rows) {
    const list = byTask.get(row.taskId);
    if (list) list.push(row.departmentId);
    else byTask.set(row.taskId, [row.departmentId]);
  }
  return byTask;
}

export function insertTasks(store: Store, w: Writer, rows: readonly NewTask[]): Expecting[] {
  return store.bulk.insert(w, store.t.task, rows);
}

export function insertRecipients(store: Store, w: Writer, rows: readonly { taskId: string; departmentId: string; position: number }[]): Expecting[] {
  return store.bulk.insert(w, store.t.taskRecipient, rows);
}

export function insertEvents(store: Store, w: Writer, rows: readonly NewTaskEvent[]): Expecting[] {
  return store.bulk.insert(w, store.t.taskEvent, rows);
}

export interface TaskAdvance {
  readonly id: string;
  readonly fromSeq: number;
  readonly seq: number;
  readonly state: TaskRow["state"];
  readonly requestedAt: number;
  readonly deliveredAt: number | null;
}

/** Raises tasks' seq from the one that was read and asks for them to be judged; another writer in between rolls the unit back. */
export function advanceTasks(store: Store, w: Writer, changes: readonly TaskAdvance[]): Expecting[] {
  return store.bulk.update(w, store.t.task, {
    where: ["id", "seq"],
    set: ["seq", "nextChangeAt", "state", "requestedAt", "deliveredAt"],
    rows: changes.map(({ id, fromSeq, ...now }) => ({ was: { id, seq: fromSeq }, now: { ...now, nextChangeAt: 0 } })),
  });
}

/** Requests of a product by a client that no agreement covers, made between two instants, counted up to `most`. */
export async function countBeyond(store: Store, kind: Pick<TaskRow, "productId" | "clientId">, from: number, to: number, most: number): Promise<number> {
  const { task: t, taskEvent: e } = store.t;
  // One that still waits for the other side's yes has not been made yet.
  const isMade = sql`exists (select 1 from ${e} where ${e.taskId} = ${t.id} and ${e.type} = 'requested')`;
  const some = store.q
    .select({ id: t.id })
    .from(t)
    .where(and(eq(t.clientId, kind.clientId), gte(t.requestedAt, from), lte(t.requestedAt, to), eq(t.productId, kind.productId), isNull(t.agreementId), ne(t.state, "cancelled"), isMade))
    .limit(most)
    .as("some");
  const rows = await store.q.select({ n: count().mapWith(Number) }).from(some);
  return rows[0]?.n ?? 0;
}

/** Notes who works on a task. */
export function assignTask(store: Store, w: Writer, id: string, assigneeId: string | null): Expecting {
  const { task } = store.t;
  return exactly(1, w.update(task).set({ assigneeId }).where(eq(task.id, id)).returning({ id: task.id }));
}

export type AnyStatement = Statement | Expecting;
