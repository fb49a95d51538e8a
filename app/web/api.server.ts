import type { TokenActor, TokenScope } from "#app/domain/access/token-scope.ts";
import { dropApiKey, findApiReply, findApiToken, keepApiReply, takeApiKey } from "#db/queries/api-tokens.server.ts";
import { sha256 } from "#db/new-id.server.ts";
import type { RawDelivery } from "#app/operations/hooks/prove-delivery.server.ts";
import { bodyLimitOf } from "./body-limit.server.ts";
import type { AppContext } from "./context.server.ts";

/** Requests of one token in a minute; a batch holds up to a thousand items. */
const PER_MINUTE = 600;
/** A request that has not answered for so long has died: its key may be taken again. */
const DEAD_AFTER_MS = 120_000;

/** One problem of RFC 9457. `code` is stable; `detail` is for people. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly unknown[];
}

/** An answer in `application/problem+json`. */
export function problem({ status, code, detail, errors }: Problem, headers: Record<string, string> = {}): Response {
  const body = JSON.stringify({ type: `urn:concord:problem:${code}`, title: code, status, code, detail, ...(errors ? { errors } : {}) });
  return new Response(body, { status, headers: { "Content-Type": "application/problem+json; charset=utf-8", ...headers } });
}

/** Throws 429 when one token or hook comes more often than it may. */
export function keepPace(id: string, now: number): void {
  const minute = Math.floor(now / 60_000);
  const before = spent.get(id);
  const n = before?.minute === minute ? before.n + 1 : 1;
  // Ids of hooks come from outside: made-up ones must not fill the memory.
  if (spent.size > 10_000) spent.clear();
  spent.set(id, { minute, n });
  if (n > PER_MINUTE) throw problem({ status: 429, code: "too_many_requests", detail: `At most ${PER_MINUTE} requests a minute.` }, { "Retry-After": String(60 - Math.floor((now / 1000) % 60)) });
}

const spent = new Map<string, { minute: number; n: number }>();

/**
 * The first line of every loader and action of the HTTP API: who asks, by a bearer token with the scope. Throws 401 without a valid
 * token, 403 without the scope, 429 past the limit. Cookies never count here: the edge removes them.
 */
export async function requireToken(request: Request, context: AppContext, scope: TokenScope): Promise<TokenActor> {
  const [, secret] = /^Bearer ([A-Za-z0-9_-]{20,200})$/.exec(request.headers.get("Authorization") ?? "") ?? [];
  const row = secret ? await findApiToken(context.store, sha256(secret), context.now()) : null;
  if (!row) throw problem({ status: 401, code: "unauthorized", detail: "A valid bearer token is needed." }, { "WWW-Authenticate": 'Bearer realm="concord"' });
  keepPace(row.id, context.now());
  if (!row.scopes.includes(scope)) throw problem({ status: 403, code: "missing_scope", detail: `This token lacks the scope ${scope}.` });
  return { tokenId: row.id, scopes: row.scopes, source: row.source, providerIds: row.providerIds };
}

/** The body as JSON; throws 400 for anything else. */
export async function readJson(request: Request): Promise<{ readonly text: string; readonly value: unknown }> {
  const text = await request.text();
  try {
    return { text, value: JSON.parse(text) as unknown };
  } catch {
    throw problem({ status: 400, code: "bad_json", detail: "The body is not JSON." });
  }
}

/**
 * Runs a write once per idempotency key: the same request again gets the kept answer, another request under the same key 409, and so does
 * one whose first run is not finished. Without a key it just runs; the writes of this API change nothing when they come twice.
 */
export async function oncePerKey(request: Request, context: AppContext, token: TokenActor, text: string, run: () => Promise<Response>): Promise<Response> {
  const key = request.headers.get("Idempotency-Key");
  if (key === null) return run();
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw problem({ status: 400, code: "bad_idempotency_key", detail: "Idempotency-Key: 1 to 200 visible characters." });
  const { store } = context;
  const now = context.now();
  const requestHash = sha256(`${request.method} ${new URL(request.url).pathname}\n${text}`);
  await store.writeUnaudited((w) => [dropApiKey(store, w, token.tokenId, key, now - DEAD_AFTER_MS)]);
  const [taken] = await store.writeUnaudited((w) => [takeApiKey(store, w, { tokenId: token.tokenId, key, requestHash, createdAt: now })]);
  if (taken!.length === 0) {
    const kept = await findApiReply(store, token.tokenId, key);
    if (kept && kept.requestHash !== requestHash) throw problem({ status: 409, code: "idempotency_key_reused", detail: "This key was used for another request." });
    if (!kept || kept.status === null || kept.body === null) throw problem({ status: 409, code: "in_progress", detail: "The first request with this key is not finished." }, { "Retry-After": "5" });
    return new Response(kept.body, { status: kept.status, headers: { "Content-Type": "application/json; charset=utf-8", "Idempotency-Replayed": "true" } });
  }
  try {
    const answer = await run();
    const body = await answer.clone().text();
    if (answer.ok) await store.writeUnaudited((w) => [keepApiReply(store, w, token.tokenId, key, { status: answer.status, body })]);
    else await store.writeUnaudited((w) => [dropApiKey(store, w, token.tokenId, key, now + 1)]);
    return answer;
  } catch (error) {
    await store.writeUnaudited((w) => [dropApiKey(store, w, token.tokenId, key, now + 1)]);
    throw error;
  }
}

/** Who a token is in the audit log. */
export const tokenContext = (context: AppContext, token: TokenActor) =>
  ({ store: context.store, now: context.now(), actor: { kind: "account" as const, id: `token:${token.tokenId}`, address: context.address } });

/**
 * The first line of a hook's action: one POST to a hook, within its pace and size. Who sends it is proven by the hook's scheme, over
 * the bytes that are read here. Throws 404, 405, 413, 429.
 */
export async function requireDelivery(request: Request, context: AppContext, id: string | undefined): Promise<{ readonly hookId: string; readonly raw: RawDelivery }> {
  if (!id || !/^[0-9a-f]{32}$/.test(id)) throw problem({ status: 404, code: "not_found", detail: "There is no such hook." });
  if (request.method !== "POST") throw problem({ status: 405, code: "method_not_allowed", detail: "POST only." }, { Allow: "POST" });
  keepPace(id, context.now());
  const body = Buffer.from(await request.arrayBuffer());
  if (body.length > bodyLimitOf(`/api/v1/hooks/${id}`)) throw problem({ status: 413, code: "too_large", detail: "The body is too large." });
  const isForm = (request.headers.get("Content-Type") ?? "").startsWith("application/x-www-form-urlencoded");
  return { hookId: id, raw: { body, isForm, header: (name) => request.headers.get(name) } };
}
