import { and, asc, count, eq, gt, inArray, isNotNull, isNull, lte, or } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";

export interface AccountRow {
  readonly id: string;
  readonly personId: string;
  readonly email: string;
  readonly passwordHash: string | null;
  readonly isDemo: boolean;
  readonly disabledAt: number | null;
}

export async function findAccount(store: Store, by: { readonly id: string } | { readonly email: string }): Promise<AccountRow | null> {
  const { account: a } = store.t;
  const rows = await store.q
    .select({ id: a.id, personId: a.personId, email: a.email, passwordHash: a.passwordHash, isDemo: a.isDemo, disabledAt: a.disabledAt })
    .from(a)
    .where("id" in by ? eq(a.id, by.id) : eq(a.email, by.email));
  return rows[0] ?? null;
}

export function insertAccount(store: Store, w: Writer, row: AccountRow & { readonly createdAt: number }): Expecting {
  return exactly(1, w.insert(store.t.account).values(row).returning({ id: store.t.account.id }));
}

/** Sets the password of an account that is in use. */
export function updatePassword(store: Store, w: Writer, accountId: string, passwordHash: string): Expecting {
  const { account: a } = store.t;
  return exactly(1, w.update(a).set({ passwordHash }).where(and(eq(a.id, accountId), isNull(a.disabledAt))).returning({ id: a.id }));
}

/** Switches an account off (`at` an instant) or on (null); touches nothing when it stands so already. */
export function updateDisabled(store: Store, w: Writer, accountId: string, at: number | null): Expecting {
  const { account: a } = store.t;
  return exactly(1, w.update(a).set({ disabledAt: at }).where(and(eq(a.id, accountId), at === null ? isNotNull(a.disabledAt) : isNull(a.disabledAt))).returning({ id: a.id }));
}

export function insertRoleGrant(store: Store, w: Writer, row: Store["t"]["roleGrant"]["$inferInsert"]): Expecting {
  return exactly(1, w.insert(store.t.roleGrant).values(row).returning({ id: store.t.roleGrant.id }));
}

export interface PersonFacts {
  readonly personId: string;
  readonly surname: string;
  readonly givenName: string;
  readonly patronymic: string | null;
  readonly email: string | null;
  readonly locale: "en" | "ru";
  readonly zone: string;
  readonly roles: readonly { readonly role: "hr" | "arbiter" | "director" | "admin" | "auditor"; readonly from: number }[];
  /** Of the given local date. */
  readonly departmentIds: readonly string[];
  readonly posts: readonly { readonly departmentId: string; readonly post: "head" | "deputy"; readonly scope: readonly string[] }[];
  readonly unread: number;
}

/** A person with what holds at an instant and a local date. */
export async function loadPersonFacts(store: Store, personId: string, now: number, today: string): Promise<PersonFacts | null> {
  const { person: p, roleGrant: g, membership: m, departmentPost: d, notice: n, invitation: i } = store.t;
  const [people, roles, memberships, posts, unread, toRate] = await Promise.all([
    store.q.select().from(p).where(and(eq(p.id, personId), isNull(p.archivedAt))),
    store.q.select({ role: g.role, from: g.from }).from(g).where(and(eq(g.personId, personId), lte(g.from, now), or(isNull(g.to), gt(g.to, now)))).orderBy(asc(g.from)),
    store.q.select({ departmentId: m.departmentId }).from(m).where(and(eq(m.personId, personId), lte(m.from, today), or(isNull(m.to), gt(m.to, today)))),
    store.q.select({ departmentId: d.departmentId, post: d.post, scope: d.scope }).from(d).where(and(eq(d.personId, personId), lte(d.from, today), or(isNull(d.to), gt(d.to, today)))),
    store.q.select({ n: count() }).from(n).where(and(eq(n.personId, personId), isNull(n.readAt))),
    store.q.select({ n: count() }).from(i).where(and(eq(i.personId, personId), eq(i.state, "open"), gt(i.expiresAt, now))),
  ]);
  const found = people[0];
  if (!found) return null;
  return {
    personId, surname: found.surname, givenName: found.givenName, patronymic: found.patronymic, email: found.email, locale: found.locale, zone: found.zone,
    roles, departmentIds: memberships.map((row) => row.departmentId), posts, unread: Number(unread[0]?.n ?? 0) + Number(toRate[0]?.n ?? 0),
  };
}

export interface RoleGrantRow {
  readonly role: "hr" | "arbiter" | "director" | "admin" | "auditor";
  readonly from: number;
  readonly to: number | null;
}

/** All role grants of a person, past ones too, oldest first. */
export async function loadRoleGrants(store: Store, personId: string): Promise<RoleGrantRow[]> {
  const { roleGrant: g } = store.t;
  return store.q.select({ role: g.role, from: g.from, to: g.to }).from(g).where(eq(g.personId, personId)).orderBy(asc(g.from), asc(g.id));
}

/** Accounts in use of people who hold one of the roles at an instant, in the order of their names. */
export async function loadAccountsWithRole(store: Store, roles: readonly RoleGrantRow["role"][], now: number): Promise<{ accountId: string; personId: string; email: string; role: RoleGrantRow["role"] }[]> {
  const { account: a, roleGrant: g } = store.t;
  return store.q
    .select({ accountId: a.id, personId: a.personId, email: a.email, role: g.role })
    .from(g)
    .innerJoin(a, eq(a.personId, g.personId))
    .where(and(inArray(g.role, [...roles]), lte(g.from, now), or(isNull(g.to), gt(g.to, now)), isNull(a.disabledAt)))
    .orderBy(asc(a.email), asc(g.role));
}
