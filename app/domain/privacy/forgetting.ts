import { addMonths, readDay } from "../time/local-date.ts";
import { ok, refused, type Result } from "../refusal.ts";

/** Years that a company may set: disputes about pay need at least one. */
export const LEAST_YEARS = 1;
export const MOST_YEARS = 75;

/** Whether people who left may be known for so many years; null = for good. */
export function checkYears(years: number | null): Result<null, "years_out_of_range"> {
  if (years !== null && (!Number.isInteger(years) || years < LEAST_YEARS || years > MOST_YEARS)) return refused("years_out_of_range", { least: LEAST_YEARS, most: MOST_YEARS }, "years");
  return ok(null);
}

/** The local date up to which somebody must have left to be forgotten today; 29 February counts as the 28th. */
export function leftBefore(today: string, years: number): string {
  const day = `${addMonths(today.slice(0, 7), -12 * years)}${today.slice(7)}`;
  return readDay(day) === null ? `${day.slice(0, 8)}28` : day;
}

/** What stands in the place of a name: the same in every language, and no two alike. */
export const nameOfForgotten = (personId: string): string => `N-${personId.slice(0, 8)}`;
