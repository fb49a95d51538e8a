import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AXES, axisSum, DEGREES, STYLE_ITEMS, styleOf, type Degree, type StyleAnswers } from "#app/domain/style/style.ts";
import { monthToCompare, quarterOfAdvice, weeksOpen } from "#app/domain/style/keep-in-touch.ts";

const all = (degree: Degree): StyleAnswers => Object.fromEntries(STYLE_ITEMS.map((item) => [item.id, degree])) as StyleAnswers;
/** Answers that lean to an end of each axis. */
const leaning = (assertive: boolean, emotional: boolean): StyleAnswers =>
  Object.fromEntries(STYLE_ITEMS.map((item) => [item.id, (item.axis === "assertive" ? assertive : emotional) !== item.turned ? 5 : 1])) as StyleAnswers;
const answers = fc.record(Object.fromEntries(STYLE_ITEMS.map((item) => [item.id, fc.constantFrom(...DEGREES)]))) as unknown as fc.Arbitrary<StyleAnswers>;

describe("the style of answers", () => {
  test.each([[true, true, "status"], [true, false, "benefit"], [false, false, "certainty"], [false, true, "rapport"]] as const)("assertive %s, emotional %s: %s", (assertive, emotional, style) => expect(styleOf(leaning(assertive, emotional))).toBe(style));
  test("in the middle of both it is the one whose extras cost nothing to ignore", () => expect(styleOf(all(3))).toBe("certainty"));
  test("an axis has five statements, and its sum lies within ten either way", () => {
    for (const axis of AXES) expect(STYLE_ITEMS.filter((item) => item.axis === axis)).toHaveLength(5);
    fc.assert(fc.property(answers, fc.constantFrom(...AXES), (given, axis) => Math.abs(axisSum(given, axis)) <= 10));
  });
  test("turning every answer round turns both sums round", () => {
    fc.assert(fc.property(answers, fc.constantFrom(...AXES), (given, axis) => {
      const turned = Object.fromEntries(Object.entries(given).map(([item, degree]) => [item, 6 - degree])) as StyleAnswers;
      expect(axisSum(turned, axis) + axisSum(given, axis)).toBe(0);
    }));
  });
  test("agreeing with everything leans hardly: straight and turned statements nearly cancel", () => {
    for (const axis of AXES) expect(Math.abs(axisSum(all(5), axis))).toBeLessThanOrEqual(2);
  });
});

describe("cadence", () => {
  const DAY = 86_400_000;
  test.each([[0, 0], [6.9, 0], [7, 1], [13.9, 1], [14, 2], [-1, 0]])("after %d days a request has been running for %d weeks", (days, weeks) => expect(weeksOpen(0, days * DAY)).toBe(weeks));
  test.each([["2026-01-31", "2026-Q1", "2025-12"], ["2026-12-01", "2026-Q4", "2026-11"]])("%s is in the quarter %s; compared is %s", (today, quarter, month) => expect([quarterOfAdvice(today), monthToCompare(today)]).toEqual([quarter, month]));
});
