import type { Result } from "#app/domain/refusal.ts";

/** What one attempt remembers in the browser until the provider answers. */
export interface SsoFlow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** The person must prove themselves anew, however long ago they signed in there. */
  readonly fresh: boolean;
}

/** Whom the provider's checked answer means. The address is for showing and for new accounts, never for finding one. */
export interface SsoPerson {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  readonly isEmailVerified: boolean;
  readonly givenName: string | null;
  readonly surname: string | null;
}

/** Single sign-on with one identity provider. */
export interface SingleSignOn {
  /** As the button calls it. */
  readonly name: string;
  readonly issuer: string;
  /** Whether somebody without an account gets one, as a plain employee. */
  readonly makesAccounts: boolean;
  /** The address at the provider to which a browser goes; null while the provider does not answer. */
  begin(flow: SsoFlow): Promise<URL | null>;
  /** Checks the provider's answer: issuer, state, PKCE, nonce, audience, signature, times. `now` is the portal's clock, epoch ms. */
  finish(answer: URL, flow: SsoFlow): Promise<Result<SsoPerson, "refused" | "down">>;
}
