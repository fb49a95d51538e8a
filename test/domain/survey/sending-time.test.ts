import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import { isWorkingDay } from "#app/domain/calendar/working-days.ts";
import { isQuiet, sendingTime } from "#app/domain/survey/sending-time.ts";
import { localDayOf, zoneOf } from "#app/domain/time/zone.ts";

const week = Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["09:00", "18:00"]]]));
const calendarIn = (tz: string) => compileCalendar({ tz, weekly: week, holidays: ["2026-11-04"] } as Parameters<typeof compileCalendar>[0]);
const NIGHT = { from: "20:00", to: "08:00" };

describe("when a mail may go out", () => {
  test.each([
    ["at noon of a working day", "2026-11-23T12:00+03:00", "2026-11-23T12:00+03:00"],
    ["the minute before the quiet hours", "2026-11-23T19:59+03:00", "2026-11-23T19:59+03:00"],
    ["in the evening: the next morning", "2026-11-23T20:00+03:00", "2026-11-24T08:00+03:00"],
    ["before dawn: the same morning", "2026-11-24T03:17+03:00", "2026-11-24T08:00+03:00"],
    ["on Friday evening: Monday morning", "2026-11-20T21:00+03:00", "2026-11-23T08:00+03:00"],
    ["on a Sunday: Monday morning", "2026-11-22T12:00+03:00", "2026-11-23T08:00+03:00"],
    ["on a holiday: the day after", "2026-11-04T10:00+03:00", "2026-11-05T08:00+03:00"],
  ])("%s", (_what, at, expected) => {
    const hours = { zone: zoneOf("Europe/Moscow"), calendar: calendarIn("Europe/Moscow") };
    expect(new Date(sendingTime({ quiet: NIGHT, workingDaysOnly: true }, hours, Date.parse(at))).toISOString()).toBe(new Date(expected).toISOString());
  });

  test("by the wall clock of the rater", () => {
    const at = Date.parse("2026-11-23T12:00Z");
    const there = { zone: zoneOf("Asia/Vladivostok"), calendar: null };
    expect(new Date(sendingTime({ quiet: NIGHT, workingDaysOnly: true }, there, at)).toISOString()).toBe("2026-11-23T22:00:00.000Z");
  });

  test("where the morning does not exist it begins when the clock goes on", () => {
    const hours = { zone: zoneOf("America/New_York"), calendar: null };
    const sent = sendingTime({ quiet: { from: "20:00", to: "02:30" }, workingDaysOnly: false }, hours, Date.parse("2026-03-08T01:00-05:00"));
    expect(new Date(sent).toISOString()).toBe("2026-03-08T07:30:00.000Z");
  });

  test("a calendar that never opens keeps no mail back for good", () => {
    const never = compileCalendar({ tz: "UTC", weekly: { mon: [["09:00", "10:00"]] }, holidays: Array.from({ length: 40 }, (_, n) => new Date(Date.UTC(2026, 0, 5 + 7 * n)).toISOString().slice(0, 10)) } as Parameters<typeof compileCalendar>[0]);
    const at = Date.UTC(2026, 0, 2, 12);
    expect(sendingTime({ quiet: null, workingDaysOnly: true }, { zone: zoneOf("UTC"), calendar: never }, at)).toBe(at);
  });

  test("is never quiet, never a day off, never before, and nothing earlier would do", () => {
    const minute = fc.integer({ min: 0, max: 1439 }).map((n) => `${String(Math.floor(n / 60)).padStart(2, "0")}:${String(n % 60).padStart(2, "0")}`);
    const zone = fc.constantFrom("UTC", "Europe/Moscow", "Asia/Kolkata", "America/New_York", "Australia/Lord_Howe");
    fc.assert(
      fc.property(zone, minute, minute, fc.boolean(), fc.integer({ min: 0, max: 366 * 1440 }), (tz, from, to, workingDaysOnly, after) => {
        fc.pre(from !== to);
        const quiet = { from, to };
        const hours = { zone: zoneOf(tz), calendar: calendarIn(tz) };
        const at = Date.UTC(2026, 0, 1) + after * 60_000;
        const sent = sendingTime({ quiet, workingDaysOnly }, hours, at);
        const isAllowed = (instant: number) => !isQuiet(quiet, hours.zone, instant) && (!workingDaysOnly || isWorkingDay(hours.calendar, localDayOf(hours.zone, instant)));
        expect(sent).toBeGreaterThanOrEqual(at);
        expect(isAllowed(sent)).toBe(true);
        for (let earlier = at; earlier < sent; earlier += 600_000) expect(isAllowed(earlier)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
