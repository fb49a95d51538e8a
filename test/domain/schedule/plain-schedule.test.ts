import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backdateRecurrence } from "#app/domain/schedule/backdate-recurrence.ts";
import { ruleOfSchedule, scheduleOfRule, WEEKDAY_CODES, type PlainSchedule } from "#app/domain/schedule/plain-schedule.ts";
import { expandRecurrence, recurrenceFault } from "#app/domain/schedule/recurrence.ts";
import { addDays } from "#app/domain/time/local-date.ts";

const CASES: readonly [string, PlainSchedule, string][] = [
  ["every day", { every: "day", n: 1 }, "FREQ=DAILY"],
  ["every third day until a date", { every: "day", n: 3, until: "2027-01-31" }, "FREQ=DAILY;INTERVAL=3;UNTIL=20270131"],
  ["Tuesdays", { every: "week", n: 1, weekdays: ["TU"] }, "FREQ=WEEKLY;BYDAY=TU"],
  ["every second week", { every: "week", n: 2, weekdays: ["MO", "TH"] }, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"],
  ["the 5th and the last day", { every: "month", n: 1, on: { type: "day", days: [5, -1] }, months: [] }, "FREQ=MONTHLY;BYMONTHDAY=5,-1"],
  ["the last Friday of two months", { every: "month", n: 1, on: { type: "weekday", nth: -1, weekday: "FR" }, months: [3, 9] }, "FREQ=MONTHLY;BYMONTH=3,9;BYDAY=-1FR"],
  ["the fifth day from Monday to Friday", { every: "month", n: 1, on: { type: "workday", nth: 5 }, months: [] }, "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=5"],
];

describe("schedules in words", () => {
  test.each(CASES)("%s", (_name, schedule, rule) => {
    expect(ruleOfSchedule(schedule)).toBe(rule);
    expect(scheduleOfRule(rule)).toEqual(schedule);
    expect(recurrenceFault(rule, "2026-01-01")).toBeNull();
  });

  test.each(["FREQ=YEARLY", "FREQ=DAILY;COUNT=5", "BYDAY=TU;FREQ=WEEKLY", "FREQ=MONTHLY;BYDAY=MO,TU", "FREQ=MONTHLY;BYMONTHDAY=-2", "FREQ=WEEKLY;INTERVAL=1;BYDAY=TU", "nonsense", ""])("%s is left as a rule", (rule) => expect(scheduleOfRule(rule)).toBeNull());
});

const rule = fc
  .oneof(
    fc.record({ every: fc.constant("day" as const), n: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ every: fc.constant("week" as const), n: fc.integer({ min: 1, max: 5 }), weekdays: fc.subarray([...WEEKDAY_CODES]) }),
    fc.record({ every: fc.constant("month" as const), n: fc.integer({ min: 1, max: 4 }), on: fc.record({ type: fc.constant("day" as const), days: fc.subarray([1, 15, 28, 31, -1]) }), months: fc.constant([]) }),
  )
  .map(ruleOfSchedule);

test("a recurrence begun earlier keeps its later dates", () => {
  const start = fc.integer({ min: 0, max: 800 }).map((n) => addDays("2026-01-01", n));
  fc.assert(
    fc.property(rule, start, fc.integer({ min: 1, max: 900 }), (text, dtstart, back) => {
      const from = addDays(dtstart, -back);
      const earlier = backdateRecurrence(text, dtstart, from);
      expect(earlier.dtstart <= from).toBe(true);
      expect(expandRecurrence(earlier.rrule, earlier.dtstart, dtstart, addDays(dtstart, 400))).toEqual(expandRecurrence(text, dtstart, dtstart, addDays(dtstart, 400)));
    }),
  );
});
