import { redirect, redirectDocument } from "@remix-run/node";
import { makeToken, readToken } from "#app/operations/signed-token.server.ts";
import type { AppContext } from "./context.server.ts";
import { readCookie, serializeCookie } from "./cookie.server.ts";
import { rememberDevice } from "./known-device.server.ts";
import { createSession } from "./session.server.ts";

/** How long a right password waits for its code. */
const STEP_MS = 5 * 60_000;

const cookieName = (context: AppContext): string => (context.mode === "production" ? "__Host-step" : "step");
const secureOf = (context: AppContext): boolean => context.mode === "production";

/**
 * What follows on a right password or a good answer of the identity provider: the page of the second factor where the account has one,
 * else a session, and the device is known from now on.
 */
export async function letIn(request: Request, context: AppContext, who: { readonly accountId: string; readonly email: string; readonly mark: string; readonly needsCode: boolean; readonly next: string }): Promise<Response> {
  const headers = new Headers();
  if (who.needsCode) {
    const step = makeToken(context.appSecret, "second-step", who.accountId, context.now() + STEP_MS);
    headers.append("Set-Cookie", serializeCookie(cookieName(context), step, { secure: secureOf(context), maxAgeSeconds: STEP_MS / 1000 }));
    return redirect(`/sign-in/code?next=${encodeURIComponent(who.next)}`, { headers });
  }
  headers.append("Set-Cookie", await createSession(request, context, who.accountId));
  for (const cookie of rememberDevice(request, context, who)) headers.append("Set-Cookie", cookie);
  if (waitingAccount(request, context) !== null) headers.append("Set-Cookie", serializeCookie(cookieName(context), "", { secure: secureOf(context), maxAgeSeconds: 0 }));
  context.logger.info({ requestId: context.requestId, accountId: who.accountId }, "signed in");
  // A new document: the person's language may be another than this page's.
  return redirectDocument(who.next, { headers });
}

/** The account whose password was right and whose code is still asked for; null where there is none or it waited too long. */
export function waitingAccount(request: Request, context: AppContext): string | null {
  const step = readCookie(request.headers.get("Cookie"), cookieName(context));
  return step ? readToken(context.appSecret, "second-step", step, context.now()) : null;
}
