import { and, asc, desc, eq, inArray, or } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";

export type TaskEntryRow = Store["t"]["taskEntry"]["$inferSelect"];

export function insertTaskEntry(store: Store, w: Writer, row: TaskEntryRow): Expecting {
  return exactly(1, w.insert(store.t.taskEntry).values(row).returning({ id: store.t.taskEntry.id }));
}

/** Answers an entry that still waits; one that was answered meanwhile makes the unit stale. */
export function answerTaskEntry(store: Store, w: Writer, id: string, set: Pick<TaskEntryRow, "state" | "answeredBy" | "answeredAt" | "answer">): Expecting {
  const { taskEntry: e } = store.t;
  return exactly(1, w.update(e).set(set).where(and(eq(e.id, id), eq(e.state, "waiting"))).returning({ id: e.id }));
}

/** Everything that was told about a task after the fact, the newest first. */
export async function loadTaskEntries(store: Store, taskId: string): Promise<TaskEntryRow[]> {
  const { taskEntry: e } = store.t;
  return store.q.select().from(e).where(eq(e.taskId, taskId)).orderBy(desc(e.toldAt), asc(e.id));
}

export async function findTaskEntry(store: Store, id: string): Promise<TaskEntryRow | null> {
  const { taskEntry: e } = store.t;
  const rows = await store.q.select().from(e).where(eq(e.id, id));
  return rows[0] ?? null;
}

export interface WaitingEntry {
  readonly id: string;
  readonly taskId: string;
  readonly title: string;
  readonly command: TaskEntryRow["command"];
  readonly occurredAt: number;
  readonly toldBy: string;
  readonly toldAt: number;
}

/** Entries that wait for the yes of a side in one of these departments, the oldest first; a person's own are not among them. */
export async function loadWaitingEntries(store: Store, sides: { readonly providerIds: readonly string[]; readonly clientIds: readonly string[] }, personId: string, limit: number): Promise<WaitingEntry[]> {
  const { taskEntry: e, task: t } = store.t;
  const { providerIds, clientIds } = sides;
  if (providerIds.length === 0 && clientIds.length === 0) return [];
  const rows = await store.q
    .select({ id: e.id, taskId: e.taskId, title: t.title, externalId: t.externalId, command: e.command, occurredAt: e.occurredAt, toldBy: e.toldBy, toldAt: e.toldAt })
    .from(e)
    .innerJoin(t, eq(t.id, e.taskId))
    .where(
      and(
        eq(e.state, "waiting"),
        or(
          clientIds.length > 0 ? and(eq(e.side, "provider"), inArray(t.clientId, [...clientIds])) : undefined,
          providerIds.length > 0 ? and(eq(e.side, "client"), inArray(t.providerId, [...providerIds])) : undefined,
        ),
      ),
    )
    .orderBy(asc(e.toldAt), asc(e.id))
    .limit(limit + 20);
  return rows.filter((row) => row.toldBy !== personId).slice(0, limit).map(({ externalId, ...row }) => ({ ...row, title: row.title || externalId }));
}
