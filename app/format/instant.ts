import type { Locale } from "#app/domain/names.ts";
import { formatDay, formatDayShort, formatWeekday } from "./date.ts";
import { daysBetween, localTime } from "./local-time.ts";
import { MINUS } from "./number.ts";

/** `16:40` in a zone. */
export function formatClock(instant: number, zone: string): string {
  const { hour, minute } = localTime(instant, zone);
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** An instant in a table: `9 Mar 2026, 16:40`, `09.03.2026 16:40`. */
export function formatInstant(instant: number, zone: string, locale: Locale): string {
  const day = formatDayShort(localTime(instant, zone).date, locale);
  return `${day}${locale === "en" ? "," : ""} ${formatClock(instant, zone)}`;
}

/** An instant with its zone, for hover and focus: `9 March 2026, 16:40 (Europe/Moscow, UTC+3)`. */
export function formatInstantExact(instant: number, zone: string, locale: Locale): string {
  const local = localTime(instant, zone);
  const offset = formatOffset(local.offsetMinutes);
  return `${formatDay(local.date, locale)}, ${formatClock(instant, zone)} (${zone}, ${offset})`;
}

/** `UTC+3`, `UTC−3:30`, `UTC`. */
export function formatOffset(offsetMinutes: number): string {
  if (offsetMinutes === 0) return "UTC";
  const absolute = Math.abs(offsetMinutes);
  const minutes = absolute % 60;
  const hours = Math.floor(absolute / 60);
  const tail = minutes === 0 ? "" : `:${String(minutes).padStart(2, "0")}`;
  return `UTC${offsetMinutes < 0 ? MINUS : "+"}${hours}${tail}`;
}

const NEAR_DAYS: Record<Locale, Readonly<Record<string, string>>> = {
  en: { "-1": "yesterday", "0": "today", "1": "tomorrow" },
  ru: { "-1": "вчера", "0": "сегодня", "1": "завтра" },
};

/** An instant as seen from now: `today 12:00`, `tomorrow 12:00`, `Wed 11 Mar 16:40`, and with the year when it is far away. */
export function formatInstantNear(
  instant: number,
  now: number,
  zone: string,
  locale: Locale
): string {
  const date = localTime(instant, zone).date;
  const away = daysBetween(localTime(now, zone).date, date);
  const clock = formatClock(instant, zone);
  const near = NEAR_DAYS[locale][String(away)];
  if (near) return `${near} ${clock}`;
  if (Math.abs(away) <= 120) return `${formatWeekday(date, locale)} ${clock}`;
  return formatInstant(instant, zone, locale);
}
