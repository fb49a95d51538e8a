import { hostCookie, readCookie, serializeCookie } from "./cookie.server.ts";

/** A message for the next page: a key of the `common` catalogue and the values that its sentence needs. */
export interface Flash {
  readonly key: string;
  readonly tone: "done" | "warning";
  readonly values?: Readonly<Record<string, string | number>>;
}

const COOKIE = "flash";

/** Set-Cookie value that shows the message once, on the next page. */
export function setFlash(flash: Flash, secure: boolean): string {
  const text = Buffer.from(JSON.stringify(flash)).toString("base64url");
  return serializeCookie(hostCookie(COOKIE, secure), text, { secure, maxAgeSeconds: 60 });
}

/** The waiting message, null when there is none or when it is not one of ours. */
export function readFlash(request: Request, secure: boolean): Flash | null {
  const text = readCookie(request.headers.get("Cookie"), hostCookie(COOKIE, secure));
  if (!text || text.length > 2_000) return null;
  try {
    const flash = JSON.parse(Buffer.from(text, "base64url").toString()) as Partial<Flash>;
    if (typeof flash.key !== "string" || !/^[\w.]+$/.test(flash.key)) return null;
    const values = Object.entries(flash.values ?? {}).filter(
      ([, value]) => typeof value === "string" || typeof value === "number"
    );
    return {
      key: flash.key,
      tone: flash.tone === "warning" ? "warning" : "done",
      values: Object.fromEntries(values),
    };
  } catch {
    return null;
  }
}

/** Set-Cookie value that removes the message. */
export function clearFlash(secure: boolean): string {
  return serializeCookie(hostCookie(COOKIE, secure), "", { secure, maxAgeSeconds: 0 });
}
