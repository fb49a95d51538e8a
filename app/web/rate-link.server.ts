import { hashToken, readLinkToken } from "#app/operations/survey-link.server.ts";
import { wasHandedOver } from "#db/queries/hand-overs.server.ts";
import { findInvitation } from "#db/queries/ratings.server.ts";
import type { InvitationRow } from "#db/queries/ratings.server.ts";
import { loadPeriod } from "#db/queries/periods.server.ts";
import type { AppContext } from "./context.server.ts";
import { cookieNames, readCookie, serializeCookie } from "./cookie.server.ts";

/** How long the browser keeps a link after it was opened. */
const KEPT_SECONDS = 2 * 3_600;

/** Why a link opens nothing. */
export type LinkFault = "forged" | "expired" | "sealed" | "revoked" | "handed" | "cookie";

/** Not found where the link was made up; gone where it was good once. */
export const FAULT_STATUS: Readonly<Record<LinkFault, number>> = { forged: 404, expired: 410, sealed: 410, revoked: 410, handed: 410, cookie: 403 };

/**
 * The invitation that a link opens. The signature is checked before anything is looked up, and the hash
 * of the token must be the one of the mail that was sent. An answered one opens after its end too, to be
 * shown; whether it may still be changed decides the operation.
 */
export async function openLink(context: AppContext, token: string): Promise<InvitationRow | LinkFault> {
  const now = context.now();
  const id = readLinkToken(context.appSecret, token, 0);
  if (!id) return "forged";
  if (readLinkToken(context.appSecret, token, now) === null) return "expired";
  const invitation = await findInvitation(context.store, id);
  if (!invitation || invitation.tokenHash !== hashToken(token)) return "forged";
  if (invitation.state === "revoked") return (await wasHandedOver(context.store, id)) ? "handed" : "revoked";
  if (invitation.state === "expired" || (invitation.state === "open" && invitation.expiresAt <= now)) return "expired";
  const period = await loadPeriod(context.store, invitation.period);
  if (period && (period.state === "sealed" || period.state === "closed")) return "sealed";
  return invitation;
}

/** Named after the invitation: two links open in two tabs don't mix. */
const cookiePrefix = (context: AppContext) => `${context.mode === "production" ? "__Host-" : ""}rate-`;
const cookieName = (context: AppContext, invitationId: string) => `${cookiePrefix(context)}${invitationId}`;

/** Links a browser keeps at once. Each is a cookie of every request, and a server refuses headers of more than 16 kB. */
const MOST_KEPT = 12;

/** Headers that keep an opened link in the browser and let go of the oldest of many: browsers send the oldest first. */
export function keepLink(request: Request, context: AppContext, invitationId: string, token: string): Headers {
  const secure = context.mode === "production";
  const name = cookieName(context, invitationId);
  const kept = cookieNames(request.headers.get("Cookie")).filter((one) => one.startsWith(cookiePrefix(context)) && one !== name);
  const headers = new Headers({ "Set-Cookie": serializeCookie(name, token, { secure, maxAgeSeconds: KEPT_SECONDS }), "Referrer-Policy": "no-referrer" });
  for (const old of kept.slice(0, Math.max(0, kept.length + 1 - MOST_KEPT))) headers.append("Set-Cookie", serializeCookie(old, "", { secure, maxAgeSeconds: 0 }));
  return headers;
}

/** The token of a link that this browser opened. */
export function readKeptToken(request: Request, context: AppContext, id: string): { readonly token: string } | LinkFault {
  if (!/^[\w-]{1,64}$/.test(id)) return "forged";
  const token = readCookie(request.headers.get("Cookie"), cookieName(context, id));
  return token ? { token } : "cookie";
}

/** The invitation of the address, by the link that this browser opened. */
export async function openKeptLink(request: Request, context: AppContext, invitationId: string): Promise<InvitationRow | LinkFault> {
  const kept = readKeptToken(request, context, invitationId);
  if (typeof kept === "string") return kept;
  const opened = await openLink(context, kept.token);
  return typeof opened === "string" || opened.id === invitationId ? opened : "forged";
}
