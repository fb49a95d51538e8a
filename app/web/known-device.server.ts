import { foldEmail, type KnownDevice } from "#app/operations/sign-in.server.ts";
import { makeToken, readToken } from "#app/operations/signed-token.server.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { newId, sha256 } from "#db/new-id.server.ts";
import type { AppContext } from "./context.server.ts";
import { cookieNames, readCookie, serializeCookie } from "./cookie.server.ts";

const KNOWN_DAYS = 180;
/** Accounts that one browser remembers; the oldest go first. */
const MOST_KNOWN = 10;

const prefixOf = (context: AppContext): string => `${context.mode === "production" ? "__Host-" : ""}known-`;
const partOf = (email: string): string => sha256(foldEmail(email)).slice(0, 32);
const nameFor = (context: AppContext, email: string): string => prefixOf(context) + partOf(email).slice(0, 12);

/**
 * This device, if somebody has signed in to the account of this address with it before; null otherwise. A signed cookie says so: it is
 * no sign-in, it only counts wrong passwords of this device by themselves, and no longer than the password of that time holds.
 */
export function readKnownDevice(request: Request, context: AppContext, email: string): KnownDevice | null {
  const token = readCookie(request.headers.get("Cookie"), nameFor(context, email));
  const [id, part, mark] = (token ? readToken(context.appSecret, "known-device", token, context.now()) : null)?.split("-") ?? [];
  return id !== undefined && part === partOf(email) && mark !== undefined ? { id, mark } : null;
}

/** Set-Cookie values that make the device known to the account, as long as it has the password with this mark. */
export function rememberDevice(request: Request, context: AppContext, { email, mark }: { readonly email: string; readonly mark: string }): string[] {
  const secure = context.mode === "production";
  const name = nameFor(context, email);
  const id = readKnownDevice(request, context, email)?.id ?? newId();
  const token = makeToken(context.appSecret, "known-device", `${id}-${partOf(email)}-${mark}`, context.now() + KNOWN_DAYS * DAY_MS);
  const others = cookieNames(request.headers.get("Cookie")).filter((one) => one.startsWith(prefixOf(context)) && one !== name);
  return [
    serializeCookie(name, token, { secure, maxAgeSeconds: (KNOWN_DAYS * DAY_MS) / 1000 }),
    ...others.slice(0, Math.max(0, others.length + 1 - MOST_KNOWN)).map((old) => serializeCookie(old, "", { secure, maxAgeSeconds: 0 })),
  ];
}
