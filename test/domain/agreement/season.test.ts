import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isInSeason, seasonFault, seasonOn, seasonsOverlap, standsAlone } from "#app/domain/agreement/season.ts";
import { addDays } from "#app/domain/time/local-date.ts";

const S = (from: string, to: string) => ({ from, to });

describe("a season", () => {
  test.each<[string, string, string, boolean]>([
    ["12-15", "01-15", "2026-12-14", false],
    ["12-15", "01-15", "2026-12-15", true],
    ["12-15", "01-15", "2027-01-15", true],
    ["12-15", "01-15", "2027-01-16", false],
    ["07-01", "08-31", "2030-08-31", true],
    ["07-01", "08-31", "2030-09-01", false],
    ["02-29", "02-29", "2028-02-29", true],
    ["02-29", "03-01", "2027-03-01", true],
    ["03-08", "03-08", "2027-03-08", true],
    ["2026-12-15", "2027-01-15", "2026-12-20", true],
    ["2026-12-15", "2027-01-15", "2027-12-20", false],
  ])("%s to %s holds on %s: %s", (from, to, date, expected) => expect(isInSeason(S(from, to), date)).toBe(expected));

  test.each<[string, string, string | null]>([
    ["12-15", "01-15", null],
    ["2026-12-15", "2026-12-15", null],
    ["2026-12-15", "2026-12-14", "season_reversed"],
    ["12-15", "2027-01-15", "bad_season"],
    ["12-32", "01-15", "bad_season"],
    ["02-30", "03-01", "bad_season"],
    ["2027-02-29", "2027-03-01", "bad_season"],
    ["", "", "bad_season"],
    ["1-5", "2-5", "bad_season"],
  ])("%s to %s: %s", (from, to, expected) => expect(seasonFault(S(from, to))).toBe(expected));

  test.each<[string, boolean]>([
    ["FREQ=MONTHLY;BYMONTHDAY=10", true],
    ["FREQ=WEEKLY;BYDAY=MO", true],
    ["FREQ=DAILY", true],
    ["FREQ=MONTHLY", false],
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", false],
    ["FREQ=WEEKLY;INTERVAL=1;BYDAY=MO", true],
    ["FREQ=MONTHLY;BYMONTHDAY=10;COUNT=3", false],
    ["FREQ=MONTHLY;BYMONTHDAY=10;UNTIL=20271231", false],
  ])("%s stands alone: %s", (rule, expected) => expect(standsAlone(rule)).toBe(expected));

  const day = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map(([m, d]) => `${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`);
  const yearly = fc.tuple(day, day).map(([from, to]) => S(from, to));
  const dated = fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 500 })).map(([start, n]) => S(addDays("2026-01-01", start), addDays("2026-01-01", start + n)));
  test("two overlap exactly when they share a date", () => {
    const season = fc.oneof(yearly, dated);
    fc.assert(
      fc.property(season, season, (a, b) => {
        let shared = false;
        for (let i = 0; i <= 1461 && !shared; i++) shared = isInSeason(a, addDays("2026-01-01", i)) && isInSeason(b, addDays("2026-01-01", i));
        expect(seasonsOverlap(a, b)).toBe(shared);
      }),
      { numRuns: 60 },
    );
  });

  test("without seasons none holds", () => {
    expect(seasonOn(undefined, "2026-01-01")).toBeNull();
    expect(seasonOn([], "2026-01-01")).toBeNull();
  });
});
