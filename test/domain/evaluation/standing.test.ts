import { describe, expect, test } from "vitest";
import { canBeExcused, countStandings, standingOf } from "#app/domain/evaluation/standing.ts";

describe("standing", () => {
  test.each([
    ["met", 0, false, "met"], ["met", 0, true, "met"], ["breached", 0, false, "breached"], ["breached", 0, true, "excused"],
    ["unmeasurable", 0, true, "excused"], ["void", 0, true, "void"], ["pending", 0, true, "pending"],
    ["met", 1, false, "void"], ["breached", 1, false, "breached"], ["breached", 2, true, "excused"], ["unmeasurable", 1, false, "void"], ["at_risk", 1, false, "at_risk"],
  ] as const)("%s in cycle %i, excused %s: %s", (outcome, cycle, excused, standing) => {
    expect(standingOf({ outcome, cycle }, excused)).toBe(standing);
  });
  test("only what counts against the provider can be excused", () => {
    expect(canBeExcused({ cycle: 0, outcome: "breached" })).toBe(true);
    expect(canBeExcused({ cycle: 0, outcome: "met" })).toBe(false);
  });
});

test("counts of a line", () => {
  const tally = { met: 7, breached: 2, excused: 1, unmeasurable: 3, void: 4, pending: 5, at_risk: 6 };
  expect(countStandings(tally)).toEqual({ due: 13, excused: 1, conforming: 7, unmeasurable: 3 });
  expect(countStandings(tally, "left_out")).toEqual({ due: 10, excused: 1, conforming: 7, unmeasurable: 3, leftOut: 3 });
  expect(countStandings({})).toEqual({ due: 0, excused: 0, conforming: 0, unmeasurable: 0 });
});
