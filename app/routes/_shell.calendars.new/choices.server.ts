import type { Locale } from "#app/domain/names.ts";
import { RUSSIAN_YEARS } from "#app/domain/calendar/russian-years.ts";
import { countries, regionsOf } from "#app/operations/calendar-sources/country-holidays.server.ts";
import { MOST_MB } from "./act.server.ts";

/** What the editor's lists offer. */
export function editorChoices(locale: Locale, today: string, country: string | null) {
  const year = Number(today.slice(0, 4));
  const shipped = [...RUSSIAN_YEARS.keys()];
  return {
    zones: ["UTC", ...Intl.supportedValuesOf("timeZone")],
    countries: countries(locale),
    regions: country ? regionsOf(country) : [],
    country: country ?? "",
    thisYear: year,
    shipped: { from: Math.min(...shipped), to: Math.max(...shipped) },
    mostMb: MOST_MB,
  };
}

export type EditorChoices = ReturnType<typeof editorChoices>;
