import { randomBytes } from "node:crypto";
import type { TokenScope } from "#app/domain/access/token-scope.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Refused, Result } from "#app/domain/refusal.ts";
import { insertApiToken, revokeApiToken } from "#db/queries/api-tokens.server.ts";
import { newId, sha256 } from "#db/new-id.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";

/** The portal's own source, and what setup files call themselves: no machine speaks in their name. */
const OWN_SOURCES: ReadonlySet<string> = new Set(["portal", "setup"]);
export const LONGEST_DAYS = 366;

export interface NewToken {
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  readonly source: string;
  readonly providerIds: readonly string[] | null;
  readonly days: number;
  readonly personId: string;
}

/** What is wrong with the name of a source that machines are to speak for; null when nothing is. */
export function checkSource(source: string): Refused | null {
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u.test(source)) return refused("bad_source", undefined, "source");
  return OWN_SOURCES.has(source.toLowerCase()) ? refused("own_source", { source }, "source") : null;
}

/** Makes a token and returns its secret, which is stored nowhere: 256 random bits behind a prefix that secret scanners find. */
export async function issueToken(ctx: OperationContext, token: NewToken): Promise<Result<{ readonly id: string; readonly secret: string }>> {
  const name = token.name.trim();
  if (name === "" || name.length > 100) return refused("required", undefined, "name");
  if (token.scopes.length === 0) return refused("required", undefined, "scopes");
  const source = checkSource(token.source);
  if (source) return source;
  if (!Number.isInteger(token.days) || token.days < 1 || token.days > LONGEST_DAYS) return refused("bad_days", { most: LONGEST_DAYS }, "days");
  const secret = `concord_${randomBytes(32).toString("base64url")}`;
  const id = newId();
  const row = {
    id, name, tokenHash: sha256(secret), scopes: token.scopes, source: token.source, providerIds: token.providerIds, createdBy: token.personId, createdAt: ctx.now, expiresAt: ctx.now + token.days * DAY_MS, revokedAt: null,
  };
  await ctx.store.writeAll((w) => [insertApiToken(ctx.store, w, row)], {
    at: ctx.now, actor: ctx.actor, action: "token.issue", entity: "api_token", entityId: id, details: { name, scopes: token.scopes, source: token.source, providerIds: token.providerIds, expiresAt: row.expiresAt },
  });
  return ok({ id, secret });
}

/** Ends a token at once. */
export async function revokeToken(ctx: OperationContext, id: string): Promise<Result<null>> {
  try {
    await ctx.store.writeAll((w) => [revokeApiToken(ctx.store, w, id, ctx.now)], { at: ctx.now, actor: ctx.actor, action: "token.revoke", entity: "api_token", entityId: id });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok(null);
}
