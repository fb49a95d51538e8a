import { LOCALES, type Locale } from "#app/domain/names.ts";
import { hostCookie, readCookie, serializeCookie } from "./cookie.server.ts";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** What the browser remembers about how the portal looks; nothing in it is secret or trusted. */
export interface Preferences {
  readonly theme: Theme;
  /** The navigation rail shows icons only. */
  readonly railCollapsed: boolean;
}

const LANGUAGE_COOKIE = "lang";
const THEME_COOKIE = "theme";
const RAIL_COOKIE = "rail";
const YEAR_SECONDS = 31_536_000;

/** Nothing in these is trusted, so that either name may be read: the one of https, or the plain one of an address of this machine. */
const readPreference = (cookieHeader: string | null, name: string): string | undefined => readCookie(cookieHeader, hostCookie(name, true)) ?? readCookie(cookieHeader, name);

/** Preferences of a Cookie header; anything unknown in it counts as absent. */
export function readPreferences(cookieHeader: string | null): Preferences {
  const theme = readPreference(cookieHeader, THEME_COOKIE);
  return {
    theme: THEMES.find((known) => known === theme) ?? "system",
    railCollapsed: readPreference(cookieHeader, RAIL_COOKIE) === "collapsed",
  };
}

/** Set-Cookie values that remember what is given. */
export function rememberPreferences(
  changes: { readonly theme?: Theme; readonly railCollapsed?: boolean; readonly locale?: Locale },
  secure: boolean
): readonly string[] {
  const options = { secure, maxAgeSeconds: YEAR_SECONDS };
  const cookies: string[] = [];
  if (changes.theme) cookies.push(serializeCookie(hostCookie(THEME_COOKIE, secure), changes.theme, options));
  if (changes.locale) cookies.push(serializeCookie(hostCookie(LANGUAGE_COOKIE, secure), changes.locale, options));
  if (changes.railCollapsed !== undefined) {
    cookies.push(
      serializeCookie(hostCookie(RAIL_COOKIE, secure), changes.railCollapsed ? "collapsed" : "open", options)
    );
  }
  return cookies;
}

/** The language of a request nobody has signed: the cookie's, else the first known one of Accept-Language, else English. */
export function localeOfRequest(
  cookieHeader: string | undefined,
  acceptLanguage: string | undefined
): Locale {
  const chosen = readPreference(cookieHeader ?? null, LANGUAGE_COOKIE);
  return (
    LOCALES.find((known) => known === chosen) ?? localeOfAcceptLanguage(acceptLanguage) ?? "en"
  );
}

function localeOfAcceptLanguage(header: string | undefined): Locale | undefined {
  const ranges = (header ?? "")
    .slice(0, 500)
    .split(",")
    .map((part, index) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const q = parameters
        .map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1])
        .find(Boolean);
      return { language: tag.split("-")[0] ?? "", weight: q === undefined ? 1 : Number(q), index };
    })
    .filter((range) => range.weight > 0)
    .sort((a, b) => b.weight - a.weight || a.index - b.index);
  for (const range of ranges) {
    const known = LOCALES.find((locale) => locale === range.language);
    if (known) return known;
  }
  return undefined;
}
