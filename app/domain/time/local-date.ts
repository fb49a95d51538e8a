import { DomainError, saidOf } from "../refusal.ts";

/**
 * Local dates (`YYYY-MM-DD`) and their arithmetic. A day number counts days since 1970-01-01; it has
 * no zone, so adding one never meets a change of clocks.
 */
export const DAY_MS = 86_400_000;
export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;

/** Local dates run from 0000-01-01 up to 9999-12-31: what ISO 8601 writes with four digits. */
export const FIRST_DAY = -719_528;
export const LAST_DAY = 2_932_896;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH = /^(\d{4})-(\d{2})$/;

/** Day number of a year, month (1–12) and day of the Gregorian calendar (Hinnant's algorithm). */
export function dayOfParts(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Year, month (1–12) and day of a day number. */
export function partsOfDay(day: number): { year: number; month: number; day: number } {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor(
    (doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365,
  );
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return {
    year: yoe + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: doy - Math.floor((153 * mp + 2) / 5) + 1,
  };
}

export function daysInMonth(year: number, month: number): number {
  return month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : month === 4 || month === 6 || month === 9 || month === 11
      ? 30
      : 31;
}

/** Day number of `YYYY-MM-DD`, or null when it is not a date of the calendar. */
export function readDay(text: unknown): number | null {
  const match = typeof text === "string" ? DATE.exec(text) : null;
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return dayOfParts(year, month, day);
}

/** Day number of a date. Error `bad_date`. */
export function dayOf(date: string): number {
  const day = readDay(date);
  if (day === null) throw new DomainError("bad_date", saidOf(date));
  return day;
}

const pad = (n: number, width: number): string => String(n).padStart(width, "0");

export function dateOfDay(day: number): string {
  const { year, month, day: dayOfMonth } = partsOfDay(day);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`;
}

export const addDays = (date: string, days: number): string => dateOfDay(dayOf(date) + days);

/** Days from `a` to `b`; negative when `b` is earlier. */
export const daysFrom = (a: string, b: string): number => dayOf(b) - dayOf(a);

/** 0 = Monday … 6 = Sunday. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** First day and number of days of `YYYY-MM`, or null when it is not a month. */
export function readMonth(text: unknown): { firstDay: number; days: number } | null {
  const match = typeof text === "string" ? MONTH.exec(text) : null;
  if (!match) return null;
  const [year, month] = [Number(match[1]), Number(match[2])];
  if (month < 1 || month > 12) return null;
  return { firstDay: dayOfParts(year, month, 1), days: daysInMonth(year, month) };
}

export const monthOfDate = (date: string): string => date.slice(0, 7);

/** The month `n` months after `YYYY-MM`. Error `bad_date`. */
export function addMonths(month: string, n: number): string {
  if (!readMonth(month)) throw new DomainError("bad_date", saidOf(month));
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + n;
  return `${pad(Math.floor(index / 12), 4)}-${pad((((index % 12) + 12) % 12) + 1, 2)}`;
}
