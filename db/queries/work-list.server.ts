import { and, asc, count, desc, eq, gte, inArray, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Standing } from "#app/domain/evaluation/verdict.ts";
import type { Names } from "#app/domain/names.ts";
import { isUndelivered } from "../schema/work.ts";
import type { Store } from "../store.ts";
import { waitsForWord } from "./home.server.ts";
import { countTaskSearch, taskSearchCondition, walkTaskSearch } from "./task-search.server.ts";
import type { SearchWalk } from "./task-search.server.ts";
import type { TaskRow } from "./tasks.server.ts";

export const WORK_SORTS = ["requested", "due", "title", "state"] as const;
export type WorkSort = (typeof WORK_SORTS)[number];

/** Saved views: `mine` is what the reader works on, `late` and `risk` are undelivered promises, `to_accept` waits for the client's word. */
export const WORK_VIEWS = ["open", "mine", "risk", "late", "to_accept"] as const;
export type WorkView = (typeof WORK_VIEWS)[number];

/** Whose tasks are read: departments on either side, or all of them. */
export type WorkScope = "all" | readonly string[];

/** The verdicts of some lines in some months: how a figure of a scorecard, or a line of a closing's checklist, opens. */
export interface WorkDoor {
  /** Empty = of every line; then the months say which verdicts are meant. */
  readonly obligationKeys: readonly string[];
  readonly months: readonly string[];
  /** Empty = whatever they count as. */
  readonly standings: readonly Standing[];
  /** Only those whose facts were corrected, or told after the fact and confirmed, since this instant; null = all. */
  readonly editedSince: number | null;
}

export interface WorkFilter {
  /** Words of a title or number; empty = no search. */
  readonly search: string;
  readonly view: WorkView | null;
  /** Who reads: whose tasks `mine` are. */
  readonly personId?: string;
  /** Departments that must stand on one side: what they deliver, or what they are owed. */
  readonly side?: { readonly is: "provider" | "client"; readonly departmentIds: readonly string[] } | null;
  readonly state: TaskRow["state"] | null;
  /** `none` = no agreement was in force. */
  readonly outcome: NonNullable<TaskRow["outcome"]> | "none" | null;
  readonly productId: string | null;
  readonly providerId: string | null;
  readonly clientId: string | null;
  /** Delivered within [from, to); null = whenever. */
  readonly deliveredIn?: { readonly from: number; readonly to: number } | null;
  /** Undelivered and due within [from, to); null = whenever. */
  readonly dueIn?: { readonly from: number; readonly to: number } | null;
  /** What one person still has to deliver, or nobody yet; null = whoever works on it. */
  readonly assignee?: { readonly personId: string | null } | null;
  readonly door: WorkDoor | null;
}

export interface WorkRow {
  /** Task id; of a planned delivery that nobody made, its verdict's item (`o:…`). */
  readonly id: string;
  readonly externalId: string;
  readonly title: string;
  readonly product: Names;
  readonly provider: Names;
  readonly client: Names;
  readonly requestedAt: number | null;
  readonly dueAt: number | null;
  readonly deliveredAt: number | null;
  readonly state: TaskRow["state"] | null;
  readonly outcome: TaskRow["outcome"];
  readonly standing: Standing | null;
  /** The promise that a row of a door is about; null in a list of tasks. */
  readonly obligationKey: string | null;
  readonly agreementId: string | null;
  /** What acting on it from a list depends on; null where the row is no task. */
  readonly acting: { readonly seq: number; readonly providerId: string; readonly clientId: string; readonly requesterId: string | null; readonly assigneeId: string | null } | null;
  /** Something about it was told after the fact and waits for the other side's yes. */
  readonly waits: boolean;
}

/** Whether an entry of a task waits: one look into an index a row. */
const waitsFor = (store: Store) => {
  const { task: t, taskEntry: e } = store.t;
  return sql<number>`case when exists (select 1 from ${e} where ${e.taskId} = ${t.id} and ${e.state} = 'waiting') then 1 else 0 end`.mapWith(Number);
};

async function taskConditions(store: Store, scope: WorkScope, filter: WorkFilter): Promise<(SQL | undefined)[]> {
  const { task: t } = store.t;
  const mine = scope === "all" ? undefined : or(inArray(t.providerId, [...scope]), inArray(t.clientId, [...scope]));
  return [
    mine,
    await taskSearchCondition(store, filter.search),
    filter.state ? eq(t.state, filter.state) : undefined,
    filter.outcome === "none" ? isNull(t.agreementId) : filter.outcome ? eq(t.outcome, filter.outcome) : undefined,
    filter.productId ? eq(t.productId, filter.productId) : undefined,
    filter.providerId ? eq(t.providerId, filter.providerId) : undefined,
    filter.clientId ? eq(t.clientId, filter.clientId) : undefined,
    filter.deliveredIn ? and(gte(t.deliveredAt, filter.deliveredIn.from), lt(t.deliveredAt, filter.deliveredIn.to)) : undefined,
    filter.dueIn ? and(isUndelivered(t.state), gte(t.dueAt, filter.dueIn.from), lt(t.dueAt, filter.dueIn.to)) : undefined,
    filter.assignee ? and(isUndelivered(t.state), filter.assignee.personId === null ? isNull(t.assigneeId) : eq(t.assigneeId, filter.assignee.personId)) : undefined,
    filter.side ? inArray(filter.side.is === "provider" ? t.providerId : t.clientId, [...filter.side.departmentIds]) : undefined,
    filter.view === "open" ? isUndelivered(t.state) : undefined,
    filter.view === "mine" ? and(isUndelivered(t.state), eq(t.assigneeId, filter.personId ?? "")) : undefined,
    filter.view === "risk" ? and(isUndelivered(t.state), eq(t.outcome, "at_risk")) : undefined,
    filter.view === "late" ? and(isUndelivered(t.state), eq(t.outcome, "breached")) : undefined,
    filter.view === "to_accept" ? eq(t.state, "delivered") : undefined,
  ];
}

/** One page of tasks in the order asked for; rows without the value come last. */
export async function listTasks(
  store: Store, scope: WorkScope, filter: WorkFilter, sort: { readonly column: WorkSort; readonly descending: boolean }, page: { readonly limit: number; readonly offset: number },
): Promise<WorkRow[]> {
  if (scope !== "all" && scope.length === 0) return [];
  if (filter.door) return listDoor(store, scope, filter, filter.door, page);
  const { task: t } = store.t;
  const way = sort.descending ? desc : asc;
  const walk = sort.column === "requested" ? walkOf(scope, filter) : null;
  const found = walk && (await walkTaskSearch(store, walk, sort.descending, page));
  if (found) return found.length === 0 ? [] : selectTasks(store, [inArray(t.id, found)], [way(t.requestedAt), way(t.id)], { limit: page.limit, offset: 0 });
  const order = {
    requested: [way(t.requestedAt)],
    due: [asc(sql`${t.dueAt} is null`), way(t.dueAt)],
    title: [way(t.searchKey)],
    state: [way(t.state), desc(t.requestedAt)],
  }[sort.column];
  return selectTasks(store, await taskConditions(store, scope, filter), [...order, way(t.id)], page);
}

/** A search by words and departments alone, which the word index answers by itself; null where something else is asked for too. */
function walkOf(scope: WorkScope, filter: WorkFilter): SearchWalk | null {
  const { search, view, state, outcome, productId, door, side, providerId, clientId, deliveredIn, dueIn, assignee } = filter;
  if (search === "" || view || state || outcome || productId || door || side || deliveredIn || dueIn || assignee) return null;
  return { search, sides: { either: scope === "all" ? null : scope, provider: providerId ? [providerId] : null, client: clientId ? [clientId] : null } };
}

async function selectTasks(store: Store, conditions: readonly (SQL | undefined)[], order: readonly SQL[], page: { readonly limit: number; readonly offset: number }): Promise<WorkRow[]> {
  const { task: t, product: p, department } = store.t;
  const provider = alias(department as never, "provider") as typeof department;
  const client = alias(department as never, "client") as typeof department;
  const rows = await store.q
    .select({
      id: t.id, externalId: t.externalId, title: t.title, product: p.name, provider: provider.name, client: client.name, requestedAt: t.requestedAt, dueAt: t.dueAt,
      deliveredAt: t.deliveredAt, state: t.state, outcome: t.outcome, agreementId: t.agreementId, waits: waitsFor(store),
      acting: { seq: t.seq, providerId: t.providerId, clientId: t.clientId, requesterId: t.requesterId, assigneeId: t.assigneeId },
    })
    .from(t)
    // Outer joins over keys that are never empty: the planner then walks the tasks in their order instead of beginning with the products.
    .leftJoin(p, eq(p.id, t.productId))
    .leftJoin(provider, eq(provider.id, t.providerId))
    .leftJoin(client, eq(client.id, t.clientId))
    .where(and(...conditions))
    .orderBy(...order)
    .limit(page.limit)
    .offset(page.offset);
  return rows.map((row) => ({ ...row, product: row.product ?? {}, provider: row.provider ?? {}, client: row.client ?? {}, standing: null, obligationKey: null, waits: row.waits === 1 }));
}

/** Some tasks as a list shows them, of those that the scope holds. */
export async function listTasksById(store: Store, scope: WorkScope, ids: readonly string[]): Promise<WorkRow[]> {
  if (ids.length === 0 || (scope !== "all" && scope.length === 0)) return [];
  const { task: t } = store.t;
  return selectTasks(store, [inArray(t.id, [...ids]), scope === "all" ? undefined : or(inArray(t.providerId, [...scope]), inArray(t.clientId, [...scope]))], [asc(t.id)], { limit: ids.length, offset: 0 });
}

/** States that a board has a column for; what is accepted or cancelled asks for nothing any more. */
export const BOARD_STATES = ["requested", "in_progress", "paused", "returned", "delivered"] as const;
export type BoardState = (typeof BOARD_STATES)[number];

/**
 * The first cards of each column: what is open by its due instant, what has none behind it; what is delivered by its request, the newest
 * first. One more than `limit` says that there are more.
 */
export async function loadBoard(store: Store, scope: WorkScope, filter: WorkFilter, limit: number): Promise<Record<BoardState, WorkRow[]>> {
  const columns = await Promise.all(BOARD_STATES.map(async (state): Promise<[BoardState, WorkRow[]]> => [state, await loadColumn(store, scope, filter, state, limit + 1)]));
  return Object.fromEntries(columns) as Record<BoardState, WorkRow[]>;
}

async function loadColumn(store: Store, scope: WorkScope, filter: WorkFilter, state: BoardState, limit: number): Promise<WorkRow[]> {
  if ((scope !== "all" && scope.length === 0) || (filter.state !== null && filter.state !== state)) return [];
  const { task: t } = store.t;
  const where = await taskConditions(store, scope, { ...filter, state });
  if (state === "delivered") return selectTasks(store, where, [desc(t.requestedAt), desc(t.id)], { limit, offset: 0 });
  const dated = await selectTasks(store, [...where, isUndelivered(t.state), isNotNull(t.dueAt)], [asc(t.dueAt), asc(t.id)], { limit, offset: 0 });
  if (dated.length >= limit) return dated;
  return [...dated, ...(await selectTasks(store, [...where, isUndelivered(t.state), isNull(t.dueAt)], [asc(t.requestedAt), asc(t.id)], { limit: limit - dated.length, offset: 0 }))];
}

/** How many rows there are, counted up to `most`: a list says "more than", it does not read a million rows. */
export async function countTasks(store: Store, scope: WorkScope, filter: WorkFilter, most: number): Promise<number> {
  if (scope !== "all" && scope.length === 0) return 0;
  const { task: t, verdict: v } = store.t;
  if (filter.door) {
    const { obligation: o, agreement: a } = store.t;
    const rows = await store.q
      .select({ n: count().mapWith(Number) })
      .from(v)
      .innerJoin(o, and(eq(o.versionId, v.versionId), eq(o.key, v.obligationKey)))
      .innerJoin(a, eq(a.id, o.agreementId))
      .leftJoin(t, eq(t.id, v.taskId))
      .where(and(...(await doorConditions(store, scope, filter, filter.door))));
    return rows[0]?.n ?? 0;
  }
  const walk = walkOf(scope, filter);
  const found = walk && (await countTaskSearch(store, walk, most));
  if (found !== null) return found;
  const some = store.q.select({ id: t.id }).from(t).where(and(...(await taskConditions(store, scope, filter)))).limit(most).as("some");
  const rows = await store.q.select({ n: count().mapWith(Number) }).from(some);
  return rows[0]?.n ?? 0;
}

async function doorConditions(store: Store, scope: WorkScope, filter: WorkFilter, door: WorkDoor): Promise<(SQL | undefined)[]> {
  const { verdict: v, agreement: a, task: t } = store.t;
  return [
    door.obligationKeys.length > 0 ? inArray(v.obligationKey, [...door.obligationKeys]) : undefined,
    door.editedSince === null ? undefined : editedSince(store, door.editedSince),
    door.months.length > 0 ? inArray(v.period, [...door.months]) : undefined,
    door.standings.length > 0 ? inArray(v.standing, [...door.standings]) : undefined,
    scope === "all" ? undefined : or(inArray(a.providerId, [...scope]), inArray(v.recipientId, [...scope])),
    await taskSearchCondition(store, filter.search),
    filter.state ? eq(t.state, filter.state) : undefined,
    filter.clientId ? eq(v.recipientId, filter.clientId) : undefined,
  ];
}

/** Verdicts of tasks whose facts somebody corrected, or told after the fact with the other side's yes, since an instant. */
function editedSince(store: Store, since: number): SQL | undefined {
  const { verdict: v, taskEvent: e, taskEntry: n } = store.t;
  const corrected = store.q.select({ id: e.taskId }).from(e).where(and(sql`${e.type} = 'corrected'`, gte(e.receivedAt, since)));
  const told = store.q.select({ id: n.taskId }).from(n).where(and(eq(n.state, "confirmed"), gte(n.answeredAt, since)));
  return or(inArray(v.taskId, corrected), inArray(v.taskId, told));
}

/** Verdicts of the door's lines with their tasks; a planned delivery without one is a row too. */
async function listDoor(store: Store, scope: WorkScope, filter: WorkFilter, door: WorkDoor, page: { readonly limit: number; readonly offset: number }): Promise<WorkRow[]> {
  const { verdict: v, task: t, obligation: o, agreement: a, product: p, department } = store.t;
  const provider = alias(department as never, "provider") as typeof department;
  const client = alias(department as never, "client") as typeof department;
  const rows = await store.q
    .select({
      taskId: t.id, item: v.item, externalId: t.externalId, title: t.title, product: p.name, provider: provider.name, client: client.name, requestedAt: t.requestedAt, dueAt: v.dueAt,
      deliveredAt: t.deliveredAt, state: t.state, outcome: v.outcome, standing: v.standing, obligationKey: v.obligationKey, agreementId: o.agreementId,
    })
    .from(v)
    .innerJoin(o, and(eq(o.versionId, v.versionId), eq(o.key, v.obligationKey)))
    .innerJoin(a, eq(a.id, o.agreementId))
    .innerJoin(p, eq(p.id, o.productId))
    .innerJoin(provider, eq(provider.id, a.providerId))
    .innerJoin(client, eq(client.id, v.recipientId))
    .leftJoin(t, eq(t.id, v.taskId))
    .where(and(...(await doorConditions(store, scope, filter, door))))
    .orderBy(desc(sql`coalesce(${v.fallsDueAt}, ${v.dueAt}, 0)`), asc(v.item), asc(v.obligationKey), asc(v.cycle), asc(v.carry))
    .limit(page.limit)
    .offset(page.offset);
  return rows.map(({ taskId, item, ...row }) => ({ ...row, id: taskId ?? item, externalId: row.externalId ?? item.slice(2), title: row.title ?? "", acting: null, waits: false }));
}

/** Promises of a month by standing, from the kept counts: of departments on either side, or of all. */
export async function countPromises(store: Store, month: string, scope: WorkScope): Promise<Partial<Record<Standing, number>>> {
  if (scope !== "all" && scope.length === 0) return {};
  const { tally: y, obligation: o, agreement: a } = store.t;
  const given = scope === "all" ? undefined : store.q.select({ key: o.key }).from(o).innerJoin(a, eq(a.id, o.agreementId)).where(inArray(a.providerId, [...scope]));
  const rows = await store.q
    .select({ standing: y.standing, n: sql`sum(${y.n})`.mapWith(Number) })
    .from(y)
    .where(and(eq(y.period, month), scope === "all" ? undefined : or(inArray(y.recipientId, [...scope]), inArray(y.obligationKey, given!))))
    .groupBy(y.standing);
  return Object.fromEntries(rows.map((row) => [row.standing, row.n]));
}

/** Names of the lines behind a door in the order asked for, each as its newest version has it; unknown ones are left out. */
export async function findLineNames(store: Store, obligationKeys: readonly string[]): Promise<Names[]> {
  if (obligationKeys.length === 0) return [];
  const { obligation: o, agreementVersion: v } = store.t;
  const rows = await store.q.select({ key: o.key, name: o.name }).from(o).innerJoin(v, eq(v.id, o.versionId)).where(inArray(o.key, [...obligationKeys])).orderBy(asc(v.number));
  const newest = new Map(rows.map((row) => [row.key, row.name]));
  return obligationKeys.flatMap((key) => newest.get(key) ?? []);
}

/** Delivered tasks that a person asked for and that wait for a word, the most urgent first. */
export async function loadToAccept(store: Store, personId: string, clientIds: readonly string[], now: number, limit: number): Promise<{ id: string; title: string; deliveredAt: number; acceptUntil: number }[]> {
  if (clientIds.length === 0) return [];
  const { task: t } = store.t;
  const rows = await store.q
    .select({ id: t.id, title: t.title, deliveredAt: t.deliveredAt, acceptUntil: t.acceptUntil })
    .from(t)
    .where(and(waitsForWord(store, clientIds, now), eq(t.requesterId, personId)))
    .orderBy(asc(t.acceptUntil), asc(t.id))
    .limit(limit);
  return rows.map((row) => ({ ...row, deliveredAt: row.deliveredAt!, acceptUntil: row.acceptUntil! }));
}

/** One counted delivery of a line and whether it was kept. */
export interface JudgedDelivery {
  readonly taskId: string;
  readonly externalId: string;
  readonly title: string;
  readonly requestedAt: number;
  readonly deliveredAt: number | null;
  readonly dueAt: number | null;
  readonly standing: Standing;
}

/** The first verdicts of a line's tasks that were kept or not, in some months, the newest due first; `recipientId`: only of what that department got. Excused and void ones tell nothing about causes. */
export async function loadJudgedDeliveries(store: Store, obligationKey: string, months: readonly string[], limit: number, recipientId?: string): Promise<JudgedDelivery[]> {
  const { verdict: v, task: t } = store.t;
  return store.q
    .select({ taskId: t.id, externalId: t.externalId, title: t.title, requestedAt: t.requestedAt, deliveredAt: t.deliveredAt, dueAt: v.dueAt, standing: v.standing })
    .from(v)
    .innerJoin(t, eq(t.id, v.taskId))
    .where(and(eq(v.obligationKey, obligationKey), inArray(v.period, [...months]), inArray(v.standing, ["met", "breached"]), eq(v.cycle, 0), eq(v.carry, 0), recipientId === undefined ? undefined : eq(v.recipientId, recipientId)))
    .orderBy(desc(v.dueAt), asc(t.id))
    .limit(limit);
}
