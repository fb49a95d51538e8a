import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CAUSES, firstCause } from "#app/domain/improvement/first-cause.ts";
import type { Cause, DelayFacts } from "#app/domain/improvement/first-cause.ts";
import { lateByHour, lateByLoad } from "#app/domain/improvement/late-by-hour.ts";

const HOUR = 3_600_000;
const plain: DelayFacts = { termMs: 16 * HOUR, takenAfterMs: HOUR, upstreamLate: false, uncountedPauseMs: 0, lateMs: 4 * HOUR, assignments: 1, load: 3, usualLoad: 3 };

describe("the first cause of a late delivery", () => {
  test.each<[string, Partial<DelayFacts>, Cause]>([
    ["taken at once, done late", {}, "took_long"],
    ["not taken by the due instant", { takenAfterMs: null }, "not_taken"],
    ["taken after exactly half of the term", { takenAfterMs: 8 * HOUR }, "took_long"],
    ["taken a millisecond later than half", { takenAfterMs: 8 * HOUR + 1 }, "taken_late"],
    ["an uncounted pause as long as the delay", { uncountedPauseMs: 4 * HOUR }, "waited"],
    ["an uncounted pause shorter than the delay", { uncountedPauseMs: 4 * HOUR - 1 }, "took_long"],
    ["what it waited for was late", { upstreamLate: true, uncountedPauseMs: 9 * HOUR, assignments: 9 }, "upstream"],
    ["what it waited for was late, but nobody had taken it", { upstreamLate: true, takenAfterMs: null }, "not_taken"],
    ["given to somebody twice", { assignments: 2 }, "took_long"],
    ["given to somebody three times", { assignments: 3 }, "changed_hands"],
    ["five on a day when three are usual", { load: 5 }, "crowded"],
    ["four on a day when one is usual", { load: 4, usualLoad: 1 }, "took_long"],
    ["six on a day when four are usual", { load: 6, usualLoad: 4 }, "took_long"],
    ["late and crowded: the earlier step counts", { takenAfterMs: 9 * HOUR, load: 50 }, "taken_late"],
    ["not taken and handed on: the earlier step counts", { takenAfterMs: null, assignments: 9 }, "not_taken"],
    ["no pause and no delay is no waiting", { lateMs: 0 }, "took_long"],
  ])("%s", (_what, more, cause) => {
    expect(firstCause({ ...plain, ...more })).toBe(cause);
  });

  test("there is always one, and taking it earlier never makes the cause an earlier step", () => {
    const facts = fc.record({ termMs: fc.nat(), takenAfterMs: fc.option(fc.nat()), upstreamLate: fc.boolean(), uncountedPauseMs: fc.nat(), lateMs: fc.nat(), assignments: fc.nat(9), load: fc.nat(99), usualLoad: fc.nat(99) });
    fc.assert(
      fc.property(facts, fc.nat(), (one, sooner) => {
        const step = (x: DelayFacts) => CAUSES.indexOf(firstCause(x));
        expect(step({ ...one, takenAfterMs: one.takenAfterMs === null ? null : Math.max(0, one.takenAfterMs - sooner) })).toBeGreaterThanOrEqual(step(one));
      }),
    );
  });
});

describe("when late deliveries were asked for", () => {
  test("each request is in one cell; the night goes over midnight", () => {
    const cells = lateByHour([
      { weekday: 1, hour: 6, late: true }, { weekday: 1, hour: 9, late: false }, { weekday: 1, hour: 10, late: false }, { weekday: 7, hour: 23, late: true }, { weekday: 7, hour: 0, late: false }, { weekday: 3, hour: 17, late: true }, { weekday: 3, hour: 18, late: true },
    ]);
    expect([cells[0]![0], cells[0]![1], cells[6]![3], cells[2]![2], cells[2]![3]]).toEqual([{ due: 2, late: 1 }, { due: 1, late: 0 }, { due: 2, late: 1 }, { due: 1, late: 1 }, { due: 1, late: 1 }]);
    expect(cells.flat().reduce((sum, cell) => sum + cell.due, 0)).toBe(7);
  });

  test("days are put into thirds by how much came", () => {
    const days = [1, 9, 2, 8, 3, 7].map((due) => ({ due, late: due > 6 ? 2 : 0 }));
    expect(lateByLoad(days)).toEqual([{ from: 1, to: 2, due: 3, late: 0 }, { from: 3, to: 7, due: 10, late: 2 }, { from: 8, to: 9, due: 17, late: 4 }]);
  });

  test.each([["too few days", 5, (n: number) => n * 10], ["days that are all alike", 20, () => 4], ["days that hardly differ", 20, (n: number) => 1 + (n % 3)]])("%s say nothing", (_what, n, due) => {
    expect(lateByLoad(Array.from({ length: n }, (_day, index) => ({ due: due(index), late: 1 })))).toEqual([]);
  });
});
