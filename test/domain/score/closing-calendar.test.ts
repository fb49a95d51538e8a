import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import { isWorkday } from "#app/domain/calendar/working-days.ts";
import { checkClosingDates, checkClosingRule, CLOSING_STEPS, closingDates, DEFAULT_CLOSING_RULE, nextStep, type ClosingRule } from "#app/domain/score/closing-calendar.ts";

const hours = [["09:00", "18:00"]] as [string, string][];
/** Weekdays; 12 June 2026 is a holiday, a Friday. */
const CALENDAR = compileCalendar({ tz: "Europe/Moscow", weekly: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours }, holidays: ["2026-06-12"] });
const rule = (over: Partial<ClosingRule> = {}): ClosingRule => ({ ...DEFAULT_CLOSING_RULE, ...over });

describe("the dates of a closing", () => {
  test("are counted back from the payment by working days, and the month's end stays the cut-off where there is time", () => {
    expect(closingDates(rule(), CALENDAR, "2026-06", true)).toEqual({
      cutOffOn: "2026-06-30", objectionsBy: "2026-07-10", reviewEndsOn: "2026-07-14", requestBy: "2026-07-15", confirmBy: "2026-07-16", approveBy: "2026-07-22", payOn: "2026-07-24",
    });
  });

  test("an early payday brings an early cut-off", () => {
    expect(closingDates(rule({ paymentDay: 10, confirmDays: 2, cutOffDays: 6 }), CALENDAR, "2026-08", true)).toMatchObject({ payOn: "2026-09-10", approveBy: "2026-09-08", confirmBy: "2026-09-04", requestBy: "2026-09-03", reviewEndsOn: "2026-09-02", objectionsBy: "2026-08-31", cutOffOn: "2026-08-21" });
  });

  test("a holiday is no working day", () => {
    const short = rule({ paymentDay: 15, approveDays: 1, confirmDays: 0, requestDays: 0, reviewDays: 0, objectionDays: 0, cutOffDays: 1 });
    expect(closingDates(short, CALENDAR, "2026-05", true)).toMatchObject({ payOn: "2026-06-15", approveBy: "2026-06-11" });
  });

  test("day 31 is the month's last, and a payday off is paid before", () => {
    expect(closingDates(rule({ paymentDay: 31 }), CALENDAR, "2026-01", true).payOn).toBe("2026-02-27");
  });

  test("a month in the middle of a quarter has no run and no payment, its other dates are the same", () => {
    expect(closingDates(rule(), CALENDAR, "2026-06", false)).toEqual({ ...closingDates(rule(), CALENDAR, "2026-06", true), approveBy: null, payOn: null });
  });

  test.each([
    [{ paymentDay: 0 }, "paymentDay", 1, 31], [{ paymentDay: 32 }, "paymentDay", 1, 31], [{ approveDays: -1 }, "approveDays", 0, 15], [{ reviewDays: 1.5 }, "reviewDays", 0, 15], [{ cutOffDays: 0 }, "cutOffDays", 1, 15], [{ confirmDays: Number.NaN }, "confirmDays", 0, 15],
  ])("%o is refused at its field", (over, field, low, high) => {
    expect(checkClosingRule(rule(over))).toEqual([{ field, code: "out_of_range", facts: { low, high } }]);
  });

  test("whatever the rule, the steps come in order, the cut-off never after the month, and steps counted back fall on working days", () => {
    const days = fc.integer({ min: 0, max: 15 });
    const anyRule = fc.record({ paymentDay: fc.integer({ min: 1, max: 31 }), approveDays: days, confirmDays: days, requestDays: days, reviewDays: days, objectionDays: days, cutOffDays: fc.integer({ min: 1, max: 15 }) });
    fc.assert(
      fc.property(anyRule, fc.integer({ min: 1, max: 12 }), (some, number) => {
        const month = `2026-${String(number).padStart(2, "0")}`;
        const dates = closingDates(some, CALENDAR, month, true);
        const order = CLOSING_STEPS.map((step) => dates[step]!);
        expect([...order].sort()).toEqual(order);
        expect(dates.cutOffOn < dates.objectionsBy).toBe(true);
        expect(dates.cutOffOn.slice(0, 7) <= month).toBe(true);
        expect(order.slice(1).every((day) => isWorkday(CALENDAR, day))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe("dates set by hand", () => {
  const good = closingDates(rule(), CALENDAR, "2026-06", true);
  const faults = (over: object) => checkClosingDates({ ...good, ...over }, "2026-06").map((fault) => [fault.field, fault.code, fault.facts]);

  test("what the rule gives is legal", () => expect(faults({})).toEqual([]));
  test.each([
    ["no date", { requestBy: "2026-06-31" }, ["requestBy", "not_a_day", undefined]],
    ["a cut-off after the month", { cutOffOn: "2026-07-01" }, ["cutOffOn", "outside_month", { last: "2026-06-30" }]],
    ["a cut-off more than ten days before its end", { cutOffOn: "2026-06-19" }, ["cutOffOn", "cut_off_too_early", { earliest: "2026-06-20" }]],
    ["objections on the day of the cut-off", { objectionsBy: "2026-06-30" }, ["objectionsBy", "before_step", { day: "2026-07-01" }]],
    ["a payment before the run is approved", { payOn: "2026-07-21" }, ["payOn", "before_step", { day: "2026-07-22" }]],
  ])("%s is refused", (_name, over, expected) => expect(faults(over)).toEqual([expected]));
  test("the tenth day before the end is legal", () => expect(faults({ cutOffOn: "2026-06-20" })).toEqual([]));
});

test("the next step is the first whose day has not passed; today counts", () => {
  const dates = closingDates(rule(), CALENDAR, "2026-06", false);
  expect(nextStep(dates, "2026-07-10")).toEqual({ step: "objectionsBy", on: "2026-07-10", days: 0 });
  expect(nextStep(dates, "2026-07-13")).toEqual({ step: "reviewEndsOn", on: "2026-07-14", days: 1 });
  expect(nextStep(dates, "2026-07-18")).toBeNull();
});
