import { CODE_LIMIT } from "#app/domain/access/sign-in-delay.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { findFactor } from "#db/queries/second-factors.server.ts";
import { clearTries } from "#db/queries/sign-in-tries.server.ts";
import type { Store } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { verifyPassword } from "./hash-password.server.ts";
import { checkCode } from "./second-factor.server.ts";
import { takeTurn } from "./take-turn.server.ts";

/** By what an account's person proves who they are within a session: a code where they have a second factor, which a stolen password must not take away, else the password; else only their identity provider can say it. */
export async function proofOf(store: Store, accountId: string): Promise<"password" | "code" | "sso"> {
  const [account, factor] = await Promise.all([findAccount(store, { id: accountId }), findFactor(store, accountId)]);
  if (factor?.confirmedAt != null) return "code";
  return account?.passwordHash ? "password" : "sso";
}

/** Checks the proof that was typed. Wrong ones are slowed by a count of their own: a session left open is no place to guess from. */
export async function provePerson(ctx: OperationContext, accountId: string, typed: string): Promise<Result<null>> {
  const { store, now } = ctx;
  const by = await proofOf(store, accountId);
  if (by === "code") {
    const checked = await checkCode(ctx, accountId, typed);
    return checked.ok ? checked : { ...checked, field: "proof" };
  }
  const key = `proof:${accountId}`;
  const turn = await takeTurn(store, [{ key, limit: CODE_LIMIT }], now);
  if (!turn.ok) return { ...turn, field: "proof" };
  const account = await findAccount(store, { id: accountId });
  if (by === "sso" || !(await verifyPassword(account?.passwordHash ?? null, typed))) return refused("wrong_password", undefined, "proof");
  await store.writeUnaudited((w) => [clearTries(store, w, key)]);
  return ok(null);
}
