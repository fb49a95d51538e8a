/**
 * Zones of the Russian Federation. Their calendars follow decrees that appear a year at a time, so that each year has
 * to be confirmed by a person.
 */
const RUSSIAN_ZONES: ReadonlySet<string> = new Set([
  ...["Astrakhan", "Kaliningrad", "Kirov", "Moscow", "Samara", "Saratov", "Simferopol", "Ulyanovsk", "Volgograd"].map((city) => `Europe/${city}`),
  ...["Anadyr", "Barnaul", "Chita", "Irkutsk", "Kamchatka", "Khandyga", "Krasnoyarsk", "Magadan", "Novokuznetsk", "Novosibirsk", "Omsk", "Sakhalin", "Srednekolymsk", "Tomsk", "Ust-Nera", "Vladivostok", "Yakutsk", "Yekaterinburg"].map((city) => `Asia/${city}`),
]);

export const isRussianZone = (tz: string): boolean => RUSSIAN_ZONES.has(tz);

/**
 * The year that somebody should confirm now: from 1 October the next one (design.md section 3). Null when it is
 * confirmed already, when it is too early, or where the calendar is not a Russian one.
 */
export function yearToConfirm(tz: string, today: string, confirmed: ReadonlySet<number>): number | null {
  if (!isRussianZone(tz) || today.slice(5) < "10-01") return null;
  const next = Number(today.slice(0, 4)) + 1;
  return confirmed.has(next) ? null : next;
}
