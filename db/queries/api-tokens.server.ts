import { and, desc, eq, gt, isNull, lt, max } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Store, UnauditedWriter, Writer } from "../store.ts";

export type ApiTokenRow = Store["t"]["apiToken"]["$inferSelect"];
export type ApiReplyRow = Store["t"]["apiReply"]["$inferSelect"];

export function insertApiToken(store: Store, w: Writer, row: ApiTokenRow): Expecting {
  const { apiToken: a } = store.t;
  return exactly(1, w.insert(a).values(row).returning({ id: a.id }));
}

/** Ends a token; one that has ended already makes the unit stale. */
export function revokeApiToken(store: Store, w: Writer, id: string, now: number): Expecting {
  const { apiToken: a } = store.t;
  return exactly(1, w.update(a).set({ revokedAt: now }).where(and(eq(a.id, id), isNull(a.revokedAt))).returning({ id: a.id }));
}

export async function findApiToken(store: Store, tokenHash: string, now: number): Promise<ApiTokenRow | null> {
  const { apiToken: a } = store.t;
  const rows = await store.q.select().from(a).where(and(eq(a.tokenHash, tokenHash), isNull(a.revokedAt), gt(a.expiresAt, now)));
  return rows[0] ?? null;
}

export interface ApiTokenShown extends ApiTokenRow {
  readonly lastWriteAt: number | null;
}

/** All tokens, the newest first, with the time of the last keyed write. */
export async function listApiTokens(store: Store): Promise<ApiTokenShown[]> {
  const { apiToken: a, apiReply: r } = store.t;
  const rows = await store.q.select().from(a).orderBy(desc(a.createdAt), desc(a.id));
  const last = await store.q.select({ tokenId: r.tokenId, at: max(r.createdAt) }).from(r).groupBy(r.tokenId);
  const atOf = new Map(last.map((row) => [row.tokenId, row.at === null ? null : Number(row.at)]));
  return rows.map((row) => ({ ...row, lastWriteAt: atOf.get(row.id) ?? null }));
}

export async function findApiReply(store: Store, tokenId: string, key: string): Promise<ApiReplyRow | null> {
  const { apiReply: r } = store.t;
  const rows = await store.q.select().from(r).where(and(eq(r.tokenId, tokenId), eq(r.key, key)));
  return rows[0] ?? null;
}

/** Takes a key for a request; one that is taken touches no row. */
export const takeApiKey = (store: Store, w: UnauditedWriter, row: Pick<ApiReplyRow, "tokenId" | "key" | "requestHash" | "createdAt">) =>
  w.insert(store.t.apiReply).values({ ...row, status: null, body: null }).onConflictDoNothing().returning({ key: store.t.apiReply.key });

export const keepApiReply = (store: Store, w: UnauditedWriter, tokenId: string, key: string, answer: { status: number; body: string }) =>
  w.update(store.t.apiReply).set(answer).where(and(eq(store.t.apiReply.tokenId, tokenId), eq(store.t.apiReply.key, key))).returning({ key: store.t.apiReply.key });

/** Gives a key back: its request failed, or died on the way before `before`. */
export const dropApiKey = (store: Store, w: UnauditedWriter, tokenId: string, key: string, before: number) =>
  w.delete(store.t.apiReply).where(and(eq(store.t.apiReply.tokenId, tokenId), eq(store.t.apiReply.key, key), isNull(store.t.apiReply.status), lt(store.t.apiReply.createdAt, before))).returning({ key: store.t.apiReply.key });
