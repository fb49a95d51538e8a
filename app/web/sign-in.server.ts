import type { Result } from "#app/domain/refusal.ts";

/**
 * Checks a password. One code for every wrong pair, whoever exists; `too_many` says in the fact
 * `retryAfterSeconds` when the next try is heard.
 */
export type SignIn = (command: {
  readonly email: string;
  readonly password: string;
  /** Peer address, for the limits. */
  readonly address: string;
  readonly now: number;
}) => Promise<
  Result<{ readonly accountId: string }, "wrong_credentials" | "too_many" | "disabled">
>;
