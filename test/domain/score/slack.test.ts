import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { whole } from "#app/domain/decimal/rational.ts";
import { fromBp, toBp } from "#app/domain/decimal/stored-units.ts";
import { obligationScore } from "#app/domain/score/obligation-score.ts";
import { byTightness, slackOf, type LineStanding } from "#app/domain/score/slack.ts";

const line = (kept: number, judged: number, open: number, targetBp: number, targetMissed: number | null = null): LineStanding => ({ kept, judged, open, targetBp, targetMissed });

describe("what a line can still bear", () => {
  test.each([
    ["two more of ten open ones", line(40, 42, 10, 9_200), { state: "bears", left: 2 }],
    ["the next late one loses it", line(19, 20, 5, 9_500), { state: "bears", left: 0 }],
    ["no open one can save it any more", line(5, 10, 3, 9_500), { state: "lost" }],
    ["all open ones may be late", line(40, 40, 2, 9_500), { state: "safe" }],
    ["nothing is open and it is reached", line(19, 20, 0, 9_500), { state: "safe" }],
    ["nothing is open and it is missed", line(18, 20, 0, 9_500), { state: "lost" }],
    ["two thirds, rounded half up, reach 66.67 %", line(2, 3, 0, 6_667), { state: "safe" }],
    ["and miss 66.68 %", line(2, 3, 0, 6_668), { state: "lost" }],
    ["a target of zero is always kept", line(0, 3, 4, 0), { state: "safe" }],
    ["at most two missed, one was", line(9, 10, 5, 0, 2), { state: "bears", left: 1 }],
    ["at most two missed, three were", line(7, 10, 5, 0, 2), { state: "lost" }],
    ["nothing due at all", line(0, 0, 0, 9_500), null],
  ] as const)("%s", (_name, standing, slack) => expect(slackOf(standing)).toEqual(slack));

  test("is what trying every number of late ones gives, by the formula that scores", () => {
    const scored = fc.record({ judged: fc.nat(60), open: fc.nat(25), targetBp: fc.integer({ min: 1, max: 10_000 }) }).chain((one) => fc.nat(one.judged).map((kept) => ({ ...one, kept, targetMissed: null })));
    fc.assert(
      fc.property(scored, (one) => {
        fc.pre(one.judged + one.open > 0);
        const reaches = (late: number) => toBp(obligationScore(one.judged + one.open, 0, one.kept + one.open - late, fromBp(one.targetBp)).attainment ?? whole(0)) >= one.targetBp;
        const bearable = Array.from({ length: one.open + 1 }, (_, late) => late).filter(reaches);
        const most = bearable.length === 0 ? null : Math.max(...bearable);
        expect(slackOf(one)).toEqual(most === null ? { state: "lost" } : most === one.open ? { state: "safe" } : { state: "bears", left: most });
      }),
    );
  });

  test("the tightest come first: what can be saved, then what is lost, then what is safe", () => {
    const safe = { slack: { state: "safe" } } as const;
    const lost = { slack: { state: "lost" } } as const;
    const bears = (left: number) => ({ slack: { state: "bears", left } }) as const;
    expect(byTightness([safe, bears(3), lost, bears(0)])).toEqual([bears(0), bears(3), lost, safe]);
  });
});
