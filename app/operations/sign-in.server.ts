import { ACCOUNT_LIMIT, ADDRESS_LIMIT, DEVICE_LIMIT } from "#app/domain/access/sign-in-delay.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { sha256 } from "#db/new-id.server.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { findFactor } from "#db/queries/second-factors.server.ts";
import { clearTries, giveTryBack } from "#db/queries/sign-in-tries.server.ts";
import type { Store } from "#db/store.ts";
import { verifyPassword } from "./hash-password.server.ts";
import { takeTurn } from "./take-turn.server.ts";
import type { TryBucket } from "./take-turn.server.ts";

/** A device that signed in to an account, and the mark of the password that the account had then. */
export interface KnownDevice {
  readonly id: string;
  readonly mark: string;
}

export interface SignInCommand {
  readonly email: string;
  readonly password: string;
  /** Network address of the peer. */
  readonly address: string;
  /** The device, where it has signed in to this very account before; null = not known. */
  readonly device: KnownDevice | null;
  readonly now: number;
  /** Whether accounts of the demo company, whose password everybody knows, may sign in: never in production. */
  readonly takesDemo: boolean;
}

/** Tells one password of an account from the next; says nothing about either. */
export const passwordMark = (passwordHash: string | null): string => sha256(`known-device\n${passwordHash ?? ""}`).slice(0, 16);

/** The name one signs in with, as accounts keep it. */
export const foldEmail = (email: string): string => email.trim().toLowerCase().slice(0, 320);

/**
 * Checks a password. Unknown, switched off and wrong answer alike and take alike long. Tries are counted by the e-mail address, whether
 * it exists or not, and by the network address; on a device that the account knows, in a bucket of its own instead, so that nobody else
 * can make its owner wait. A refusal names the account in `accountId`, for the log alone.
 */
export async function signIn(store: Store, command: SignInCommand): Promise<Result<{ accountId: string; needsCode: boolean; mark: string }, "wrong_credentials" | "too_many">> {
  const { now } = command;
  const email = foldEmail(command.email);
  const account = await findAccount(store, { email });
  // Who knew an earlier password is nobody's known device any more.
  const device = command.device !== null && command.device.mark === passwordMark(account?.passwordHash ?? null) ? command.device.id : null;
  const own: TryBucket = device === null ? { key: `account:${email}`, limit: ACCOUNT_LIMIT } : { key: `device:${device}`, limit: DEVICE_LIMIT };
  const shared: TryBucket[] = device === null ? [{ key: `address:${command.address}`, limit: ADDRESS_LIMIT }] : [];
  const about = account === null ? undefined : { accountId: account.id };
  const turn = await takeTurn(store, [own, ...shared], now);
  if (!turn.ok) return refused(turn.code, { ...turn.facts, ...about });
  const matches = await verifyPassword(account?.passwordHash ?? null, command.password);
  if (!account || !matches || account.disabledAt !== null || (account.isDemo && !command.takesDemo)) return refused("wrong_credentials", about);
  await store.writeUnaudited((w) => [clearTries(store, w, own.key), ...shared.map(({ key }) => giveTryBack(store, w, key))]);
  return ok({ accountId: account.id, mark: passwordMark(account.passwordHash), needsCode: (await findFactor(store, account.id))?.confirmedAt != null });
}
