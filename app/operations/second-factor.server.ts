import { randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { CODE_LIMIT } from "#app/domain/access/sign-in-delay.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { accountIdsOf, dropFactors, findFactor, replaceCodes, spendCode, startFactor, takeStep } from "#db/queries/second-factors.server.ts";
import { endSessions } from "#db/queries/sessions.server.ts";
import { clearTries } from "#db/queries/sign-in-tries.server.ts";
import { sha256 } from "#db/new-id.server.ts";
import { StaleWriteError, type Store, type Unit, type Writer } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { takeTurn } from "./take-turn.server.ts";

const STEP_MS = 30_000;
/** A phone's clock may be off by one step either way. */
const WINDOW = 1;
const CODES = 10;
/** Of four signs in one code. */
const GROUPS = 7;
/** Letters and digits that cannot be mistaken for one another. */
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

export const factorPlace = (accountId: string): string => `second_factor/${accountId}/secret`;

const totpOf = (secret: string, email: string): TOTP => new TOTP({ issuer: "Concord", label: email, algorithm: "SHA1", digits: 6, period: STEP_MS / 1000, secret: Secret.fromBase32(secret) });

/** A new secret for an account that has none yet: what a phone is to be given, as text and as the address in its QR code. */
export async function beginFactor(ctx: OperationContext, accountId: string): Promise<Result<{ readonly secret: string; readonly uri: string }>> {
  const { store, now } = ctx;
  const account = await findAccount(store, { id: accountId });
  if (!account) return refused("not_found");
  const secret = new Secret({ size: 20 }).base32;
  const sealed = store.pay.seal(factorPlace(accountId), secret);
  return unlessStale("factor_there", async () => {
    await store.writeAll((w) => [startFactor(store, w, { accountId, secretSealed: sealed, startedAt: now })], { at: now, actor: ctx.actor, action: "factor.add", entity: "account", entityId: accountId, details: { confirmed: false } });
    return { secret, uri: totpOf(secret, account.email).toString() };
  });
}

/** The secret that was shown and is not confirmed yet; null when there is none or it guards already. */
export async function shownFactor(store: Store, accountId: string): Promise<{ readonly secret: string; readonly uri: string } | null> {
  const [factor, account] = await Promise.all([findFactor(store, accountId), findAccount(store, { id: accountId })]);
  if (!factor || !account || factor.confirmedAt !== null) return null;
  const secret = store.pay.open<string>(factorPlace(accountId), factor.secretSealed);
  return { secret, uri: totpOf(secret, account.email).toString() };
}

/** The first code of a phone turns the factor on; the recovery codes are shown this once. */
export async function confirmFactor(ctx: OperationContext, accountId: string, code: string): Promise<Result<{ readonly codes: readonly string[] }>> {
  const { store, now } = ctx;
  const turn = await takeTurn(store, [bucketOf(accountId)], now);
  if (!turn.ok) return turn;
  const factor = await findFactor(store, accountId);
  if (!factor || factor.confirmedAt !== null) return refused("factor_there");
  const step = stepOf(store, factor, code, now);
  if (step === null) return refused("wrong_code", undefined, "code");
  const codes = freshCodes();
  return unlessStale("wrong_code", async () => {
    await store.writeAll((w) => [takeStep(store, w, accountId, step, now), ...replaceCodes(store, w, accountId, codes.map(hashCode)), clearTries(store, w, bucketOf(accountId).key)], {
      at: now, actor: ctx.actor, action: "factor.add", entity: "account", entityId: accountId, details: { confirmed: true },
    });
    return { codes };
  });
}

/**
 * Checks a code of the phone, or one of the recovery codes, each of which is taken once. Wrong ones are slowed by a count of their own.
 * True for an account without a factor: there is nothing to check.
 */
export async function checkCode(ctx: OperationContext, accountId: string, code: string): Promise<Result<null, "too_many" | "wrong_code">> {
  const { store, now } = ctx;
  const factor = await findFactor(store, accountId);
  if (!factor || factor.confirmedAt === null) return ok(null);
  const bucket = bucketOf(accountId);
  const turn = await takeTurn(store, [bucket], now);
  if (!turn.ok) return turn;
  const typed = code.toLowerCase().replace(/[\s-]/g, "");
  const step = /^\d{6}$/.test(typed) ? stepOf(store, factor, typed, now) : null;
  const clear = (w: Writer) => clearTries(store, w, bucket.key);
  try {
    if (step !== null) {
      await store.writeAll((w) => [takeStep(store, w, accountId, step, null), clear(w)], { at: now, actor: ctx.actor, action: "factor.codes", entity: "account", entityId: accountId, details: { used: "phone" } });
      return ok(null);
    }
    await store.writeAll((w) => [spendCode(store, w, accountId, hashCode(typed), now), clear(w)], { at: now, actor: ctx.actor, action: "factor.codes", entity: "account", entityId: accountId, details: { used: "recovery" } });
    return ok(null);
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("wrong_code");
    throw error;
  }
}

/** New recovery codes in the place of the old ones, shown this once. */
export async function renewCodes(ctx: OperationContext, accountId: string): Promise<Result<{ readonly codes: readonly string[] }>> {
  const { store, now } = ctx;
  const factor = await findFactor(store, accountId);
  if (!factor || factor.confirmedAt === null) return refused("no_factor");
  const codes = freshCodes();
  await store.writeAll((w) => replaceCodes(store, w, accountId, codes.map(hashCode)), { at: now, actor: ctx.actor, action: "factor.codes", entity: "account", entityId: accountId, details: { made: codes.length } });
  return ok({ codes });
}

/** Takes one's own factor away. */
export async function dropOwnFactor(ctx: OperationContext, accountId: string): Promise<Result<null>> {
  const { store, now } = ctx;
  await store.writeAll((w) => dropFactors(store, w, [accountId]), { at: now, actor: ctx.actor, action: "factor.remove", entity: "account", entityId: accountId });
  return ok(null);
}

/** Statements that take the factors of a person's accounts away and end their sessions. */
export async function removeFactor(store: Store, personId: string): Promise<(w: Writer) => Unit> {
  const ids = await accountIdsOf(store, personId);
  return (w) => [...dropFactors(store, w, ids), ...ids.map((id) => endSessions(store, w, id, "all"))];
}

const bucketOf = (accountId: string) => ({ key: `code:${accountId}`, limit: CODE_LIMIT });

/** The time step whose code this is, null when it is of none near now. */
function stepOf(store: Store, factor: { readonly accountId: string; readonly secretSealed: string }, code: string, now: number): number | null {
  const secret = store.pay.open<string>(factorPlace(factor.accountId), factor.secretSealed);
  const delta = totpOf(secret, "").validate({ token: code.replace(/\s/g, ""), timestamp: now, window: WINDOW });
  return delta === null ? null : Math.floor(now / STEP_MS) + delta;
}

/** Ten codes of 28 signs, some 138 random bits each: a plain hash of them cannot be searched. */
function freshCodes(): string[] {
  const sign = (): string => {
    // Bytes beyond the last whole run of letters would make the first ones likelier.
    for (;;) {
      const byte = randomBytes(1)[0]!;
      if (byte < Math.floor(256 / LETTERS.length) * LETTERS.length) return LETTERS[byte % LETTERS.length]!;
    }
  };
  return Array.from({ length: CODES }, () => Array.from({ length: GROUPS }, () => Array.from({ length: 4 }, sign).join("")).join("-"));
}

const hashCode = (code: string): string => sha256(code.toLowerCase().replace(/[\s-]/g, ""));

async function unlessStale<T>(code: string, write: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await write());
  } catch (error) {
    if (error instanceof StaleWriteError) return refused(code);
    throw error;
  }
}
