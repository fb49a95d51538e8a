/**
 * Official working days of Russia, 40-hour week: weekdays that are closed, weekend days that are worked, and
 * days that are one hour shorter. Facts of the yearly government decrees; each year adds up to its norm.
 */
export interface ProductionYear {
  readonly closed: readonly string[];
  readonly workingWeekends: readonly string[];
  readonly shortened: readonly string[];
  readonly normDays: number;
  readonly normHours: number;
}

/** Days as MM-DD, by year. */
const YEARS = {
  "2024": {
    closed: "01-01 01-02 01-03 01-04 01-05 01-08 02-23 03-08 04-29 04-30 05-01 05-09 05-10 06-12 11-04 12-30 12-31",
    workingWeekends: "04-27 11-02 12-28",
    shortened: "02-22 03-07 05-08 06-11 11-02",
    normDays: 248,
    normHours: 1979,
  },
  "2025": {
    closed: "01-01 01-02 01-03 01-06 01-07 01-08 05-01 05-02 05-08 05-09 06-12 06-13 11-03 11-04 12-31",
    workingWeekends: "11-01",
    shortened: "03-07 04-30 06-11 11-01",
    normDays: 247,
    normHours: 1972,
  },
  "2026": {
    closed: "01-01 01-02 01-05 01-06 01-07 01-08 01-09 02-23 03-09 05-01 05-11 06-12 11-04 12-31",
    workingWeekends: "",
    shortened: "04-30 05-08 06-11 11-03",
    normDays: 247,
    normHours: 1972,
  },
  "2027": {
    closed: "01-01 01-04 01-05 01-06 01-07 01-08 02-22 02-23 03-08 05-03 05-10 06-14 11-04 11-05 12-31",
    workingWeekends: "02-20",
    shortened: "02-20 04-30 06-11 11-03",
    normDays: 247,
    normHours: 1972,
  },
} as const;

const daysOf = (year: string, text: string): readonly string[] => text.split(" ").filter(Boolean).map((day) => `${year}-${day}`);

export const RUSSIAN_YEARS: ReadonlyMap<number, ProductionYear> = new Map(
  Object.entries(YEARS).map(([year, found]) => [
    Number(year),
    { ...found, closed: daysOf(year, found.closed), workingWeekends: daysOf(year, found.workingWeekends), shortened: daysOf(year, found.shortened) },
  ]),
);
