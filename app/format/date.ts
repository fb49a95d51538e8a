import type { Locale } from "#app/domain/names.ts";
import { MONTHS, MONTHS_IN_DATE, MONTHS_SHORT, WEEKDAYS_SHORT } from "./calendar-words.ts";
import { weekdayOf } from "./local-time.ts";
import { NBSP } from "./number.ts";

function partsOf(date: string): { year: number; month: number; day: number } {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!match) throw new RangeError(`not a date: ${date.slice(0, 40)}`);
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}

/** A day in a sentence: `9 March 2026`, `9 марта 2026`. */
export function formatDay(date: string, locale: Locale): string {
  const { year, month, day } = partsOf(date);
  return `${day}${NBSP}${MONTHS_IN_DATE[locale][month - 1]} ${year}`;
}

/** A day in a table: `9 Mar 2026`, `09.03.2026`. */
export function formatDayShort(date: string, locale: Locale): string {
  const { year, month, day } = partsOf(date);
  if (locale === "ru") {
    return `${String(day).padStart(2, "0")}.${String(month).padStart(2, "0")}.${year}`;
  }
  return `${day}${NBSP}${MONTHS_SHORT.en[month - 1]}${NBSP}${year}`;
}

/** A day of the running year with its weekday: `Mon 9 Mar`, `пн 9 мар`. */
export function formatWeekday(date: string, locale: Locale): string {
  const { month, day } = partsOf(date);
  return `${WEEKDAYS_SHORT[locale][weekdayOf(date)]} ${day}${NBSP}${
    MONTHS_SHORT[locale][month - 1]
  }`;
}

const QUARTER: Record<Locale, (quarter: number, year: string) => string> = {
  en: (quarter, year) => `Q${quarter}${NBSP}${year}`,
  ru: (quarter, year) => `${["I", "II", "III", "IV"][quarter - 1]}${NBSP}квартал ${year}`,
};

/** A period id as people say it: `2026-06` is `June 2026`, `2026-Q3` is `Q3 2026` or `III квартал 2026`, `2026` itself. */
export function formatPeriod(period: string, locale: Locale): string {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period);
  if (quarter) return QUARTER[locale](Number(quarter[2]), quarter[1] ?? "");
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(period);
  if (month) return `${MONTHS[locale][Number(month[2]) - 1]} ${month[1]}`;
  if (/^\d{4}$/.test(period)) return period;
  throw new RangeError(`not a period: ${period.slice(0, 40)}`);
}

/** A period in the genitive, after "since" and its like: `August 2026`, `августа 2026`, `III квартала 2026`, `2026 года`. */
export function formatPeriodOf(period: string, locale: Locale): string {
  if (locale === "en") return formatPeriod(period, locale);
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(period);
  if (month) return `${MONTHS_IN_DATE[locale][Number(month[2]) - 1]} ${month[1]}`;
  return /^\d{4}$/.test(period) ? `${period}${NBSP}года` : formatPeriod(period, locale).replace("квартал", "квартала");
}

/** The months up to and with one, oldest first, as `YYYY-MM`. */
export function lastMonths(month: string, count: number): string[] {
  const last = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
  return Array.from({ length: count }, (_, place) => {
    const index = last - count + 1 + place;
    return `${String(Math.floor(index / 12)).padStart(4, "0")}-${String((index % 12) + 1).padStart(2, "0")}`;
  });
}
