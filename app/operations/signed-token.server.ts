import { equalHex, hmacHex, purposeKey } from "#db/key-ring.server.ts";
import type { KeyRing } from "#db/key-ring.server.ts";

/** What a token is good for; each purpose has a key of its own, so that none opens what another does. */
export type TokenPurpose = "rate" | "round" | "stop-mail" | "stop-list" | "set-password" | "known-device" | "second-step" | "sso";

/** A token: subject (no dots), expiry and key id under an HMAC of a key made for its purpose only. */
export function makeToken(ring: KeyRing, purpose: TokenPurpose, subject: string, expiresAt: number): string {
  const body = `${subject}.${Math.floor(expiresAt / 1000).toString(36)}.${ring.current.id}`;
  return `${body}.${hmacHex(purposeKey(ring.current, purpose), body)}`;
}

/** The subject of a token, or null when it is altered, expired, or made for something else. */
export function readToken(ring: KeyRing, purpose: TokenPurpose, token: string, now: number): string | null {
  const [subject, expiry, keyId, signature, ...rest] = token.split(".");
  if (!subject || !expiry || !keyId || !signature || rest.length > 0 || token.length > 1_500) return null;
  const key = ring.byId(keyId);
  if (!key || !equalHex(signature, hmacHex(purposeKey(key, purpose), `${subject}.${expiry}.${keyId}`)) || signature !== signature.toLowerCase()) return null;
  return Number.parseInt(expiry, 36) * 1000 > now ? subject : null;
}
