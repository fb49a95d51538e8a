import { ACCOUNT_LIMIT, ADDRESS_LIMIT, DEVICE_LIMIT } from "#app/domain/access/sign-in-delay.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { findFactor } from "#db/queries/second-factors.server.ts";
import { clearTries, giveTryBack } from "#db/queries/sign-in-tries.server.ts";
import type { Store } from "#db/store.ts";
import { verifyPassword } from "./hash-password.server.ts";
import { takeTurn } from "./take-turn.server.ts";
import type { TryBucket } from "./take-turn.server.ts";

export interface SignInCommand {
  readonly email: string;
  readonly password: string;
  /** Network address of the peer. */
  readonly address: string;
  /** The device, where it has signed in to this very account before; null = not known. */
  readonly device: string | null;
  readonly now: number;
  /** Whether accounts of the demo company, whose password everybody knows, may sign in: never in production. */
  readonly takesDemo: boolean;
}

/** The name one signs in with, as accounts keep it. */
export const foldEmail = (email: string): string => email.trim().toLowerCase().slice(0, 320);

/**
 * Checks a password. Unknown, switched off and wrong answer alike and take alike long. Tries are counted by the e-mail address, whether
 * it exists or not, and by the network address; on a device that the account knows, in a bucket of its own instead, so that nobody else
 * can make its owner wait.
 */
export async function signIn(store: Store, command: SignInCommand): Promise<Result<{ accountId: string; needsCode: boolean }, "wrong_credentials" | "too_many">> {
  const { now } = command;
  const email = foldEmail(command.email);
  const own: TryBucket = command.device === null ? { key: `account:${email}`, limit: ACCOUNT_LIMIT } : { key: `device:${command.device}`, limit: DEVICE_LIMIT };
  const shared: TryBucket[] = command.device === null ? [{ key: `address:${command.address}`, limit: ADDRESS_LIMIT }] : [];
  const turn = await takeTurn(store, [own, ...shared], now);
  if (!turn.ok) return turn;
  const account = await findAccount(store, { email });
  const matches = await verifyPassword(account?.passwordHash ?? null, command.password);
  if (!account || !matches || account.disabledAt !== null || (account.isDemo && !command.takesDemo)) return refused("wrong_credentials");
  await store.writeUnaudited((w) => [clearTries(store, w, own.key), ...shared.map(({ key }) => giveTryBack(store, w, key))]);
  return ok({ accountId: account.id, needsCode: (await findFactor(store, account.id))?.confirmedAt != null });
}
