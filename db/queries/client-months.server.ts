import { and, asc, count, eq, gte, inArray, isNull, lt, or } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Store, Unit, Writer } from "../store.ts";
import type { WorkScope } from "./work-list.server.ts";

export type ClientMonthRow = Store["t"]["clientMonth"]["$inferSelect"];
export type OutsideSupplyRow = Store["t"]["outsideSupply"]["$inferSelect"];

/** Deliveries by provider and client between two instants. Reads every task of them: for the nightly pass. */
export async function countDeliveriesByClient(store: Store, from: number, to: number): Promise<{ providerId: string; clientId: string; deliveries: number }[]> {
  const { task: t } = store.t;
  return store.q
    .select({ providerId: t.providerId, clientId: t.clientId, deliveries: count().mapWith(Number) })
    .from(t)
    .where(and(gte(t.deliveredAt, from), lt(t.deliveredAt, to)))
    .groupBy(t.providerId, t.clientId);
}

/** Puts newly counted months in the place of those that were kept. */
export function replaceClientMonths(store: Store, w: Writer, months: readonly string[], rows: readonly ClientMonthRow[]): Unit {
  const { clientMonth: c } = store.t;
  return [w.delete(c).where(inArray(c.month, [...months])).returning({ month: c.month }), ...store.bulk.insert(w, c, rows)];
}

/** What was kept of some months, of some providers or of all. */
export async function loadClientMonths(store: Store, months: readonly string[], scope: WorkScope): Promise<ClientMonthRow[]> {
  if (scope !== "all" && scope.length === 0) return [];
  const { clientMonth: c } = store.t;
  return store.q.select().from(c).where(and(inArray(c.month, [...months]), scope === "all" ? undefined : inArray(c.providerId, [...scope]))).orderBy(asc(c.providerId), asc(c.clientId), asc(c.month));
}

/** Marks that hold, of providers or clients in the scope. */
export async function loadOutsideSupplies(store: Store, scope: WorkScope): Promise<OutsideSupplyRow[]> {
  if (scope !== "all" && scope.length === 0) return [];
  const { outsideSupply: o } = store.t;
  return store.q
    .select()
    .from(o)
    .where(and(isNull(o.endedAt), scope === "all" ? undefined : or(inArray(o.providerId, [...scope]), inArray(o.clientId, [...scope]))))
    .orderBy(asc(o.since), asc(o.id));
}

export async function findOutsideSupply(store: Store, id: string): Promise<OutsideSupplyRow | null> {
  const { outsideSupply: o } = store.t;
  return (await store.q.select().from(o).where(eq(o.id, id)))[0] ?? null;
}

export function insertOutsideSupply(store: Store, w: Writer, row: OutsideSupplyRow): Expecting {
  return exactly(1, w.insert(store.t.outsideSupply).values(row).returning({ id: store.t.outsideSupply.id }));
}

export function endOutsideSupply(store: Store, w: Writer, id: string, now: number): Expecting {
  const { outsideSupply: o } = store.t;
  return exactly(1, w.update(o).set({ endedAt: now }).where(and(eq(o.id, id), isNull(o.endedAt))).returning({ id: o.id }));
}
