import { and, asc, gte, inArray, lt } from "drizzle-orm";
import type { DueTask } from "#app/domain/task/agenda.ts";
import { isUndelivered } from "../schema/work.ts";
import type { Store } from "../store.ts";
import type { UrgentTask } from "./home.server.ts";

/** A task of the week with the history that its row was drawn from. */
export interface WeekTask extends UrgentTask {
  readonly seq: number;
}

/** What departments still have to deliver and what falls due within [from, to), the earliest first. */
export async function loadDueWithin(store: Store, providerIds: readonly string[], from: number, to: number, limit: number): Promise<WeekTask[]> {
  const { task: t } = store.t;
  return store.q
    .select({ id: t.id, title: t.title, externalId: t.externalId, providerId: t.providerId, clientId: t.clientId, assigneeId: t.assigneeId, state: t.state, outcome: t.outcome, dueAt: t.dueAt, seq: t.seq })
    .from(t)
    .where(and(inArray(t.providerId, [...providerIds]), isUndelivered(t.state), gte(t.dueAt, from), lt(t.dueAt, to)))
    .orderBy(asc(t.dueAt), asc(t.id))
    .limit(limit);
}

/** Who works on what falls due before an instant, late work included, the earliest first and no more than `limit`: enough to count a load. */
export async function loadDueLoad(store: Store, providerIds: readonly string[], to: number, limit: number): Promise<DueTask[]> {
  const { task: t } = store.t;
  const rows = await store.q
    .select({ dueAt: t.dueAt, assigneeId: t.assigneeId })
    .from(t)
    .where(and(inArray(t.providerId, [...providerIds]), isUndelivered(t.state), lt(t.dueAt, to)))
    .orderBy(asc(t.dueAt))
    .limit(limit);
  return rows.flatMap(({ dueAt, assigneeId }) => (dueAt === null ? [] : [{ dueAt, assigneeId }]));
}
