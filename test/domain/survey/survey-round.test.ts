import { expect, test } from "vitest";
import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import { newestRound, quartersBefore, reviewPeriod, roundOpensOn } from "#app/domain/survey/survey-round.ts";

const day = [["09:00", "18:00"]] as [string, string][];
const weekdays = compileCalendar({ tz: "UTC", weekly: { mon: day, tue: day, wed: day, thu: day, fri: day }, holidays: ["2026-06-12"] });

test.each([
  ["client_review", "2026-Q2", "2026-06-17"],
  ["relationship", "2026-Q2", "2026-05-18"],
  ["client_review", "2026-Q4", "2026-12-18"],
] as const)("the %s of %s opens on %s, ten working days before the end of its month", (survey, quarter, opensOn) => {
  expect(roundOpensOn(survey, quarter, weekdays)).toBe(opensOn);
});

test("without a calendar it opens two weeks before the end", () => {
  expect(roundOpensOn("client_review", "2026-Q2", null)).toBe("2026-06-17");
});

test("until a quarter's day has come, the round of the quarter before is the newest", () => {
  expect(newestRound("client_review", "2026-06-16", weekdays).quarter).toBe("2026-Q1");
  expect(newestRound("client_review", "2026-06-17", weekdays)).toEqual({ quarter: "2026-Q2", opensOn: "2026-06-17" });
  expect(newestRound("relationship", "2026-01-02", weekdays).quarter).toBe("2025-Q4");
});

test("its answers count in the last month of the quarter", () => {
  expect(reviewPeriod("2026-Q3")).toBe("2026-09");
  expect(quartersBefore("2026-Q2", 3)).toEqual(["2026-Q1", "2025-Q4", "2025-Q3"]);
});
