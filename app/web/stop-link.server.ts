import { readStopToken } from "#app/operations/survey-link.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { AppContext } from "./context.server.ts";
import { readCookie, serializeCookie } from "./cookie.server.ts";

/** How long the browser keeps a link after it was opened. */
const KEPT_SECONDS = 30 * 60;

const cookieName = (context: AppContext): string => (context.mode === "production" ? "__Host-stop" : "stop");

/** The person whose mails a link stops; null where it was made up, is too old, or the person left. */
export async function openStopLink(context: AppContext, token: string) {
  const personId = readStopToken(context.appSecret, token, context.now());
  const [person] = personId ? await loadPeople(context.store, [personId]) : [];
  return person && person.archivedAt === null ? person : null;
}

/** Headers that keep an opened link in the browser, so that its token stands in no address, history or referrer. */
export const keepStopLink = (context: AppContext, token: string): Headers =>
  new Headers({ "Set-Cookie": serializeCookie(cookieName(context), token, { secure: context.mode === "production", maxAgeSeconds: KEPT_SECONDS }), "Referrer-Policy": "no-referrer" });

/** The person of the link that this browser opened; `cookie` where it kept none. */
export async function openKeptStopLink(request: Request, context: AppContext) {
  const token = readCookie(request.headers.get("Cookie"), cookieName(context));
  return token ? ((await openStopLink(context, token)) ?? ("forged" as const)) : ("cookie" as const);
}
