/**
 * A path of this site taken from input (`next`, `returnTo`), or the fallback. Only one leading slash, no backslash, no control
 * character and no scheme gets through: `//host`, `/\host` and a tab between the slashes leave the site in some browser.
 */
export function safePath(input: unknown, fallback = "/"): string {
  if (typeof input !== "string" || input.length > 2_000) return fallback;
  if (!/^\/(?![/\\])[^\\\u0000-\u0020\u007f-\u009f]*$/.test(input)) return fallback;
  try {
    const base = "http://portal.invalid";
    const url = new URL(input, base);
    const path = url.pathname + url.search + url.hash;
    return url.origin === base && !path.startsWith("//") ? path : fallback;
  } catch {
    return fallback;
  }
}
