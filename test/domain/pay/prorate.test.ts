import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayNumber, weekdayOf } from "#app/domain/pay/day-number.ts";
import { countCalendarDays } from "#app/domain/pay/prorate-calendar.ts";
import { countWorkingDays } from "#app/domain/pay/prorate-working.ts";

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const isoDay = (offset: number) => new Date(START + offset * DAY_MS).toISOString().slice(0, 10);
const someDay = fc.integer({ min: -20, max: 120 }).map(isoDay);
const someRange = fc
  .tuple(someDay, someDay)
  .map(([a, b]) => (a < b ? ([a, b] as const) : ([b, a] as const)));

describe("a day number", () => {
  it("counts days of the calendar from 1970", () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (day) => {
        const date = new Date(day * DAY_MS);
        if (date.getUTCFullYear() < 1 || date.getUTCFullYear() > 9999) return;
        expect(dayNumber(date.toISOString().slice(0, 10))).toBe(day);
        expect(weekdayOf(day)).toBe((date.getUTCDay() + 6) % 7);
      })
    );
  });
  it.each([
    "2026-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
    "2026-1-1",
    "2026-01-01T00:00",
    "1900-02-29",
  ])("%s is no date", (text) => expect(() => dayNumber(text)).toThrow("bad_date"));
  it("knows the leap day of 2000", () => expect(dayNumber("2000-02-29")).toBe(11_016));
});

describe("days that count", () => {
  const entitlement = fc.record({
    period: someRange,
    hire: fc.option(someDay),
    leave: fc.option(someDay),
    excluded: fc.array(someRange, { maxLength: 4 }),
    holidays: fc.array(someDay, { maxLength: 5 }),
    workingWeekends: fc.array(someDay, { maxLength: 5 }),
  });

  it("are the days a walk through the calendar counts", () => {
    fc.assert(
      fc.property(entitlement, ({ period, hire, leave, excluded, holidays, workingWeekends }) => {
        const walked = { total: 0, counted: 0 };
        const working = { total: 0, counted: 0 };
        for (let day = Date.parse(period[0]); day <= Date.parse(period[1]); day += DAY_MS) {
          const iso = new Date(day).toISOString().slice(0, 10);
          const weekday = new Date(day).getUTCDay();
          const worked =
            workingWeekends.includes(iso) || (weekday % 6 !== 0 && !holidays.includes(iso));
          const counts =
            (hire === null || iso >= hire) &&
            (leave === null || iso <= leave) &&
            !excluded.some(([from, to]) => iso >= from && iso <= to);
          walked.total++;
          if (counts) walked.counted++;
          if (worked) working.total++;
          if (worked && counts) working.counted++;
        }
        const facts = { periodStart: period[0], periodEnd: period[1], hire, leave, excluded };
        expect(countCalendarDays(facts)).toEqual(walked);
        expect(countWorkingDays(facts, { holidays, workingWeekends })).toEqual(working);
      })
    );
  });
});
