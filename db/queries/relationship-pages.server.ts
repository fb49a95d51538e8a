import { and, asc, desc, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { isUndelivered } from "../schema/work.ts";
import type { Store } from "../store.ts";
import type { CaseRow } from "./cases.server.ts";
import type { UrgentTask } from "./home.server.ts";

/** Departments on the two sides of a relationship, each with the teams below it. */
export interface Sides {
  readonly providerIds: readonly string[];
  readonly clientIds: readonly string[];
}

export interface MissedItem {
  readonly obligationKey: string;
  /** `t:` + task id or `o:` + scheduled date. */
  readonly item: string;
  readonly taskId: string | null;
  readonly title: string | null;
  readonly period: string;
  readonly dueAt: number | null;
  readonly deliveredAt: number | null;
  /** Working time in ms; null where lateness is not what was missed, or it is not delivered yet. */
  readonly lateByMs: number | null;
}

/** What was missed last of some lines, the newest first; of all recipients or of these. */
export async function loadMissedItems(store: Store, keys: readonly string[], months: readonly string[], recipientIds: readonly string[] | null, limit: number): Promise<MissedItem[]> {
  if (keys.length === 0 || months.length === 0) return [];
  const { verdict: v, task: t } = store.t;
  return store.q
    .select({ obligationKey: v.obligationKey, item: v.item, taskId: v.taskId, title: t.title, period: v.period, dueAt: v.dueAt, deliveredAt: t.deliveredAt, lateByMs: v.lateByMs })
    .from(v)
    .leftJoin(t, eq(t.id, v.taskId))
    .where(and(inArray(v.period, [...months]), inArray(v.obligationKey, [...keys]), eq(v.standing, "breached"), eq(v.carry, 0), recipientIds === null ? undefined : inArray(v.recipientId, [...recipientIds])))
    .orderBy(desc(sql`coalesce(${v.fallsDueAt}, ${v.dueAt}, 0)`), asc(v.obligationKey), asc(v.item), asc(v.cycle))
    .limit(limit);
}

/** Undelivered tasks between two sides: the earliest due first, those without a due instant last; one more than `limit` says that there are more. */
export async function loadOpenBetween(store: Store, { providerIds, clientIds }: Sides, limit: number): Promise<UrgentTask[]> {
  const { task: t } = store.t;
  return store.q
    .select({ id: t.id, title: t.title, externalId: t.externalId, providerId: t.providerId, clientId: t.clientId, assigneeId: t.assigneeId, state: t.state, outcome: t.outcome, dueAt: t.dueAt })
    .from(t)
    .where(and(inArray(t.clientId, [...clientIds]), inArray(t.providerId, [...providerIds]), isUndelivered(t.state)))
    .orderBy(asc(sql`${t.dueAt} is null`), asc(t.dueAt), asc(t.id))
    .limit(limit + 1);
}

/** Cases of a provider with a client that are not confirmed yet, the earliest due first. */
export async function loadOpenCasesBetween(store: Store, { providerIds, clientIds }: Sides): Promise<CaseRow[]> {
  const { improvementCase: c } = store.t;
  return store.q
    .select()
    .from(c)
    .where(and(inArray(c.providerId, [...providerIds]), inArray(c.clientId, [...clientIds]), ne(c.state, "confirmed")))
    .orderBy(asc(c.dueOn), asc(c.id));
}

/** The reasons that answers by name of 3 and less gave, one row an answer. */
export async function loadNamedReasons(store: Store, { providerIds, clientIds }: Sides, months: readonly string[]): Promise<(readonly string[])[]> {
  const { answer: a, invitation: i } = store.t;
  const rows = await store.q
    .select({ reasons: a.reasons })
    .from(i)
    .innerJoin(a, and(eq(a.invitationId, i.id), eq(a.isCurrent, true), eq(a.statisticsOnly, false), isNull(a.voidedAt)))
    .where(and(inArray(i.period, [...months]), inArray(i.providerId, [...providerIds]), inArray(i.clientId, [...clientIds]), sql`${a.csat} <= 3`));
  return rows.map((row) => row.reasons);
}
