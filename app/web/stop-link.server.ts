import { endListMail } from "#app/operations/lists/order-list-mail.server.ts";
import { saveSurveyMail } from "#app/operations/save-survey-mail.server.ts";
import { readListStopToken, readStopToken } from "#app/operations/survey-link.server.ts";
import { loadPeople, type PersonRow } from "#db/queries/people.server.ts";
import { findSubscription, type SubscriptionRow } from "#db/queries/subscriptions.server.ts";
import type { AppContext } from "./context.server.ts";
import { readCookie, serializeCookie } from "./cookie.server.ts";

/** How long the browser keeps a link after it was opened. */
const KEPT_SECONDS = 30 * 60;

const cookieName = (context: AppContext): string => (context.mode === "production" ? "__Host-stop" : "stop");

/** What a link of a mail ends: questions about deliveries to a person, or one list that somebody ordered. */
export type Stopped = { readonly what: "questions"; readonly person: PersonRow } | { readonly what: "list"; readonly order: SubscriptionRow };

/** What a link stops; null where it was made up, is too old, or its person left. */
export async function openStopLink(context: AppContext, token: string): Promise<Stopped | null> {
  const [now, ring] = [context.now(), context.appSecret];
  const orderId = readListStopToken(ring, token, now);
  const order = orderId ? await findSubscription(context.store, orderId) : null;
  const personId = order?.personId ?? readStopToken(ring, token, now);
  const [person] = personId ? await loadPeople(context.store, [personId]) : [];
  if (!person || person.archivedAt !== null) return null;
  return order ? { what: "list", order } : { what: "questions", person };
}

/** Ends what a link stops, as the button of a mail program means it: no such mails at all. */
export async function stopAll(context: AppContext, stopped: Stopped): Promise<void> {
  const ctx = { store: context.store, now: context.now() };
  if (stopped.what === "list") await endListMail({ ...ctx, actor: { kind: "link", id: stopped.order.id, address: context.address } }, stopped.order.personId, stopped.order.id);
  else await saveSurveyMail({ ...ctx, actor: { kind: "link", id: stopped.person.id, address: context.address } }, stopped.person.id, "none");
}

/** Headers that keep an opened link in the browser, so that its token stands in no address, history or referrer. */
export const keepStopLink = (context: AppContext, token: string): Headers =>
  new Headers({ "Set-Cookie": serializeCookie(cookieName(context), token, { secure: context.mode === "production", maxAgeSeconds: KEPT_SECONDS }), "Referrer-Policy": "no-referrer" });

/** What the link stops that this browser opened; `cookie` where it kept none. */
export async function openKeptStopLink(request: Request, context: AppContext) {
  const token = readCookie(request.headers.get("Cookie"), cookieName(context));
  return token ? ((await openStopLink(context, token)) ?? ("forged" as const)) : ("cookie" as const);
}
