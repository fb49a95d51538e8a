import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextMailAt, RHYTHMS, type MailRhythm } from "#app/domain/list/mail-rhythm.ts";
import { dayOf, weekdayOf } from "#app/domain/time/local-date.ts";
import { localDayOf, localOf, zoneOf } from "#app/domain/time/zone.ts";

const NINE = 9 * 60;
const weekdays = (day: number) => weekdayOf(day) < 5;
const without = (...dates: string[]) => {
  const off = new Set(dates.map(dayOf));
  return (day: number) => weekdays(day) && !off.has(day);
};
const iso = (at: number) => new Date(at).toISOString().slice(0, 16);
const after = (text: string) => Date.parse(`${text}:00Z`);

describe("when the next mail comes", () => {
  const mondays: MailRhythm = { rhythm: "weekly", weekday: 0, minute: NINE };
  test.each([
    ["a Monday before nine", mondays, "Europe/Moscow", weekdays, "2026-06-15T05:00", "2026-06-15T06:00"],
    ["at nine sharp the next one is meant", mondays, "Europe/Moscow", weekdays, "2026-06-15T06:00", "2026-06-22T06:00"],
    ["a Monday that is a holiday gives it to Tuesday", mondays, "Europe/London", without("2026-05-25"), "2026-05-22T12:00", "2026-05-26T08:00"],
    ["after a long holiday one mail, not two", mondays, "UTC", without("2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08", "2026-01-09"), "2026-01-02T12:00", "2026-01-12T09:00"],
    ["each working day", { rhythm: "daily", minute: NINE }, "UTC", weekdays, "2026-06-19T09:00", "2026-06-22T09:00"],
    ["the first is a Saturday", { rhythm: "monthly", minute: NINE }, "UTC", weekdays, "2026-07-15T00:00", "2026-08-03T09:00"],
    ["of this month still, moved by a weekend", { rhythm: "monthly", minute: NINE }, "UTC", weekdays, "2026-08-01T12:00", "2026-08-03T09:00"],
    ["the night in which clocks go forward has no half past two", { rhythm: "weekly", weekday: 6, minute: 150 }, "Europe/Berlin", () => true, "2026-03-28T12:00", "2026-03-29T01:30"],
    ["at the first of two half past two", { rhythm: "weekly", weekday: 6, minute: 150 }, "Europe/Berlin", () => true, "2026-10-24T12:00", "2026-10-25T00:30"],
    ["a calendar without working days keeps quiet about it", mondays, "UTC", () => false, "2026-06-15T10:00", "2026-06-22T09:00"],
  ] as [string, MailRhythm, string, (day: number) => boolean, string, string][])("%s", (_what, when, zone, isWorkingDay, from, expected) => {
    expect(iso(nextMailAt(when, zoneOf(zone), isWorkingDay, after(from)))).toBe(expected);
  });

  const rhythm = fc.record({ rhythm: fc.constantFrom(...RHYTHMS), weekday: fc.integer({ min: 0, max: 6 }), minute: fc.integer({ min: 0, max: 1439 }) }) as fc.Arbitrary<MailRhythm>;
  const zone = fc.constantFrom("UTC", "Europe/Moscow", "Asia/Kolkata", "America/New_York", "Pacific/Auckland", "Australia/Lord_Howe").map(zoneOf);
  const instant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) });
  // A third of all days is off, by an arithmetic that has no pattern of weeks.
  const works = fc.integer({ min: 0, max: 100 }).map((seed) => (day: number) => (day * 7919 + seed * 104_729) % 97 > 32);

  test("it is later, on a working day, at its time of day, and a day never has two", () => {
    fc.assert(
      fc.property(rhythm, zone, works, instant, (when, place, isWorkingDay, from) => {
        const next = nextMailAt(when, place, isWorkingDay, from);
        expect(next).toBeGreaterThan(from);
        expect(isWorkingDay(localDayOf(place, next))).toBe(true);
        const minute = (localOf(place, next) / 60_000) % 1440;
        // Only a gap of the clocks moves it, forward.
        expect(minute - when.minute === 0 || (minute - when.minute > 0 && minute - when.minute <= 60)).toBe(true);
        const second = nextMailAt(when, place, isWorkingDay, next);
        expect(localDayOf(place, second)).toBeGreaterThan(localDayOf(place, next));
      }),
      { numRuns: 300 },
    );
  });

  test("asking earlier never gives a later mail, and none is jumped over", () => {
    fc.assert(
      fc.property(rhythm, zone, works, instant, fc.integer({ min: 0, max: 40 * 86_400_000 }), (when, place, isWorkingDay, from, more) => {
        const [early, late] = [nextMailAt(when, place, isWorkingDay, from), nextMailAt(when, place, isWorkingDay, from + more)];
        expect(early).toBeLessThanOrEqual(late);
        if (early > from + more) expect(late).toBe(early);
      }),
      { numRuns: 200 },
    );
  });
});
