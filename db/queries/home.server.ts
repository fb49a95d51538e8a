import { and, asc, count, desc, eq, gt, gte, inArray, isNotNull, isNull, lte, ne, or, sql, sum } from "drizzle-orm";
import { isUndelivered } from "../schema/work.ts";
import type { Store } from "../store.ts";

export interface UrgentTask {
  readonly id: string;
  readonly title: string;
  readonly externalId: string;
  readonly providerId: string;
  readonly clientId: string;
  readonly assigneeId: string | null;
  readonly state: Store["t"]["task"]["$inferSelect"]["state"];
  readonly outcome: Store["t"]["task"]["$inferSelect"]["outcome"];
  readonly dueAt: number | null;
}

/** Whose tasks: those a provider works on, a client waits for, or a person is responsible for. */
export type TaskSide = { readonly providerIds: readonly string[] } | { readonly clientIds: readonly string[] } | { readonly assigneeId: string };

function sideOf(store: Store, side: TaskSide) {
  const { task: t } = store.t;
  if ("providerIds" in side) return inArray(t.providerId, [...side.providerIds]);
  if ("clientIds" in side) return inArray(t.clientId, [...side.clientIds]);
  return eq(t.assigneeId, side.assigneeId);
}

const shownTask = (store: Store) => {
  const { task: t } = store.t;
  return { id: t.id, title: t.title, externalId: t.externalId, providerId: t.providerId, clientId: t.clientId, assigneeId: t.assigneeId, state: t.state, outcome: t.outcome, dueAt: t.dueAt };
};

/** Undelivered tasks that can still be saved (at risk, or due by an instant), the earliest first; then late ones, the latest first. */
export async function loadUrgentTasks(store: Store, side: TaskSide, now: number, until: number, limit: number): Promise<UrgentTask[]> {
  const { task: t } = store.t;
  const open = and(sideOf(store, side), isUndelivered(t.state));
  const [soon, late] = await Promise.all([
    store.q
      .select(shownTask(store))
      .from(t)
      .where(and(open, gt(t.dueAt, now), or(lte(t.dueAt, until), eq(t.outcome, "at_risk"))))
      .orderBy(asc(t.dueAt), asc(t.id))
      .limit(limit),
    loadLate(store, side, now, limit),
  ]);
  return [...soon, ...late].slice(0, limit);
}

/** Undelivered tasks past their due instant, the latest due first. */
export async function loadLate(store: Store, side: TaskSide, now: number, limit: number): Promise<UrgentTask[]> {
  const { task: t } = store.t;
  return store.q.select(shownTask(store)).from(t).where(and(sideOf(store, side), isUndelivered(t.state), lte(t.dueAt, now))).orderBy(desc(t.dueAt), asc(t.id)).limit(limit);
}

/** How many undelivered tasks of a side are past their due instant, at risk, and open at all. */
export async function countUndelivered(store: Store, side: TaskSide, now: number): Promise<{ late: number; atRisk: number; open: number }> {
  const { task: t } = store.t;
  const open = and(sideOf(store, side), isUndelivered(t.state));
  const [all, late, atRisk] = await Promise.all([
    store.q.select({ n: count().mapWith(Number) }).from(t).where(open),
    store.q.select({ n: count().mapWith(Number) }).from(t).where(and(open, lte(t.dueAt, now))),
    store.q.select({ n: count().mapWith(Number) }).from(t).where(and(open, eq(t.outcome, "at_risk"), gt(t.dueAt, now))),
  ]);
  return { open: all[0]?.n ?? 0, late: late[0]?.n ?? 0, atRisk: atRisk[0]?.n ?? 0 };
}

/** Undelivered tasks that departments wait for, the earliest due first; without a due date last. */
export async function loadOpenRequests(store: Store, clientIds: readonly string[], limit: number): Promise<UrgentTask[]> {
  const { task: t } = store.t;
  const open = and(inArray(t.clientId, [...clientIds]), isUndelivered(t.state));
  const dated = await store.q.select(shownTask(store)).from(t).where(and(open, isNotNull(t.dueAt))).orderBy(asc(t.dueAt), asc(t.id)).limit(limit);
  if (dated.length >= limit) return dated;
  const undated = await store.q.select(shownTask(store)).from(t).where(and(open, isNull(t.dueAt))).orderBy(asc(t.requestedAt), asc(t.id)).limit(limit - dated.length);
  return [...dated, ...undated];
}

/**
 * What was delivered and waits for a client's word. Few windows are open at any time, so they are walked, whoever's they are; an index of the
 * clients would lead through everything that was ever delivered to them. The empty text keeps the planner from that one.
 */
export function waitsForWord(store: Store, clientIds: readonly string[], now: number) {
  const { task: t } = store.t;
  return and(gt(t.acceptUntil, now), eq(t.state, "delivered"), inArray(sql`${t.clientId} || ''`, [...clientIds]));
}

/** Delivered tasks whose acceptance window is still open: silence will accept them. */
export async function loadToAccept(store: Store, clientIds: readonly string[], now: number, limit: number): Promise<{ id: string; title: string; externalId: string; providerId: string; seq: number; deliveredAt: number; acceptUntil: number }[]> {
  const { task: t } = store.t;
  const rows = await store.q
    .select({ id: t.id, title: t.title, externalId: t.externalId, providerId: t.providerId, seq: t.seq, deliveredAt: t.deliveredAt, acceptUntil: t.acceptUntil })
    .from(t)
    .where(waitsForWord(store, clientIds, now))
    .orderBy(asc(t.acceptUntil), asc(t.id))
    .limit(limit);
  return rows.map((row) => ({ ...row, deliveredAt: row.deliveredAt ?? 0, acceptUntil: row.acceptUntil ?? 0 }));
}

export async function countToAccept(store: Store, clientIds: readonly string[], now: number): Promise<number> {
  const { task: t } = store.t;
  const rows = await store.q.select({ n: count().mapWith(Number) }).from(t).where(waitsForWord(store, clientIds, now));
  return rows[0]?.n ?? 0;
}

/** Expected deliveries of some obligations whose window has not passed and that nothing has met yet, the earliest first. */
export async function loadExpected(store: Store, keys: readonly string[], now: number, until: number, limit: number): Promise<{ obligationKey: string; scheduledOn: string; dueAt: number; windowTo: number }[]> {
  if (keys.length === 0) return [];
  const { occurrence: o } = store.t;
  return store.q
    .select({ obligationKey: o.obligationKey, scheduledOn: o.scheduledOn, dueAt: o.dueAt, windowTo: o.windowTo })
    .from(o)
    .where(and(inArray(o.obligationKey, [...keys]), isNull(o.taskId), or(isNull(o.change), ne(o.change, "waived")), gte(o.windowTo, now), lte(o.dueAt, until)))
    .orderBy(asc(o.dueAt), asc(o.obligationKey))
    .limit(limit);
}

/** Disputes that are not decided, the earliest deadline first: all of them, or those about the work of some departments. */
export async function loadOpenDisputes(store: Store, departmentIds: readonly string[] | "all", limit: number): Promise<{ id: string; period: string; subject: string; reason: string; decideBy: number; departmentId: string }[]> {
  const { dispute: d } = store.t;
  return store.q
    .select({ id: d.id, period: d.period, subject: d.subject, reason: d.reason, decideBy: d.decideBy, departmentId: d.departmentId })
    .from(d)
    .where(and(inArray(d.state, ["open", "carried"]), departmentIds === "all" ? undefined : and(ne(d.subject, "bonus"), inArray(d.departmentId, [...departmentIds]))))
    .orderBy(asc(d.decideBy), asc(d.id))
    .limit(limit);
}

export async function countPendingCorrections(store: Store): Promise<{ period: string; n: number }[]> {
  const { correction: c } = store.t;
  return store.q.select({ period: c.period, n: count().mapWith(Number) }).from(c).where(eq(c.state, "pending")).groupBy(c.period).orderBy(asc(c.period));
}

/** Items of some months that cannot be measured, by month: the data gaps before closing. */
export async function countUnmeasurable(store: Store, months: readonly string[]): Promise<{ period: string; n: number }[]> {
  if (months.length === 0) return [];
  const { tally: y } = store.t;
  return store.q
    .select({ period: y.period, n: sum(y.n).mapWith(Number) })
    .from(y)
    .where(and(inArray(y.period, [...months]), eq(y.standing, "unmeasurable")))
    .groupBy(y.period)
    .orderBy(asc(y.period));
}
