import { DomainError } from "../refusal.ts";

const DAY = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Days since 1970-01-01 of a local date `YYYY-MM-DD`, so that spans are plain subtraction and no zone is
 * involved. Throws `bad_date` for anything that is not a date of the calendar.
 */
export function dayNumber(date: string): number {
  const match = DAY.exec(date);
  if (match === null) throw new DomainError("bad_date", date);
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    throw new DomainError("bad_date", date);
  }
  // Years are counted from March, so that a leap day is the last of its year (proleptic Gregorian).
  const fromMarch = month > 2 ? year : year - 1;
  const monthIndex = (month + 9) % 12;
  const dayOfYear = Math.floor((153 * monthIndex + 2) / 5) + day - 1;
  const leapDays =
    Math.floor(fromMarch / 4) - Math.floor(fromMarch / 100) + Math.floor(fromMarch / 400);
  return fromMarch * 365 + leapDays + dayOfYear - 719_468;
}

function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : MONTH_DAYS[month - 1]!;
}

/** Monday 0 … Sunday 6 of a day number. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}
