import type { Locale } from "#app/domain/names.ts";

/** U+2212: as wide as a digit, so columns of figures stay aligned. */
export const MINUS = "\u2212";
export const NBSP = "\u00a0";

const GROUP: Record<Locale, string> = { en: ",", ru: NBSP };
const POINT: Record<Locale, string> = { en: ".", ru: "," };

/**
 * Exact decimal text (`-1234.5`) in a locale's writing: groups of three, its decimal mark, a true minus. Written out here and not by
 * `Intl`, so that server and browser never disagree by a version of their locale data.
 */
export function formatDecimal(text: string, locale: Locale): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) throw new RangeError(`not a decimal: ${text.slice(0, 40)}`);
  const [, sign = "", whole = "", fraction] = match;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, GROUP[locale]);
  const isZero = /^0*$/.test(whole + (fraction ?? ""));
  return (sign && !isZero ? MINUS : "") + grouped + (fraction ? POINT[locale] + fraction : "");
}

/** An integer count, `12,400` or `12 400`. */
export function formatCount(count: number, locale: Locale): string {
  return formatDecimal(String(Math.trunc(count)), locale);
}

/** An integer of `10^-digits` as exact decimal text: `(3061096, 2)` is `30610.96`. */
export function scaledText(scaled: number, digits: number): string {
  if (!Number.isSafeInteger(scaled)) throw new RangeError("not a whole number of minor units");
  const sign = scaled < 0 ? "-" : "";
  const padded = String(Math.abs(scaled)).padStart(digits + 1, "0");
  if (digits === 0) return sign + padded;
  return `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}
