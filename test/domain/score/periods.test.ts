import { describe, expect, test } from "vitest";
import { payPeriodDays, periodsClosedWith } from "#app/domain/score/pay-period-months.ts";
import { periodChoices, previousPeriod } from "#app/domain/score/period-choices.ts";

describe("what freezes with a month", () => {
  test.each([
    ["2026-08", "quarter", ["2026-08"]],
    ["2026-09", "quarter", ["2026-09", "2026-Q3"]],
    ["2026-12", "quarter", ["2026-12", "2026-Q4"]],
    ["2026-09", "month", ["2026-09"]],
  ] as const)("%s, paid by the %s", (month, length, expected) => {
    expect(periodsClosedWith(month, length)).toEqual(expected);
  });
});

test.each([
  ["2026-12", "2026-12-01", "2027-01-01"],
  ["2026-Q4", "2026-10-01", "2027-01-01"],
  ["2024-02", "2024-02-01", "2024-03-01"],
])("the days of %s", (period, from, to) => {
  expect(payPeriodDays(period)).toEqual({ from, to });
});

describe("periods to choose from", () => {
  test("quarters stand behind their last month, a running one behind the newest", () => {
    expect(periodChoices(["2026-02", "2026-03", "2026-04", "2026-05"], "quarter")).toEqual(["2026-02", "2026-03", "2026-Q1", "2026-04", "2026-05", "2026-Q2"]);
    expect(periodChoices(["2026-02", "2026-03"], "month")).toEqual(["2026-02", "2026-03"]);
  });

  test.each([["2026-01", "2025-12"], ["2026-10", "2026-09"], ["2026-Q1", "2025-Q4"], ["2026-Q3", "2026-Q2"]])("before %s comes %s", (period, before) => {
    expect(previousPeriod(period)).toBe(before);
  });
});
