import { and, asc, count, desc, eq, gte, inArray, like, lt, or, sql } from "drizzle-orm";
import type { SQLWrapper } from "drizzle-orm";
import { foldKey } from "#app/domain/names.ts";
import type { AuditAction } from "../audit-actions.ts";
import type { Store } from "../store.ts";

/** Entries of the audit log since an instant. */
export async function countAudit(store: Store, since: number): Promise<number> {
  const { audit: a } = store.t;
  return (await store.q.select({ n: count().mapWith(Number) }).from(a).where(gte(a.at, since)))[0]?.n ?? 0;
}

/** Entries of some actions since an instant, the most frequent first. */
export async function countAuditActions(store: Store, since: number, actions: readonly AuditAction[]): Promise<{ action: AuditAction; n: number }[]> {
  const { audit: a } = store.t;
  const rows = await store.q.select({ action: a.action, n: count().mapWith(Number) }).from(a).where(and(gte(a.at, since), inArray(a.action, [...actions]))).groupBy(a.action).orderBy(desc(count()), asc(a.action));
  return rows.flatMap(({ action, n }) => actions.filter((one) => one === action).map((known) => ({ action: known, n })));
}

export interface AuditQuery {
  /** Text in action, entity, entity id or details, or in the name of whoever did it. */
  readonly search: string;
  readonly action: string | null;
  readonly actorKind: "account" | "job" | "cli" | "link" | null;
  /** Epoch ms, half open; null = no bound. */
  readonly from: number | null;
  readonly to: number | null;
  readonly descending: boolean;
  readonly limit: number;
  readonly offset: number;
}

export interface ListedAudit {
  readonly seq: number;
  readonly at: number;
  readonly actorKind: "account" | "job" | "cli" | "link";
  readonly actorId: string;
  readonly address: string | null;
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly rows: number;
  readonly details: string;
}

/** Accounts of the people whose name holds a text. */
function accountsNamed(store: Store, search: string) {
  const { account: c, person: p } = store.t;
  return store.q.select({ id: c.id }).from(c).innerJoin(p, eq(p.id, c.personId)).where(like(p.sortKey, `%${foldKey(search).replace(/[%_\\]/g, "")}%`));
}

/** A page of the audit log in the order of its chain, and how many entries match. */
export async function listAudit(store: Store, query: AuditQuery): Promise<{ rows: ListedAudit[]; total: number }> {
  const { audit: a } = store.t;
  // Actions, entities and ids are written in lower case by the portal itself, so no folding is needed.
  const key = `%${query.search.toLowerCase().replace(/[%_\\]/g, "\\$&")}%`;
  const holds = (column: SQLWrapper) => sql`${column} like ${key} escape '\\'`;
  const where = and(
    query.search === "" ? undefined : or(holds(a.action), holds(a.entity), holds(a.entityId), holds(a.actorId), holds(sql`lower(${a.details})`), inArray(a.actorId, accountsNamed(store, query.search))),
    query.action ? eq(a.action, query.action) : undefined,
    query.actorKind ? eq(a.actorKind, query.actorKind) : undefined,
    query.from === null ? undefined : gte(a.at, query.from),
    query.to === null ? undefined : lt(a.at, query.to),
  );
  const [rows, totals] = await Promise.all([
    store.q
      .select({ seq: a.seq, at: a.at, actorKind: a.actorKind, actorId: a.actorId, address: a.address, action: a.action, entity: a.entity, entityId: a.entityId, rows: a.rows, details: a.details })
      .from(a)
      .where(where)
      .orderBy(query.descending ? desc(a.seq) : asc(a.seq))
      .limit(query.limit)
      .offset(query.offset),
    store.q.select({ n: count().mapWith(Number) }).from(a).where(where),
  ]);
  return { rows, total: totals[0]?.n ?? 0 };
}

/** Names of the people behind accounts that appear in the log. */
export async function loadActorNames(store: Store, accountIds: readonly string[]): Promise<{ accountId: string; surname: string; givenName: string }[]> {
  if (accountIds.length === 0) return [];
  const { account: c, person: p } = store.t;
  return store.q
    .select({ accountId: c.id, surname: p.surname, givenName: p.givenName })
    .from(c)
    .innerJoin(p, eq(p.id, c.personId))
    .where(inArray(c.id, [...new Set(accountIds)]));
}
