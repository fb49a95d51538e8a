import { DAY_MS } from "#app/domain/time/local-date.ts";
import type { KeyRing } from "#db/key-ring.server.ts";
import { sha256 } from "#db/new-id.server.ts";
import { makeToken, readToken } from "./signed-token.server.ts";

/** What a link opens: one question about a delivery, or what one person is asked in a quarterly round. */
export type LinkPurpose = "rate" | "round";

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

/** The token of "no more of this list": it ends one list by mail and nothing else. */
export const makeListStopToken = (ring: KeyRing, subscriptionId: string, now: number): string => makeToken(ring, "stop-list", subscriptionId, now + STOP_MS);

/** The list by mail that a token ends, or null. */
export const readListStopToken = (ring: KeyRing, token: string, now: number): string | null => readToken(ring, "stop-list", token, now);

export const hashToken = (token: string): string => sha256(token);
