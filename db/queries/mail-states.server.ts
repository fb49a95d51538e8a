import { and, asc, count, desc, eq, inArray, like, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { foldKey } from "#app/domain/names.ts";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, Writer } from "../store.ts";

export type MailState = Store["t"]["outbox"]["$inferSelect"]["state"];
export type BounceRow = Store["t"]["bouncingAddress"]["$inferSelect"];

export interface MailFilter {
  readonly search: string;
  readonly state: MailState | null;
  readonly template: string | null;
  readonly sort: { readonly column: "person" | "created" | "attempts"; readonly descending: boolean };
  readonly limit: number;
  readonly offset: number;
}

export interface MailRow {
  readonly id: string;
  readonly personId: string;
  readonly surname: string;
  readonly givenName: string;
  readonly patronymic: string | null;
  readonly email: string | null;
  readonly template: string;
  readonly state: MailState;
  readonly attempt: number;
  readonly createdAt: number;
  readonly notBefore: number;
  readonly sentAt: number | null;
  /** The server's words about the last try. */
  readonly error: string | null;
}

/** Mails with where each of them is; never what they say. */
export async function listMails(store: Store, filter: MailFilter): Promise<{ rows: MailRow[]; total: number }> {
  const { outbox: o, person: p } = store.t;
  const wanted = foldKey(filter.search).replaceAll(/[%_]/g, "");
  const conditions: (SQL | undefined)[] = [
    filter.state ? eq(o.state, filter.state) : undefined,
    filter.template ? eq(o.template, filter.template) : undefined,
    wanted === "" ? undefined : or(like(p.sortKey, `%${wanted}%`), like(sql`lower(coalesce(${p.email}, ''))`, `%${wanted}%`)),
  ];
  const keys = { person: p.sortKey, created: o.createdAt, attempts: o.attempt } as const;
  const direction = filter.sort.descending ? desc : asc;
  const matching = and(...conditions);
  const [rows, totals] = await Promise.all([
    store.q
      .select({
        id: o.id, personId: p.id, surname: p.surname, givenName: p.givenName, patronymic: p.patronymic, email: p.email, template: o.template, state: o.state, attempt: o.attempt, createdAt: o.createdAt,
        notBefore: o.notBefore, sentAt: o.sentAt, error: o.error,
      })
      .from(o)
      .innerJoin(p, eq(p.id, o.personId))
      .where(matching)
      .orderBy(direction(keys[filter.sort.column]), desc(o.createdAt), asc(o.id))
      .limit(filter.limit)
      .offset(filter.offset),
    store.q.select({ n: count().mapWith(Number) }).from(o).innerJoin(p, eq(p.id, o.personId)).where(matching),
  ]);
  return { rows, total: totals[0]?.n ?? 0 };
}

/** How many mails are in each state. */
export async function countMails(store: Store): Promise<Readonly<Record<MailState, number>>> {
  const { outbox: o } = store.t;
  const rows = await store.q.select({ state: o.state, n: count().mapWith(Number) }).from(o).groupBy(o.state);
  return { waiting: 0, sent: 0, dead: 0, dropped: 0, ...Object.fromEntries(rows.map((row) => [row.state, row.n])) };
}

export async function findMail(store: Store, id: string): Promise<{ readonly id: string; readonly personId: string; readonly state: MailState; readonly email: string | null } | null> {
  const { outbox: o, person: p } = store.t;
  const rows = await store.q.select({ id: o.id, personId: o.personId, state: o.state, email: p.email }).from(o).innerJoin(p, eq(p.id, o.personId)).where(eq(o.id, id));
  return rows[0] ?? null;
}

/** Puts a mail that was given up back into the queue, as new. */
export function queueAgain(store: Store, w: Writer, id: string, now: number): Expecting {
  const { outbox: o } = store.t;
  return exactly(1, w.update(o).set({ state: "waiting", attempt: 0, notBefore: now, leaseUntil: null }).where(and(eq(o.id, id), eq(o.state, "dead"))).returning({ id: o.id }));
}

const folded = (address: string): string => address.toLowerCase();

export async function findBounces(store: Store, addresses: readonly string[]): Promise<BounceRow[]> {
  const { bouncingAddress: b } = store.t;
  return addresses.length === 0 ? [] : store.q.select().from(b).where(inArray(b.address, addresses.map(folded)));
}

/** Addresses that are people's now and cannot be reached. An address that a person no longer has is history. */
export async function countBounces(store: Store): Promise<number> {
  const { bouncingAddress: b, person: p } = store.t;
  const rows = await store.q.select({ n: count().mapWith(Number) }).from(b).innerJoin(p, and(eq(p.id, b.personId), eq(sql`lower(${p.email})`, b.address)));
  return rows[0]?.n ?? 0;
}

/** Notes that an address bounces; the newest words of the server stand. */
export function markBouncing(store: Store, w: Writer, row: BounceRow): Statement {
  const { bouncingAddress: b } = store.t;
  return w
    .insert(b)
    .values({ ...row, address: folded(row.address) })
    .onConflictDoUpdate({ target: b.address, set: { said: row.said } })
    .returning({ address: b.address });
}

/** Lets an address be tried again. */
export function clearBounce(store: Store, w: Writer, address: string): Statement {
  const { bouncingAddress: b } = store.t;
  return w.delete(b).where(eq(b.address, folded(address))).returning({ address: b.address });
}
