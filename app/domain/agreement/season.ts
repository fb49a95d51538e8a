import { addDays, DAY_MS, readDay } from "../time/local-date.ts";

/**
 * A part of the year (`MM-DD` to `MM-DD`, over the New Year where the end comes first) or one stretch of dates (`YYYY-MM-DD`). Both ends
 * belong to it.
 */
export interface Season {
  readonly from: string;
  readonly to: string;
}

/** A promise may have so many. */
export const MOST_SEASONS = 12;

export type SeasonFault = "bad_season" | "season_reversed";

/** The season of a local date, if there is one; seasons of one promise share no date. */
export function seasonOn<S extends Season>(seasons: readonly S[] | undefined, date: string): S | null {
  return seasons?.find((season) => isInSeason(season, date)) ?? null;
}

export function isInSeason({ from, to }: Season, date: string): boolean {
  if (!isYearly(from)) return date >= from && date <= to;
  const day = date.slice(5);
  return from <= to ? day >= from && day <= to : day >= from || day <= to;
}

/** Whether it comes back each year. */
export const isYearly = (end: string): boolean => end.length === 5;

/** What keeps a season from being promised. 29 February is a day of a year here, whether or not the year has it. */
export function seasonFault({ from, to }: Season): SeasonFault | null {
  const yearly = isYearly(from);
  if (yearly !== isYearly(to) || !isDay(from) || !isDay(to)) return "bad_season";
  return !yearly && from > to ? "season_reversed" : null;
}

const isDay = (end: string): boolean => readDay(isYearly(end) ? `${LEAP_YEAR}-${end}` : end) !== null;

const LEAP_YEAR = "2024";

/** Whether two seasons share a date. */
export function seasonsOverlap(a: Season, b: Season): boolean {
  if (isYearly(a.from) && isYearly(b.from)) return isInSeason(a, asDate(b.from)) || isInSeason(b, asDate(a.from));
  if (!isYearly(a.from) && !isYearly(b.from)) return a.from <= b.to && b.from <= a.to;
  const [yearly, dated] = isYearly(a.from) ? [a, b] : [b, a];
  const days = (Date.parse(dated.to) - Date.parse(dated.from)) / DAY_MS;
  // Four years hold each day of a year.
  for (let i = 0; i <= Math.min(days, 1461); i++) if (isInSeason(yearly, addDays(dated.from, i))) return true;
  return false;
}

const asDate = (day: string): string => `${LEAP_YEAR}-${day}`;

/**
 * Whether a recurrence means the same dates wherever it is counted from: a season begins anew each year, so it may not count weeks,
 * repetitions or an end, and has to name its day.
 */
export function standsAlone(rrule: string): boolean {
  const parts = new Map(rrule.toUpperCase().replace(/^RRULE:/, "").split(";").map((part) => part.split("=", 2) as [string, string]));
  if (parts.has("COUNT") || parts.has("UNTIL") || Number(parts.get("INTERVAL") ?? 1) !== 1) return false;
  return parts.get("FREQ") === "DAILY" || parts.has("BYDAY") || parts.has("BYMONTHDAY");
}
