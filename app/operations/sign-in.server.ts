import argon2 from "argon2";
import { afterFailure, signInDelayMs } from "#app/domain/access/sign-in-delay.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { clearFailures, findAccount, loadFailures, writeFailures } from "#db/queries/accounts.server.ts";
import type { Store } from "#db/store.ts";

/** argon2id, 19 MiB, 2 passes: the floor that OWASP names for it. */
const HASH_OPTIONS = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Hashes at once: each takes 19 MiB and a core. */
const MOST_AT_ONCE = 4;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

export const hashPassword = (password: string): Promise<string> => inTurn(() => argon2.hash(password, HASH_OPTIONS));

let decoy: Promise<string> | null = null;

export interface SignInCommand {
  readonly email: string;
  readonly password: string;
  readonly address: string;
  readonly now: number;
}

/**
 * Checks a password. Unknown, disabled and wrong answer alike and take alike long: an unknown address is
 * checked against a decoy. Failures count per e-mail address, whether it exists or not.
 */
export async function signIn(store: Store, command: SignInCommand): Promise<Result<{ accountId: string }, "wrong_credentials" | "too_many" | "disabled">> {
  const email = command.email.trim().toLowerCase().slice(0, 320);
  const key = `account:${email}`;
  const before = await loadFailures(store, key);
  const delay = signInDelayMs(before, command.now);
  if (delay > 0) return refused("too_many", { seconds: Math.ceil(delay / 1000) });
  const account = await findAccount(store, { email });
  decoy ??= hashPassword("no account has this password");
  const hash = account?.passwordHash ?? (await decoy);
  const matches = await inTurn(() => argon2.verify(hash, command.password.slice(0, 1024)));
  if (!account?.passwordHash || !matches || account.disabledAt !== null) {
    await store.writeUnaudited((w) => [writeFailures(store, w, key, afterFailure(before, command.now))]);
    return refused("wrong_credentials");
  }
  if (before) await store.writeUnaudited((w) => [clearFailures(store, w, key)]);
  return ok({ accountId: account.id });
}
