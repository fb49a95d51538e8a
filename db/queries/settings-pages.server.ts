import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, like, lte, or, sql } from "drizzle-orm";
import { foldKey } from "#app/domain/names.ts";
import type { Store } from "../store.ts";

export interface AccountListQuery {
  readonly search: string;
  readonly role: "hr" | "arbiter" | "director" | "admin" | "auditor" | null;
  readonly state: "active" | "disabled" | null;
  readonly sort: { readonly column: "name" | "email" | "created"; readonly descending: boolean };
  readonly now: number;
  readonly limit: number;
  readonly offset: number;
}

export interface ListedAccount {
  readonly id: string;
  readonly personId: string;
  readonly email: string;
  readonly surname: string;
  readonly givenName: string;
  readonly isDemo: boolean;
  readonly hasPassword: boolean;
  /** By single sign-on. */
  readonly isLinked: boolean;
  readonly disabledAt: number | null;
  readonly createdAt: number;
}

/** Accounts with their people, one page, and how many match. Never a password hash. */
export async function listAccounts(store: Store, query: AccountListQuery): Promise<{ rows: ListedAccount[]; total: number }> {
  const { account: a, person: p, roleGrant: g } = store.t;
  const key = `%${foldKey(query.search).replace(/[%_\\]/g, "")}%`;
  const holders = query.role
    ? inArray(
        a.personId,
        store.q
          .select({ id: g.personId })
          .from(g)
          .where(and(eq(g.role, query.role), lte(g.from, query.now), or(isNull(g.to), gt(g.to, query.now)))),
      )
    : undefined;
  const where = and(
    query.search === "" ? undefined : or(like(p.sortKey, key), like(a.email, key)),
    query.state === "active" ? isNull(a.disabledAt) : query.state === "disabled" ? isNotNull(a.disabledAt) : undefined,
    holders,
  );
  const column = { name: p.sortKey, email: a.email, created: a.createdAt }[query.sort.column];
  const [rows, totals] = await Promise.all([
    store.q
      .select({ id: a.id, personId: p.id, email: a.email, surname: p.surname, givenName: p.givenName, isDemo: a.isDemo, passwordHash: a.passwordHash, disabledAt: a.disabledAt, createdAt: a.createdAt })
      .from(a)
      .innerJoin(p, eq(p.id, a.personId))
      .where(where)
      .orderBy(query.sort.descending ? desc(column) : asc(column), asc(a.id))
      .limit(query.limit)
      .offset(query.offset),
    store.q.select({ n: count().mapWith(Number) }).from(a).innerJoin(p, eq(p.id, a.personId)).where(where),
  ]);
  const { externalIdentity: e } = store.t;
  const linked = new Set((rows.length === 0 ? [] : await store.q.selectDistinct({ id: e.accountId }).from(e).where(inArray(e.accountId, rows.map((row) => row.id).slice(0, 500)))).map((row) => row.id));
  return { rows: rows.map(({ passwordHash, ...row }) => ({ ...row, hasPassword: passwordHash !== null, isLinked: linked.has(row.id) })), total: totals[0]?.n ?? 0 };
}

/** Roles that people hold at an instant, and the departments they head or stand in for on a date. */
export async function loadRolesOf(store: Store, personIds: readonly string[], now: number, today: string): Promise<{ personId: string; role: string; since: number | null }[]> {
  if (personIds.length === 0) return [];
  const { roleGrant: g, departmentPost: d } = store.t;
  const [grants, posts] = await Promise.all([
    store.q.select({ personId: g.personId, role: g.role, since: g.from }).from(g).where(and(inArray(g.personId, [...personIds]), lte(g.from, now), or(isNull(g.to), gt(g.to, now)))).orderBy(asc(g.personId), asc(g.from)),
    store.q.selectDistinct({ personId: d.personId, role: d.post }).from(d).where(and(inArray(d.personId, [...personIds]), lte(d.from, today), or(isNull(d.to), gt(d.to, today)))),
  ]);
  return [...posts.map((row) => ({ ...row, since: null })), ...grants];
}

export interface PolicyRow {
  readonly id: string;
  readonly from: string;
  readonly policy: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
}

/** All versions of the score policy, newest first. */
export async function loadPolicies(store: Store): Promise<PolicyRow[]> {
  const { scorePolicy: s } = store.t;
  return store.q.select().from(s).orderBy(desc(s.from));
}

/** How much there is: what the page about this installation shows. */
export async function countThings(store: Store): Promise<Record<"people" | "departments" | "products" | "agreements" | "tasks" | "audit", number>> {
  const { person, department, product, agreement, task, audit } = store.t;
  const n = async (rows: PromiseLike<{ n: number }[]>) => (await rows)[0]?.n ?? 0;
  const [people, departments, products, agreements, tasks, entries] = await Promise.all([
    n(store.q.select({ n: count().mapWith(Number) }).from(person)),
    n(store.q.select({ n: count().mapWith(Number) }).from(department)),
    n(store.q.select({ n: count().mapWith(Number) }).from(product)),
    n(store.q.select({ n: count().mapWith(Number) }).from(agreement)),
    n(store.q.select({ n: count().mapWith(Number) }).from(task)),
    n(store.q.select({ n: count().mapWith(Number) }).from(audit)),
  ]);
  return { people, departments, products, agreements, tasks, audit: entries };
}

/** The newest migration that this database has; the ledger is no table of the schema. */
export async function loadNewestMigration(store: Store): Promise<string | null> {
  const rows = await store.q.select({ id: sql<string>`id` }).from(sql`migration`).orderBy(sql`id desc`).limit(1);
  return rows[0]?.id ?? null;
}
