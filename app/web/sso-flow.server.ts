import { randomBytes } from "node:crypto";
import type { SsoFlow } from "#app/operations/single-sign-on.server.ts";
import { makeToken, readToken } from "#app/operations/signed-token.server.ts";
import type { AppContext } from "./context.server.ts";
import { readCookie, serializeCookie } from "./cookie.server.ts";

/** How long the provider may keep a person. */
const FLOW_MS = 10 * 60_000;

/** What the answer is for: signing in, linking one's own account (signed in, or by an invitation), or proving who one is for a form that waits. */
export type SsoAim = { readonly for: "sign-in"; readonly next: string } | { readonly for: "account" } | { readonly for: "invitation" } | { readonly for: "proof"; readonly keptId: string };

export interface KeptFlow {
  readonly flow: SsoFlow;
  readonly aim: SsoAim;
}

// Lax, as all cookies here: the provider's answer is a navigation by GET, which carries it.
const cookieName = (context: AppContext): string => (context.mode === "production" ? "__Host-sso" : "sso");

const random = (): string => randomBytes(32).toString("base64url");

export const newFlow = (fresh: boolean): SsoFlow => ({ state: random(), nonce: random(), verifier: random(), fresh });

/** Set-Cookie value that binds an attempt to this browser; signed, so that no other site can plant one. */
export function keepFlow(context: AppContext, kept: KeptFlow): string {
  const subject = Buffer.from(JSON.stringify(kept)).toString("base64url");
  return serializeCookie(cookieName(context), makeToken(context.appSecret, "sso", subject, context.now() + FLOW_MS), { secure: context.mode === "production", maxAgeSeconds: FLOW_MS / 1000 });
}

export const dropFlow = (context: AppContext): string => serializeCookie(cookieName(context), "", { secure: context.mode === "production", maxAgeSeconds: 0 });

/** The attempt that this browser began; null where it began none, or too long ago. */
export function readFlow(request: Request, context: AppContext): KeptFlow | null {
  const token = readCookie(request.headers.get("Cookie"), cookieName(context));
  const subject = token ? readToken(context.appSecret, "sso", token, context.now()) : null;
  return subject === null ? null : (JSON.parse(Buffer.from(subject, "base64url").toString()) as KeptFlow);
}
