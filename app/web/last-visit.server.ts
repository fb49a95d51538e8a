import { sha256 } from "#db/new-id.server.ts";
import { hostCookie, readCookie, serializeCookie } from "./cookie.server.ts";

const COOKIE = "visit";
const YEAR_SECONDS = 31_536_000;
/** Who was away for so long comes back: a lunch is no new visit, a night is. */
const AWAY_MS = 4 * 3_600_000;
/** How old what is remembered may get while somebody is here. */
const STALE_MS = 5 * 60_000;
const MARK_SIGNS = 12;

/** When somebody was here before this visit, and what the browser is to remember of this one. */
export interface Visit {
  /** End of the visit before this one, epoch ms; null = none is known in this browser. */
  readonly before: number | null;
  /** Set-Cookie value; null = what the browser has will do. */
  readonly cookie: string | null;
}

/**
 * Reads and moves on what this browser remembers of a person's visits. It is kept in the browser alone: nobody else sees when somebody was here.
 * Nothing in it is trusted; of another person's cookie, an unreadable one or one from the future nothing is taken.
 */
export function readVisit(cookieHeader: string | null, accountId: string, now: number, secure: boolean): Visit {
  const mark = sha256(`visit ${accountId}`).slice(0, MARK_SIGNS);
  const found = /^([0-9a-f]{12})\.(\d{1,15})\.(\d{1,15})$/.exec(readCookie(cookieHeader, hostCookie(COOKIE, secure)) ?? "");
  const known = found && found[1] === mark ? { last: Number(found[2]), before: Number(found[3]) } : null;
  const remember = (before: number): string => serializeCookie(hostCookie(COOKIE, secure), `${mark}.${now}.${before}`, { secure, maxAgeSeconds: YEAR_SECONDS });
  if (!known || known.last > now || known.before > known.last) return { before: null, cookie: remember(0) };
  const before = now - known.last > AWAY_MS ? known.last : known.before;
  return { before: before === 0 ? null : before, cookie: now - known.last > STALE_MS ? remember(before) : null };
}
