import { and, asc, count, desc, eq, inArray, isNull, lt, max } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Store, UnauditedWriter, Writer } from "../store.ts";

export type HookInRow = Store["t"]["hookIn"]["$inferSelect"];
export type HookDeliveryRow = Store["t"]["hookDelivery"]["$inferSelect"];

export const insertHookIn = (store: Store, w: Writer, row: HookInRow): Expecting => exactly(1, w.insert(store.t.hookIn).values(row).returning({ id: store.t.hookIn.id }));

/** Changes a hook that is as it was read; one that was changed meanwhile makes the unit stale. */
export function updateHookIn(store: Store, w: Writer, before: Pick<HookInRow, "id" | "rowVersion">, values: Partial<Pick<HookInRow, "mapping" | "disabledAt" | "secret">>): Expecting {
  const { hookIn: h } = store.t;
  return exactly(1, w.update(h).set({ ...values, rowVersion: before.rowVersion + 1 }).where(and(eq(h.id, before.id), eq(h.rowVersion, before.rowVersion))).returning({ id: h.id }));
}

export async function findHookIn(store: Store, id: string): Promise<HookInRow | null> {
  const { hookIn: h } = store.t;
  return (await store.q.select().from(h).where(eq(h.id, id)))[0] ?? null;
}

export interface HookInShown extends HookInRow {
  readonly refused: number;
  readonly lastAt: number | null;
}

/** All hooks, the newest first, with the kept refusals and the time of the last delivery. */
export async function listHooksIn(store: Store): Promise<HookInShown[]> {
  const { hookIn: h, hookDelivery: d } = store.t;
  const [rows, last, refusals] = await Promise.all([
    store.q.select().from(h).orderBy(desc(h.createdAt), desc(h.id)),
    store.q.select({ hookId: d.hookId, at: max(d.receivedAt) }).from(d).groupBy(d.hookId),
    store.q.select({ hookId: d.hookId, n: count() }).from(d).where(eq(d.state, "refused")).groupBy(d.hookId),
  ]);
  const lastOf = new Map(last.map((row) => [row.hookId, row.at === null ? null : Number(row.at)]));
  const refusedOf = new Map(refusals.map((row) => [row.hookId, Number(row.n)]));
  return rows.map((row) => ({ ...row, refused: refusedOf.get(row.id) ?? 0, lastAt: lastOf.get(row.id) ?? null }));
}

/** Takes a delivery by its digest; one that is known touches no row. */
export const takeDelivery = (store: Store, w: UnauditedWriter, row: HookDeliveryRow) =>
  w.insert(store.t.hookDelivery).values(row).onConflictDoNothing().returning({ id: store.t.hookDelivery.id });

export const settleDelivery = (store: Store, w: Writer | UnauditedWriter, id: string, values: Partial<Pick<HookDeliveryRow, "state" | "code" | "detail" | "externalId" | "body">>) =>
  (w as Writer).update(store.t.hookDelivery).set(values).where(eq(store.t.hookDelivery.id, id)).returning({ id: store.t.hookDelivery.id });

/** Forgets a delivery whose work did not end, so that its sender may come again. */
export const dropUnfinished = (store: Store, w: UnauditedWriter, hookId: string, digest: string, before: number) => {
  const { hookDelivery: d } = store.t;
  return w.delete(d).where(and(eq(d.hookId, hookId), eq(d.digest, digest), eq(d.state, "working"), lt(d.receivedAt, before))).returning({ id: d.id });
};

/** Unproven deliveries of a hook, the oldest first: anybody can send them, so only so many are kept. */
export async function listUnproven(store: Store, hookId: string): Promise<string[]> {
  const { hookDelivery: d } = store.t;
  const rows = await store.q.select({ id: d.id }).from(d).where(and(eq(d.hookId, hookId), eq(d.state, "refused"), isNull(d.body))).orderBy(asc(d.receivedAt), asc(d.id));
  return rows.map((row) => row.id);
}

export const dropDeliveries = (store: Store, w: UnauditedWriter, ids: readonly string[]) => w.delete(store.t.hookDelivery).where(inArray(store.t.hookDelivery.id, [...ids])).returning({ id: store.t.hookDelivery.id });

/** Ends what was kept long enough. */
export const dropDeliveriesBefore = (store: Store, w: UnauditedWriter, before: number) => w.delete(store.t.hookDelivery).where(lt(store.t.hookDelivery.receivedAt, before)).returning({ id: store.t.hookDelivery.id });

export async function findDelivery(store: Store, id: string): Promise<HookDeliveryRow | null> {
  const { hookDelivery: d } = store.t;
  return (await store.q.select().from(d).where(eq(d.id, id)))[0] ?? null;
}

/** Deliveries of a hook in one state or all, the newest first, a page of them and how many there are. */
export async function listDeliveries(store: Store, hookId: string, state: HookDeliveryRow["state"] | null, limit: number, offset: number): Promise<{ readonly rows: HookDeliveryRow[]; readonly total: number }> {
  const { hookDelivery: d } = store.t;
  const where = and(eq(d.hookId, hookId), state === null ? undefined : eq(d.state, state));
  const [rows, counted] = await Promise.all([
    store.q.select().from(d).where(where).orderBy(desc(d.receivedAt), desc(d.id)).limit(limit).offset(offset),
    store.q.select({ n: count() }).from(d).where(where),
  ]);
  return { rows, total: Number(counted[0]?.n ?? 0) };
}
