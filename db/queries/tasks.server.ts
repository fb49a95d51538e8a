import { and, asc, eq, inArray } from "drizzle-orm";
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
  return store.q.select().from(task).where(and(eq(task.source, source), inArray(task.externalId, [...externalIds])));
}

/** Full histories by task, each in the order of receipt. */
export async function loadEvents(store: Store, taskIds: readonly string[]): Promise<Map<string, TaskEvent[]>> {
  const { taskEvent: e } = store.t;
  const byTask = new Map<string, TaskEvent[]>();
  for (const ids of chunks(taskIds, 1000)) {
    const rows = await store.q
      .select({ taskId: e.taskId, id: e.id, type: e.type, occurredAt: e.occurredAt, receivedAt: e.receivedAt, sourceOrder: e.sourceOrder, payload: e.payload })
      .from(e)
      .where(inArray(e.taskId, ids))
      .orderBy(asc(e.taskId), asc(e.seq));
    for (const { taskId, ...event } of rows) {
      const list = byTask.get(taskId);
      if (list) list.push(event);
      else byTask.set(taskId, [event]);
    }
  }
  return byTask;
}

export async function loadRecipients(store: Store, taskIds: readonly string[]): Promise<Map<string, string[]>> {
  const { taskRecipient: r } = store.t;
  const byTask = new Map<string, string[]>();
  for (const ids of chunks(taskIds, 1000)) {
    const rows = await store.q
      .select({ taskId: r.taskId, departmentId: r.departmentId })
      .from(r)
      .where(inArray(r.taskId, ids))
      .orderBy(asc(r.taskId), asc(r.position));
    for (const row of rows) {
      const list = byTask.get(row.taskId);
      if (list) list.push(row.departmentId);
      else byTask.set(row.taskId, [row.departmentId]);
    }
  }
  return byTask;
}

export function insertTasks(store: Store, w: Writer, rows: readonly NewTask[]): Expecting[] {
  const { task } = store.t;
  return chunks(rows).map((part) => exactly(part.length, w.insert(task).values(part).returning({ id: task.id })));
}

export function insertRecipients(store: Store, w: Writer, rows: readonly { taskId: string; departmentId: string; position: number }[]): Expecting[] {
  const { taskRecipient: r } = store.t;
  return chunks(rows).map((part) => exactly(part.length, w.insert(r).values(part).returning({ id: r.taskId })));
}

export function insertEvents(store: Store, w: Writer, rows: readonly NewTaskEvent[]): Expecting[] {
  const { taskEvent: e } = store.t;
  return chunks(rows).map((part) => exactly(part.length, w.insert(e).values(part).returning({ id: e.taskId })));
}

/** Raises a task's seq from the one that was read; another writer in between rolls the unit back. */
export function advanceTask(
  store: Store,
  w: Writer,
  change: { id: string; fromSeq: number; seq: number; state: TaskRow["state"]; requestedAt: number; deliveredAt: number | null; assigneeId?: string | null },
): Expecting {
  const { task } = store.t;
  return exactly(
    1,
    w
      .update(task)
      .set({
        seq: change.seq, nextChangeAt: 0, state: change.state, requestedAt: change.requestedAt, deliveredAt: change.deliveredAt,
        ...(change.assigneeId === undefined ? {} : { assigneeId: change.assigneeId }),
      })
      .where(and(eq(task.id, change.id), eq(task.seq, change.fromSeq)))
      .returning({ id: task.id }),
  );
}

export type AnyStatement = Statement | Expecting;
