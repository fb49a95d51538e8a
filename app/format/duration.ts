import type { Locale } from "#app/domain/names.ts";
import { formatCount, formatDecimal, NBSP } from "./number.ts";

const UNITS: Record<Locale, { day: string; hour: string; minute: string; under: string }> = {
  en: { day: "d", hour: "h", minute: "min", under: "less than a minute" },
  ru: { day: "дн.", hour: "ч", minute: "мин", under: "меньше минуты" },
};

/**
 * Working time: `3 h 20 min`. Hours are never folded into days, because a working day has as many hours as its calendar says.
 * `ms` is a length (>= 0); seconds are left out.
 */
export function formatWorkingTime(ms: number, locale: Locale): string {
  return join(Math.floor(Math.abs(ms) / 60_000), locale, false);
}

/** Elapsed time: `2 d 3 h`, where a day is 24 h. From a day on, minutes are left out. */
export function formatElapsedTime(ms: number, locale: Locale): string {
  return join(Math.floor(Math.abs(ms) / 60_000), locale, true);
}

function join(totalMinutes: number, locale: Locale, withDays: boolean): string {
  const unit = UNITS[locale];
  if (totalMinutes < 1) return unit.under;
  const days = withDays ? Math.floor(totalMinutes / 1_440) : 0;
  const hours = Math.floor((totalMinutes - days * 1_440) / 60);
  const minutes = totalMinutes % 60;
  const parts = [
    days > 0 ? `${formatCount(days, locale)}${NBSP}${unit.day}` : "",
    hours > 0 ? `${formatCount(hours, locale)}${NBSP}${unit.hour}` : "",
    minutes > 0 && days === 0 ? `${minutes}${NBSP}${unit.minute}` : "",
  ];
  return parts.filter(Boolean).join(" ");
}

/** A length in hours with at most two decimals, for columns: `1,972`, `7.5`, `7,5`. */
export function hoursOf(ms: number, locale: Locale): string {
  const text = (Math.round(ms / 36_000) / 100).toFixed(2).replace(/\.?0+$/, "");
  return formatDecimal(text, locale);
}

/** How long a machine took: `0.4 s`, `12 s`, `3 min`. */
export function formatRun(ms: number, locale: Locale): string {
  if (ms >= 60_000) return formatElapsedTime(ms, locale);
  const seconds = ms < 10_000 ? (Math.round(ms / 100) / 10).toFixed(1) : String(Math.round(ms / 1_000));
  return `${formatDecimal(seconds, locale)}${NBSP}${locale === "en" ? "s" : "с"}`;
}
