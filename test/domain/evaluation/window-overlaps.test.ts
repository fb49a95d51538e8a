import { describe, expect, test } from "vitest";
import type { FrequencyTerms } from "#app/domain/agreement/terms.ts";
import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import { nextOccurrences } from "#app/domain/evaluation/next-occurrences.ts";
import { windowOverlaps } from "#app/domain/evaluation/window-overlaps.ts";

const weekly = Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["09:00", "18:00"]]])) as Record<string, [string, string][]>;
const holidays = Array.from({ length: 9 }, (_, i) => `2027-01-0${i + 1}`);
const CALENDAR = compileCalendar({ tz: "UTC", weekly, holidays });
const terms = (over: Partial<FrequencyTerms>): FrequencyTerms => ({
  kind: "frequency", calendar: "provider", acceptance: { unit: "working_days", n: 5, end: "eod" }, missingMeasure: "not_conforming", rrule: "FREQ=WEEKLY;BYDAY=FR", dtstart: "2026-06-01", at: "12:00", adjust: "following",
  windowBefore: { unit: "calendar_days", n: 2, end: "snap" }, windowAfter: { unit: "working_hours", n: 1 }, ...over,
});

describe("windows that overlap", () => {
  test.each<[string, Partial<FrequencyTerms>, readonly [string, string] | null, boolean]>([
    ["a week apart, brought together by holidays only", {}, ["2027-01-01", "2027-01-08"], false],
    ["wider than the interval", { windowBefore: { unit: "calendar_days", n: 8, end: "snap" } }, ["2026-06-05", "2026-06-12"], true],
    ["daily, with weekends moved to Monday", { rrule: "FREQ=DAILY", windowBefore: { unit: "working_hours", n: 1 } }, ["2026-06-06", "2026-06-07"], true],
    ["monthly", { rrule: "FREQ=MONTHLY;BYMONTHDAY=5" }, null, false],
    ["only once", { rrule: "FREQ=DAILY;COUNT=1" }, null, false],
  ])("%s", (_name, over, first, isUsual) => expect(windowOverlaps(terms(over), CALENDAR, "2026-06-01", "2028-06-01")).toEqual({ first, isUsual }));
});

describe("the next planned deliveries", () => {
  const dates = (over: Partial<FrequencyTerms>, from: string) => nextOccurrences(terms(over), CALENDAR, from, 5).map((one) => one.scheduledDate);
  test("begin with the first date", () => expect(dates({}, "2026-01-01")).toEqual(["2026-06-05", "2026-06-12", "2026-06-19", "2026-06-26", "2026-07-03"]));
  test("are found years ahead", () => expect(dates({ rrule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", dtstart: "2026-01-01", adjust: "none" }, "2026-06-01")).toEqual(["2028-02-29", "2032-02-29", "2036-02-29", "2040-02-29", "2044-02-29"]));
  test("end where the rule ends", () => expect(dates({ rrule: "FREQ=WEEKLY;COUNT=2", dtstart: "2026-06-05" }, "2026-06-01")).toEqual(["2026-06-05", "2026-06-12"]));
});
