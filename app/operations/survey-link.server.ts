import { equalHex, hmacHex, purposeKey } from "#db/key-ring.server.ts";
import type { KeyRing } from "#db/key-ring.server.ts";
import { sha256 } from "#db/new-id.server.ts";

/** What a link opens: one question about a delivery, or what one person is asked in a quarterly round. */
export type LinkPurpose = "rate" | "round";

/**
 * The token of a survey link: invitation id, expiry and key id under an HMAC of a key made for this
 * purpose only. It allows one thing, answering that invitation, and is no sign-in.
 */
export function makeLinkToken(ring: KeyRing, invitationId: string, expiresAt: number, purpose: LinkPurpose = "rate"): string {
  const body = `${invitationId}.${Math.floor(expiresAt / 1000).toString(36)}.${ring.current.id}`;
  return `${body}.${hmacHex(purposeKey(ring.current, purpose), body)}`;
}

/** The invitation that a token opens, or null when it is altered, expired, or made for something else. */
export function readLinkToken(ring: KeyRing, token: string, now: number, purpose: LinkPurpose = "rate"): string | null {
  const [invitationId, expiry, keyId, signature, ...rest] = token.split(".");
  if (!invitationId || !expiry || !keyId || !signature || rest.length > 0 || token.length > 300) return null;
  const key = ring.byId(keyId);
  if (!key || !equalHex(signature, hmacHex(purposeKey(key, purpose), `${invitationId}.${expiry}.${keyId}`)) || signature !== signature.toLowerCase()) return null;
  return Number.parseInt(expiry, 36) * 1000 > now ? invitationId : null;
}

export const hashToken = (token: string): string => sha256(token);
