import { DAY_MS } from "#app/domain/time/local-date.ts";
import { equalHex, hmacHex, purposeKey } from "#db/key-ring.server.ts";
import type { KeyRing } from "#db/key-ring.server.ts";
import { sha256 } from "#db/new-id.server.ts";

/** What a link opens: one question about a delivery, or what one person is asked in a quarterly round. */
export type LinkPurpose = "rate" | "round";

/** What a token is good for; each purpose has a key of its own, so that none opens what another does. */
type Purpose = LinkPurpose | "stop-mail";

function makeToken(ring: KeyRing, purpose: Purpose, subjectId: string, expiresAt: number): string {
  const body = `${subjectId}.${Math.floor(expiresAt / 1000).toString(36)}.${ring.current.id}`;
  return `${body}.${hmacHex(purposeKey(ring.current, purpose), body)}`;
}

function readToken(ring: KeyRing, purpose: Purpose, token: string, now: number): string | null {
  const [subjectId, expiry, keyId, signature, ...rest] = token.split(".");
  if (!subjectId || !expiry || !keyId || !signature || rest.length > 0 || token.length > 300) return null;
  const key = ring.byId(keyId);
  if (!key || !equalHex(signature, hmacHex(purposeKey(key, purpose), `${subjectId}.${expiry}.${keyId}`)) || signature !== signature.toLowerCase()) return null;
  return Number.parseInt(expiry, 36) * 1000 > now ? subjectId : null;
}

/**
 * The token of a survey link: invitation id, expiry and key id under an HMAC of a key made for this
 * purpose only. It allows one thing, answering that invitation, and is no sign-in.
 */
export const makeLinkToken = (ring: KeyRing, invitationId: string, expiresAt: number, purpose: LinkPurpose = "rate"): string => makeToken(ring, purpose, invitationId, expiresAt);

/** The invitation that a token opens, or null when it is altered, expired, or made for something else. */
export const readLinkToken = (ring: KeyRing, token: string, now: number, purpose: LinkPurpose = "rate"): string | null => readToken(ring, purpose, token, now);

/** How long a mail can be used to stop mails: longer than anybody keeps one for a reason. */
const STOP_MS = 400 * DAY_MS;

/** The token of "no more such mails": it changes how questions come to one person and nothing else. */
export const makeStopToken = (ring: KeyRing, personId: string, now: number): string => makeToken(ring, "stop-mail", personId, now + STOP_MS);

/** The person who may stop their mails with a token, or null. */
export const readStopToken = (ring: KeyRing, token: string, now: number): string | null => readToken(ring, "stop-mail", token, now);

export const hashToken = (token: string): string => sha256(token);
