import * as client from "openid-client";
import { ok, refused } from "#app/domain/refusal.ts";
import type { SingleSignOn, SsoPerson } from "./single-sign-on.server.ts";

export interface OpenIdSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
  readonly makesAccounts: boolean;
}

/** How long the provider may take to answer one request (s). */
const TIMEOUT_S = 8;
/** Clocks of two machines differ by so much (s). */
const TOLERANCE_S = 30;
/** A proof that is asked for anew may be so old when the answer comes (s). */
const FRESH_S = 5 * 60;

/**
 * Single sign-on by OpenID Connect: the code flow with PKCE, state and nonce. Signatures are checked although the answer comes over TLS,
 * the issuer must be the configured one to the letter, and `http:` is allowed for this machine only. Nothing is asked of the provider
 * before somebody wants to sign in; while it does not answer each attempt asks again.
 */
export function openIdSignOn(settings: OpenIdSettings, publicOrigin: string): SingleSignOn {
  const redirectUri = `${publicOrigin}/sign-in/sso/return`;
  let known: Promise<client.Configuration> | null = null;

  const configuration = (): Promise<client.Configuration> => {
    known ??= discover(settings).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };

  return {
    name: settings.name,
    issuer: settings.issuer,
    makesAccounts: settings.makesAccounts,
    async begin(flow) {
      const found = await configuration().catch(() => null);
      if (!found) return null;
      return client.buildAuthorizationUrl(found, {
        redirect_uri: redirectUri,
        scope: "openid email profile",
        code_challenge: await client.calculatePKCECodeChallenge(flow.verifier),
        code_challenge_method: "S256",
        state: flow.state,
        nonce: flow.nonce,
        ...(flow.fresh ? { prompt: "login", max_age: "0" } : {}),
      });
    },
    async finish(answer, flow) {
      const found = await configuration().catch(() => null);
      if (!found) return refused("down");
      try {
        const tokens = await client.authorizationCodeGrant(found, answer, { pkceCodeVerifier: flow.verifier, expectedState: flow.state, expectedNonce: flow.nonce, idTokenExpected: true, ...(flow.fresh ? { maxAge: FRESH_S } : {}) });
        const claims = tokens.claims();
        if (!claims || claims.iss !== settings.issuer || typeof claims.sub !== "string" || claims.sub === "") return refused("refused");
        return ok(personOf(settings.issuer, claims));
      } catch (error) {
        return refused(isUnreachable(error) ? "down" : "refused");
      }
    },
  };
}

async function discover(settings: OpenIdSettings): Promise<client.Configuration> {
  const url = new URL(settings.issuer);
  const found = await client.discovery(url, settings.clientId, { [client.clockTolerance]: TOLERANCE_S }, client.ClientSecretBasic(settings.clientSecret), {
    timeout: TIMEOUT_S,
    execute: url.protocol === "http:" ? [client.allowInsecureRequests, client.enableNonRepudiationChecks] : [client.enableNonRepudiationChecks],
  });
  if (found.serverMetadata().issuer !== settings.issuer) throw new Error("the provider calls itself otherwise");
  return found;
}

function personOf(issuer: string, claims: Readonly<Record<string, unknown>>): SsoPerson {
  const text = (name: string): string | null => (typeof claims[name] === "string" && claims[name] !== "" ? (claims[name] as string).slice(0, 200) : null);
  return { issuer, subject: String(claims["sub"]), email: text("email"), isEmailVerified: claims["email_verified"] === true, givenName: text("given_name"), surname: text("family_name") };
}

/** Whether nobody answered, as against an answer that is wrong. */
const isUnreachable = (error: unknown): boolean => error instanceof Error && (error.name === "TimeoutError" || (error instanceof TypeError && error.message === "fetch failed") || (error as { code?: unknown }).code === "OAUTH_TIMEOUT");
