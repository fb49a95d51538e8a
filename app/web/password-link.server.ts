import { openPasswordLink } from "#app/operations/password-links.server.ts";
import type { OpenedPasswordLink, PasswordLinkFault } from "#app/operations/password-links.server.ts";
import type { AppContext } from "./context.server.ts";
import { readCookie, serializeCookie } from "./cookie.server.ts";

/** How long the browser keeps a link after it was opened. */
const KEPT_SECONDS = 30 * 60;

const cookieName = (context: AppContext): string => (context.mode === "production" ? "__Host-set-password" : "set-password");

/** Headers that keep an opened link in the browser, so that its token stands in no address, history or referrer. */
export const keepPasswordLink = (context: AppContext, token: string): Headers =>
  new Headers({ "Set-Cookie": serializeCookie(cookieName(context), token, { secure: context.mode === "production", maxAgeSeconds: KEPT_SECONDS }), "Referrer-Policy": "no-referrer" });

/** Set-Cookie value that lets go of it. */
export const dropPasswordLink = (context: AppContext): string => serializeCookie(cookieName(context), "", { secure: context.mode === "production", maxAgeSeconds: 0 });

/** The link that this browser opened. */
export async function openKeptPasswordLink(request: Request, context: AppContext): Promise<(OpenedPasswordLink & { readonly token: string }) | PasswordLinkFault> {
  const token = readCookie(request.headers.get("Cookie"), cookieName(context));
  if (!token) return "ended";
  const opened = await openPasswordLink(context.store, context.appSecret, token, context.now());
  return typeof opened === "string" ? opened : { ...opened, token };
}
