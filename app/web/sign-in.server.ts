import type { Result } from "#app/domain/refusal.ts";
import type { KnownDevice } from "#app/operations/sign-in.server.ts";

/**
 * Checks a password. One code for every wrong pair, whoever exists; `too_many` says in the fact
 * `retryAfterSeconds` when the next try is heard. `accountId` in the facts of a refusal is for the log alone. `needsCode`: the account has a second factor, and nobody is signed in before its code.
 */
export type SignIn = (command: {
  readonly email: string;
  readonly password: string;
  /** Peer address, for the limits. */
  readonly address: string;
  /** The device, where it has signed in to this account before. */
  readonly device: KnownDevice | null;
  readonly now: number;
}) => Promise<
  Result<{ readonly accountId: string; readonly mark: string; readonly needsCode: boolean }, "wrong_credentials" | "too_many">
>;
