import Holidays from "date-holidays";
import type { SourceDay } from "#app/domain/calendar/propose-days.ts";
import type { Locale } from "#app/domain/names.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import type { ReadSource } from "./read-ics.server.ts";

const DAY_MS = 86_400_000;

export interface Country {
  readonly code: string;
  readonly name: string;
}

/** Countries whose public holidays are known, by name in a language. */
export function countries(locale: Locale): Country[] {
  const shown = new Intl.DisplayNames([locale], { type: "region", fallback: "code" });
  return Object.keys(new Holidays().getCountries("en"))
    .filter((code) => /^[A-Z]{2}$/.test(code))
    .map((code) => ({ code, name: shown.of(code) ?? code }))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
}

/** Regions of a country that have holidays of their own; empty where there are none. */
export function regionsOf(country: string): Country[] {
  const states: Record<string, string> = new Holidays().getStates(country, "en") ?? {};
  return Object.entries(states).map(([code, name]) => ({ code, name }));
}

/** Public holidays of a country, or of one of its regions, from a year to a year, both included. */
export function countryHolidays(country: string, region: string, fromYear: number, toYear: number): Result<ReadSource, "unknown_country" | "unknown_region" | "no_holidays"> {
  const known = new Holidays();
  if (!Object.hasOwn(known.getCountries("en"), country)) return refused("unknown_country", { country }, "country");
  if (region !== "" && !regionsOf(country).some((one) => one.code === region)) return refused("unknown_region", { region }, "region");
  const found = region === "" ? new Holidays(country) : new Holidays(country, region);
  const days: SourceDay[] = [];
  for (let year = fromYear; year <= toYear; year++) {
    const russian = new Map(found.getHolidays(year, "ru").map((row) => [`${row.date} ${row.rule}`, row.name]));
    for (const row of found.getHolidays(year, "en")) {
      if (row.type !== "public") continue;
      const length = Math.min(31, Math.max(1, Math.round((row.end.getTime() - row.start.getTime()) / DAY_MS)));
      const names = { en: row.name, ru: russian.get(`${row.date} ${row.rule}`) ?? row.name };
      for (let i = 0; i < length; i++) days.push({ date: addDays(row.date.slice(0, 10), i), kind: "closed", names });
    }
  }
  return days.length === 0 ? refused("no_holidays", { country }, "country") : ok({ days, skipped: 0 });
}
