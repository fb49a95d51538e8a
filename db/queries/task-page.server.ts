import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { TaskEvent } from "#app/domain/evaluation/task-event.ts";
import type { Reason } from "#app/domain/evaluation/verdict.ts";
import type { Names } from "#app/domain/names.ts";
import type { Expecting, Store, Writer } from "../store.ts";
import { exactly } from "../store.ts";
import type { TaskRow } from "./tasks.server.ts";

export async function findTask(store: Store, id: string): Promise<TaskRow | null> {
  const { task: t } = store.t;
  const rows = await store.q.select().from(t).where(eq(t.id, id));
  return rows[0] ?? null;
}

/** An event with where it came from. */
export interface ToldEvent extends TaskEvent {
  readonly seq: number;
  readonly source: string;
  readonly actorId: string | null;
  readonly batchId: string | null;
}

/** A task's history in the order of receipt. */
export async function loadToldEvents(store: Store, taskId: string): Promise<ToldEvent[]> {
  const { taskEvent: e } = store.t;
  return store.q
    .select({
      seq: e.seq, id: e.id, type: e.type, occurredAt: e.occurredAt, receivedAt: e.receivedAt, sourceOrder: e.sourceOrder, payload: e.payload, source: e.source, actorId: e.actorId, batchId: e.batchId,
    })
    .from(e)
    .where(eq(e.taskId, taskId))
    .orderBy(asc(e.seq));
}

export type VerdictOfTask = Store["t"]["verdict"]["$inferSelect"];

/** All verdicts of a task: those that judge it, and planned deliveries that it was matched to. */
export async function loadVerdictsAbout(store: Store, taskId: string): Promise<VerdictOfTask[]> {
  const { verdict: v } = store.t;
  return store.q.select().from(v).where(eq(v.taskId, taskId)).orderBy(asc(v.obligationKey), asc(v.cycle), asc(v.carry));
}

export type DisputeRow = Store["t"]["dispute"]["$inferSelect"];

/** Disputes about verdicts of an item (`t:…`), newest first. */
export async function loadDisputesOfItem(store: Store, item: string): Promise<DisputeRow[]> {
  const { dispute: d } = store.t;
  return store.q.select().from(d).where(and(eq(d.subject, "verdict"), eq(d.item, item))).orderBy(desc(d.createdAt), desc(d.id));
}

export function insertDispute(store: Store, w: Writer, row: DisputeRow): Expecting {
  return exactly(1, w.insert(store.t.dispute).values(row).returning({ id: store.t.dispute.id }));
}

export interface FrozenItem {
  readonly period: string;
  readonly obligationKey: string;
  readonly cycle: number;
  readonly carry: number;
  /** The explanation as it was recorded at closing. */
  readonly reasons: readonly Reason[];
}

/** What closed months hold of an item. */
export async function loadFrozenItems(store: Store, item: string, months: readonly string[]): Promise<FrozenItem[]> {
  if (months.length === 0) return [];
  const { closedItem: c, period: p } = store.t;
  return store.q
    .select({ period: c.period, obligationKey: c.obligationKey, cycle: c.cycle, carry: c.carry, reasons: c.reasons })
    .from(c)
    .innerJoin(p, eq(p.month, c.period))
    .where(and(inArray(c.period, [...months]), eq(c.item, item), eq(p.state, "closed")));
}

export interface RatingOfTask {
  readonly invitationId: string;
  readonly personId: string;
  readonly state: "open" | "answered" | "expired" | "revoked";
  /** Null while there is none, and where the rater chose to count in the statistics only. */
  readonly answer: { readonly csat: number; readonly effort: number | null; readonly reasons: readonly string[]; readonly comment: string; readonly answeredAt: number; readonly voidedBecause: string | null } | null;
}

/** What was asked about a task and what was said by name. A statistics-only answer looks like none. */
export async function loadRatingsOfTask(store: Store, taskId: string): Promise<RatingOfTask[]> {
  const { invitation: i, answer: a } = store.t;
  const rows = await store.q
    .select({
      invitationId: i.id, personId: i.personId, state: i.state, csat: a.csat, effort: a.effort, reasons: a.reasons, comment: a.comment, answeredAt: a.answeredAt, voidedBecause: a.voidedBecause,
    })
    .from(i)
    .leftJoin(a, and(eq(a.invitationId, i.id), eq(a.isCurrent, true), eq(a.statisticsOnly, false)))
    .where(eq(i.taskId, taskId))
    .orderBy(asc(i.createdAt), asc(i.id));
  return rows.map((row) => ({
    invitationId: row.invitationId, personId: row.personId, state: row.state,
    answer:
      row.csat === null ? null : { csat: row.csat, effort: row.effort, reasons: row.reasons ?? [], comment: row.comment ?? "", answeredAt: row.answeredAt!, voidedBecause: row.voidedBecause },
  }));
}

export interface ProductForRequest {
  readonly id: string;
  readonly name: Names;
  readonly providerId: string;
  readonly providerName: Names;
}

/** Everything that may be asked for, provider by provider. */
export async function loadRequestable(store: Store): Promise<ProductForRequest[]> {
  const { product: p, department: d } = store.t;
  const rows = await store.q
    .select({ id: p.id, name: p.name, providerId: p.providerId, providerName: d.name, archivedAt: p.archivedAt })
    .from(p)
    .innerJoin(d, eq(d.id, p.providerId))
    .orderBy(asc(d.sortKey), asc(p.sortKey), asc(p.id));
  return rows.filter((row) => row.archivedAt === null).map(({ archivedAt: _archived, ...row }) => row);
}
