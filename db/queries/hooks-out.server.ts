import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lt, lte, or } from "drizzle-orm";
import { MOST_ATTEMPTS, backOffMs } from "#app/domain/notice/outgoing-hook.ts";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, UnauditedWriter, Writer } from "../store.ts";

export type HookOutRow = Store["t"]["hookOut"]["$inferSelect"];
export type HookMessageRow = Store["t"]["hookMessage"]["$inferSelect"];

export const insertHookOut = (store: Store, w: Writer, row: HookOutRow): Expecting => exactly(1, w.insert(store.t.hookOut).values(row).returning({ id: store.t.hookOut.id }));

/** Switches a subscription; one that stands so already makes the unit stale. */
export function switchHookOutRow(store: Store, w: Writer, id: string, from: number | null, to: number | null): Expecting {
  const { hookOut: h } = store.t;
  return exactly(1, w.update(h).set({ disabledAt: to }).where(and(eq(h.id, id), from === null ? isNull(h.disabledAt) : eq(h.disabledAt, from))).returning({ id: h.id }));
}

export async function loadHooksOut(store: Store): Promise<HookOutRow[]> {
  const { hookOut: h } = store.t;
  return store.q.select().from(h).orderBy(desc(h.createdAt), desc(h.id));
}

/** Subscriptions that are switched on. */
export async function loadActiveHooksOut(store: Store): Promise<HookOutRow[]> {
  const { hookOut: h } = store.t;
  return store.q.select().from(h).where(isNull(h.disabledAt));
}

/** Rows of one insert: far below what either database binds. */
const CHUNK = 500;

/** Queues messages inside the caller's transaction. A key that is there already adds nothing. */
export function queueMessages(store: Store, w: Writer | UnauditedWriter, rows: readonly HookMessageRow[]): Statement[] {
  const { hookMessage: m } = store.t;
  const chunks = Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, n) => rows.slice(n * CHUNK, (n + 1) * CHUNK));
  return chunks.map((chunk) => (w as Writer).insert(m).values([...chunk]).onConflictDoNothing({ target: m.dedupeKey }).returning({ id: m.id }));
}

/** Providers of promises, by the key of the obligation. */
export async function loadProvidersOf(store: Store, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map();
  const { obligation: o, agreement: a } = store.t;
  const rows = await store.q.selectDistinct({ key: o.key, providerId: a.providerId }).from(o).innerJoin(a, eq(a.id, o.agreementId)).where(inArray(o.key, [...keys]));
  return new Map(rows.map((row) => [row.key, row.providerId]));
}

/** Takes up to `limit` due messages for `leaseMs`; another sender does not see them meanwhile. */
export async function claimMessages(store: Store, now: number, leaseMs: number, limit: number): Promise<HookMessageRow[]> {
  const { hookMessage: m } = store.t;
  const free = or(isNull(m.leaseUntil), lte(m.leaseUntil, now));
  const due = await store.q.select({ id: m.id }).from(m).where(and(eq(m.state, "waiting"), lte(m.notBefore, now), free)).orderBy(asc(m.notBefore), asc(m.id)).limit(limit);
  if (due.length === 0) return [];
  const rows = await store.writeUnaudited((w) => due.map(({ id }) => w.update(m).set({ leaseUntil: now + leaseMs }).where(and(eq(m.id, id), eq(m.state, "waiting"), free)).returning() as Statement));
  return rows.flat() as HookMessageRow[];
}

const settle = async (store: Store, id: string, values: Partial<HookMessageRow>): Promise<void> => {
  const { hookMessage: m } = store.t;
  await store.writeUnaudited((w) => [w.update(m).set({ ...values, leaseUntil: null }).where(eq(m.id, id)).returning({ id: m.id })]);
};

export const markMessageSent = (store: Store, id: string, now: number) => settle(store, id, { state: "sent", sentAt: now, error: null });

/** A failed message waits longer each time; after the last attempt, or when it never can arrive, it is dead. */
export function markMessageFailed(store: Store, message: Pick<HookMessageRow, "id" | "attempt">, now: number, error: string, isFinal = false): Promise<void> {
  const attempt = message.attempt + 1;
  return settle(store, message.id, { attempt, error, state: isFinal || attempt >= MOST_ATTEMPTS ? "dead" : "waiting", notBefore: now + backOffMs(attempt) });
}

/** Gives a message back untried, to be taken again at `notBefore`. */
export const releaseMessage = (store: Store, id: string, notBefore: number) => settle(store, id, { notBefore });

/** Queues the dead messages of a subscription again. */
export const reviveMessages = (store: Store, w: Writer, hookId: string, now: number): Statement => {
  const { hookMessage: m } = store.t;
  return w.update(m).set({ state: "waiting", attempt: 0, notBefore: now, leaseUntil: null }).where(and(eq(m.hookId, hookId), eq(m.state, "dead"))).returning({ id: m.id });
};

/** Ends sent and dead messages that were kept long enough. */
export const dropMessagesBefore = (store: Store, w: UnauditedWriter, before: number): Statement => {
  const { hookMessage: m } = store.t;
  return w.delete(m).where(and(lt(m.createdAt, before), inArray(m.state, ["sent", "dead"]))).returning({ id: m.id });
};

export interface MessageCounts {
  readonly waiting: number;
  readonly sent: number;
  readonly dead: number;
}

/** How the messages of each subscription stand. */
export async function countMessages(store: Store): Promise<ReadonlyMap<string, MessageCounts>> {
  const { hookMessage: m } = store.t;
  const rows = await store.q.select({ hookId: m.hookId, state: m.state, n: count() }).from(m).groupBy(m.hookId, m.state);
  const counts = new Map<string, MessageCounts>();
  for (const row of rows) counts.set(row.hookId, { ...(counts.get(row.hookId) ?? { waiting: 0, sent: 0, dead: 0 }), [row.state]: Number(row.n) });
  return counts;
}

/** Messages that failed at least once and have not arrived, the newest first. */
export async function listFailedMessages(store: Store, limit: number): Promise<HookMessageRow[]> {
  const { hookMessage: m } = store.t;
  return store.q.select().from(m).where(and(inArray(m.state, ["waiting", "dead"]), isNotNull(m.error))).orderBy(desc(m.createdAt), desc(m.id)).limit(limit);
}
