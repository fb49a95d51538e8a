/** The first value of a cookie in a Cookie header, undefined when it is absent or unreadable. */
export function readCookie(header: string | null, name: string): string | undefined {
  for (const part of (header ?? "").split(";")) {
    const equals = part.indexOf("=");
    if (equals < 0 || part.slice(0, equals).trim() !== name) continue;
    const raw = part.slice(equals + 1).trim();
    try {
      return decodeURIComponent(raw);
    } catch {
      return undefined;
    }
  }
  return undefined;
}

/** A cookie's name: over https browsers take one that begins so from this host alone, for all of its paths. */
export const hostCookie = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name);

/** The names in a Cookie header, in its order. */
export const cookieNames = (header: string | null): string[] => (header ?? "").split(";").flatMap((part) => (part.includes("=") ? [part.slice(0, part.indexOf("=")).trim()] : []));

/**
 * A Set-Cookie value that scripts cannot read and foreign sites do not send with forms. `maxAgeSeconds` 0 deletes; absent, the
 * cookie ends with the browser's session.
 */
export function serializeCookie(
  name: string,
  value: string,
  options: { readonly secure: boolean; readonly maxAgeSeconds?: number }
): string {
  const parts = [`${name}=${encodeURIComponent(value)}`, "Path=/", "HttpOnly", "SameSite=Lax"];
  if (options.maxAgeSeconds !== undefined) parts.push(`Max-Age=${options.maxAgeSeconds}`);
  if (options.secure) parts.push("Secure");
  return parts.join("; ");
}
