import { and, asc, count, desc, eq, gt, inArray, isNull, like, lte, ne, or } from "drizzle-orm";
import { foldKey } from "#app/domain/names.ts";
import type { GrantedRole } from "#app/domain/access/actor.ts";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, Writer } from "../store.ts";

export type AccessRequestRow = Store["t"]["accessRequest"]["$inferSelect"];

export function insertAccessRequest(store: Store, w: Writer, row: AccessRequestRow): Expecting {
  const { accessRequest: r } = store.t;
  return exactly(1, w.insert(r).values(row).returning({ id: r.id }));
}

export async function findAccessRequest(store: Store, id: string): Promise<AccessRequestRow | null> {
  const { accessRequest: r } = store.t;
  return (await store.q.select().from(r).where(eq(r.id, id)))[0] ?? null;
}

/** What waits for a second person, the longest waiting first. */
export async function loadWaitingRequests(store: Store, personId?: string): Promise<AccessRequestRow[]> {
  const { accessRequest: r } = store.t;
  return store.q.select().from(r).where(and(eq(r.state, "waiting"), personId === undefined ? undefined : eq(r.personId, personId))).orderBy(asc(r.askedAt), asc(r.id));
}

/** Decides a request that still waits; touches nothing when somebody else decided it meanwhile. */
export function decideRequest(store: Store, w: Writer, id: string, decision: { readonly state: "confirmed" | "refused" | "withdrawn"; readonly decidedBy: string; readonly decidedAt: number }): Expecting {
  const { accessRequest: r } = store.t;
  return exactly(1, w.update(r).set(decision).where(and(eq(r.id, id), eq(r.state, "waiting"))).returning({ id: r.id }));
}

/** Requests that were not granted, newest first: the part of the history that no grant tells. */
export async function loadTurnedDown(store: Store, limit: number): Promise<AccessRequestRow[]> {
  const { accessRequest: r } = store.t;
  return store.q.select().from(r).where(inArray(r.state, ["refused", "withdrawn"])).orderBy(desc(r.decidedAt), desc(r.id)).limit(limit);
}

/** Empties the words of what was asked for a person. */
export function clearReasons(store: Store, w: Writer, personId: string): Statement {
  const { accessRequest: r } = store.t;
  return w.update(r).set({ reason: "" }).where(eq(r.personId, personId)).returning({ id: r.id });
}

export interface GrantRow {
  readonly id: string;
  readonly personId: string;
  readonly role: GrantedRole;
  readonly from: number;
  readonly to: number | null;
  readonly grantedBy: string | null;
  readonly confirmedBy: string | null;
  readonly endedBy: string | null;
}

export interface GrantQuery {
  readonly search: string;
  readonly role: GrantedRole | null;
  /** `held` = now or from a later day on. */
  readonly state: "held" | "ended" | null;
  readonly now: number;
  readonly sort: { readonly column: "name" | "from"; readonly descending: boolean };
  readonly limit: number;
  readonly offset: number;
}

/** Grants with the names of their people, one page, and how many match. */
export async function listGrants(store: Store, query: GrantQuery): Promise<{ rows: (GrantRow & { surname: string; givenName: string; patronymic: string | null })[]; total: number }> {
  const { roleGrant: g, person: p } = store.t;
  const key = `%${foldKey(query.search).replace(/[%_\\]/g, "")}%`;
  const isHeld = or(isNull(g.to), gt(g.to, query.now));
  const where = and(
    query.search === "" ? undefined : like(p.sortKey, key),
    query.role === null ? undefined : eq(g.role, query.role),
    // A grant that was taken back before it began never held.
    query.state === "held" ? isHeld : query.state === "ended" ? lte(g.to, query.now) : undefined,
  );
  const column = { name: p.sortKey, from: g.from }[query.sort.column];
  const [rows, totals] = await Promise.all([
    store.q
      .select({ id: g.id, personId: g.personId, role: g.role, from: g.from, to: g.to, grantedBy: g.grantedBy, confirmedBy: g.confirmedBy, endedBy: g.endedBy, surname: p.surname, givenName: p.givenName, patronymic: p.patronymic })
      .from(g)
      .innerJoin(p, eq(p.id, g.personId))
      .where(where)
      .orderBy(query.sort.descending ? desc(column) : asc(column), asc(g.from), asc(g.id))
      .limit(query.limit)
      .offset(query.offset),
    store.q.select({ n: count().mapWith(Number) }).from(g).innerJoin(p, eq(p.id, g.personId)).where(where),
  ]);
  return { rows, total: totals[0]?.n ?? 0 };
}

export async function findGrant(store: Store, id: string): Promise<GrantRow | null> {
  const { roleGrant: g } = store.t;
  return (await store.q.select({ id: g.id, personId: g.personId, role: g.role, from: g.from, to: g.to, grantedBy: g.grantedBy, confirmedBy: g.confirmedBy, endedBy: g.endedBy }).from(g).where(eq(g.id, id)))[0] ?? null;
}

/** Ends a grant that is not over yet; touches nothing otherwise. */
export function endGrant(store: Store, w: Writer, id: string, now: number, endedBy: string): Expecting {
  const { roleGrant: g } = store.t;
  return exactly(1, w.update(g).set({ to: now, endedBy }).where(and(eq(g.id, id), or(isNull(g.to), gt(g.to, now)))).returning({ id: g.id }));
}

/** Whether another grant of the role than this one holds now, in an account that is in use. */
export async function isRoleHeldByOthers(store: Store, role: GrantedRole, exceptPersonId: string, now: number): Promise<boolean> {
  const { roleGrant: g, account: a } = store.t;
  const rows = await store.q
    .select({ id: g.id })
    .from(g)
    .innerJoin(a, eq(a.personId, g.personId))
    .where(and(eq(g.role, role), ne(g.personId, exceptPersonId), lte(g.from, now), or(isNull(g.to), gt(g.to, now)), isNull(a.disabledAt)))
    .limit(1);
  return rows.length > 0;
}

/** Whether nobody holds any granted role yet, nor will: an installation that is being set up. */
export async function isWithoutRoles(store: Store, now: number): Promise<boolean> {
  const { roleGrant: g } = store.t;
  return (await store.q.select({ id: g.id }).from(g).where(or(isNull(g.to), gt(g.to, now))).limit(1)).length === 0;
}

