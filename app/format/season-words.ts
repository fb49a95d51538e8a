import { isYearly, type Season } from "#app/domain/agreement/season.ts";
import type { Locale } from "#app/domain/names.ts";
import { formatDay } from "./date.ts";

const DAY_OF_YEAR: Record<Locale, Intl.DateTimeFormat> = {
  en: new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" }),
  ru: new Intl.DateTimeFormat("ru-RU", { day: "numeric", month: "long", timeZone: "UTC" }),
};

/** When a season holds: `each year from 15 December to 15 January`, `from 15 December 2026 to 15 January 2027`. Both ends belong to it. */
export function seasonWords({ from, to }: Season, locale: Locale): string {
  const yearly = isYearly(from);
  // A leap year has each day that a year can have.
  const day = (end: string) => (yearly ? DAY_OF_YEAR[locale].format(Date.parse(`2024-${end}`)) : formatDay(end, locale));
  if (locale === "en") return `${yearly ? "each year " : ""}from ${day(from)} to ${day(to)}`;
  return `${yearly ? "ежегодно " : ""}с ${day(from)} по ${day(to)}`;
}
