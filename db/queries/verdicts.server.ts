import { and, asc, eq, gt, inArray, isNull, like, lte, ne, notInArray, sql } from "drizzle-orm";
import type { Expecting, Statement, Store, Writer } from "../store.ts";
import { chunks } from "./tasks.server.ts";
import type { TaskRow } from "./tasks.server.ts";

export type VerdictRow = Store["t"]["verdict"]["$inferSelect"];
export type ExcuseRow = Store["t"]["excuse"]["$inferSelect"];
export type CorrectionRow = Store["t"]["correction"]["$inferSelect"];
export type OccurrenceRow = Store["t"]["occurrence"]["$inferSelect"];

/**
 * Tasks with news, or whose verdict the clock may change now. New events set `nextChangeAt` to 0, a new version of
 * their calendar to minus the instant it was saved.
 */
export async function loadTasksDue(store: Store, now: number, limit: number): Promise<TaskRow[]> {
  const { task: t } = store.t;
  return store.q.select().from(t).where(lte(t.nextChangeAt, now)).orderBy(asc(t.nextChangeAt), asc(t.id)).limit(limit);
}

/** How many tasks there are: what a full pass measures its way by. */
export async function countTasks(store: Store): Promise<number> {
  const { task: t } = store.t;
  const rows = await store.q.select({ n: sql<number>`count(*)`.mapWith(Number) }).from(t);
  return rows[0]?.n ?? 0;
}

/** All tasks in the order of their ids, after a cursor: the full pass. */
export async function loadTasksAfter(store: Store, afterId: string, limit: number): Promise<TaskRow[]> {
  const { task: t } = store.t;
  return store.q.select().from(t).where(gt(t.id, afterId)).orderBy(asc(t.id)).limit(limit);
}

export async function loadTasksById(store: Store, ids: readonly string[]): Promise<TaskRow[]> {
  const { task: t } = store.t;
  return store.q.select().from(t).where(store.bulk.isAnyOf(t.id, ids)).orderBy(asc(t.id));
}

/** Verdicts that judge these tasks themselves; an occurrence that one of them was matched to is another item. */
export async function loadVerdictsOfTasks(store: Store, taskIds: readonly string[]): Promise<VerdictRow[]> {
  const { verdict: v } = store.t;
  return store.q.select().from(v).where(and(store.bulk.isAnyOf(v.taskId, taskIds), like(v.item, "t:%")));
}

export async function loadVerdictsOfOccurrences(store: Store, obligationKey: string): Promise<VerdictRow[]> {
  const { verdict: v } = store.t;
  return store.q.select().from(v).where(and(eq(v.obligationKey, obligationKey), like(v.item, "o:%")));
}

/** Excuses that stand, for these items (`t:…`, `o:…`). */
export async function loadExcuses(store: Store, items: readonly string[]): Promise<ExcuseRow[]> {
  const { excuse: e } = store.t;
  return store.q.select().from(e).where(and(store.bulk.isAnyOf(e.item, items), isNull(e.withdrawnAt)));
}

/** Inserts or replaces verdicts by their natural key. */
export function upsertVerdicts(store: Store, w: Writer, rows: readonly VerdictRow[]): Expecting[] {
  return store.bulk.upsert(w, store.t.verdict, ["obligationKey", "item", "cycle", "carry"], rows);
}

export interface TaskJudged {
  readonly id: string;
  readonly seq: number;
  readonly agreementId: string | null;
  readonly versionId: string | null;
  readonly dueAt: number | null;
  readonly outcome: TaskRow["outcome"];
  readonly acceptUntil: number | null;
  readonly nextChangeAt: number | null;
}

/**
 * Notes on tasks what their verdicts say, over the very histories that were judged, and only if nobody asked for one to be
 * judged again since it was loaded with `loadedChangeAt`.
 */
export function markJudged(store: Store, w: Writer, rows: readonly (TaskJudged & { readonly loadedChangeAt: number | null })[]): Expecting[] {
  return store.bulk.update(w, store.t.task, {
    where: ["id", "seq", "nextChangeAt"],
    set: ["agreementId", "versionId", "dueAt", "outcome", "acceptUntil", "nextChangeAt", "evaluatedSeq"],
    rows: rows.map((row) => ({ was: { id: row.id, seq: row.seq, nextChangeAt: row.loadedChangeAt }, now: { ...row, evaluatedSeq: row.seq } })),
  });
}

/** Asks for the tasks of a month to be judged again; `mark` is a negative number that no other asking uses. */
export function askToJudgeMonth(store: Store, w: Writer, month: string, mark: number): Statement {
  const { task: t, verdict: v } = store.t;
  return w.update(t).set({ nextChangeAt: mark }).where(sql`${t.id} in (select ${v.taskId} from ${v} where ${v.period} = ${month})`).returning({ id: t.id });
}

/** Asks for these tasks to be judged again. */
export function askToJudge(store: Store, w: Writer, taskIds: readonly string[], mark: number): Statement[] {
  const { task: t } = store.t;
  return chunks(taskIds, 1000).map((ids) => w.update(t).set({ nextChangeAt: mark }).where(inArray(t.id, ids)).returning({ id: t.id }));
}

/** Promises and recipients that have verdicts in months that take changes; `frozen` are the months that do not. */
export async function loadJudgedLines(store: Store, frozen: readonly string[]): Promise<{ obligationKey: string; versionId: string; recipientId: string }[]> {
  const { verdict: v } = store.t;
  return store.q.selectDistinct({ obligationKey: v.obligationKey, versionId: v.versionId, recipientId: v.recipientId }).from(v).where(and(like(v.item, "t:%"), frozen.length > 0 ? notInArray(v.period, [...frozen]) : undefined));
}

/** Tasks with a verdict of one line in months that take changes, newest request first. */
export async function loadTasksOfLine(store: Store, line: { obligationKey: string; versionId: string; recipientId: string }, frozen: readonly string[]): Promise<string[]> {
  const { verdict: v } = store.t;
  const rows = await store.q
    .selectDistinct({ taskId: v.taskId })
    .from(v)
    .where(
      and(
        eq(v.obligationKey, line.obligationKey), eq(v.versionId, line.versionId), eq(v.recipientId, line.recipientId), like(v.item, "t:%"),
        frozen.length > 0 ? notInArray(v.period, [...frozen]) : undefined,
      ),
    );
  return rows.flatMap((row) => (row.taskId === null ? [] : [row.taskId]));
}

export function insertCorrections(store: Store, w: Writer, rows: readonly CorrectionRow[]): Statement[] {
  const { correction: c } = store.t;
  return chunks(rows).map((part) => w.insert(c).values(part).onConflictDoNothing().returning({ id: c.id }));
}

/** Corrections of these obligations, waiting and decided, the oldest decision first and those that wait last. */
export async function loadCorrectionsOf(store: Store, keys: readonly string[]): Promise<CorrectionRow[]> {
  const { correction: c } = store.t;
  const rows = await store.q.select().from(c).where(inArray(c.obligationKey, [...keys])).orderBy(asc(c.decidedAt), asc(c.createdAt), asc(c.id));
  return [...rows.filter((row) => row.decidedAt !== null), ...rows.filter((row) => row.decidedAt === null)];
}

export function upsertOccurrences(store: Store, w: Writer, rows: readonly OccurrenceRow[]): Statement[] {
  const { occurrence: o } = store.t;
  return chunks(rows).map((part) =>
    w
      .insert(o)
      .values(part)
      .onConflictDoUpdate({
        target: [o.obligationKey, o.scheduledOn],
        set: { versionId: sql`excluded.version_id`, dueAt: sql`excluded.due_at`, windowFrom: sql`excluded.window_from`, windowTo: sql`excluded.window_to`, taskId: sql`excluded.task_id`, change: sql`excluded.change` },
      })
      .returning({ on: o.scheduledOn }),
  );
}

export async function loadOccurrences(store: Store, obligationKey: string): Promise<OccurrenceRow[]> {
  const { occurrence: o } = store.t;
  return store.q.select().from(o).where(eq(o.obligationKey, obligationKey)).orderBy(asc(o.scheduledOn));
}

/** Complete deliveries of a product by task, for the tasks of some departments, after an instant. */
export async function loadDeliveries(store: Store, productId: string, clientIds: readonly string[], after = 0): Promise<{ taskId: string; clientId: string; deliveredAt: number }[]> {
  const { task: t } = store.t;
  const rows = await store.q
    .select({ taskId: t.id, clientId: t.clientId, deliveredAt: t.deliveredAt })
    .from(t)
    .where(and(eq(t.productId, productId), gt(t.deliveredAt, after), ne(t.state, "cancelled"), inArray(t.clientId, [...clientIds])))
    .orderBy(asc(t.deliveredAt), asc(t.id));
  return rows.map((row) => ({ ...row, deliveredAt: row.deliveredAt! }));
}
