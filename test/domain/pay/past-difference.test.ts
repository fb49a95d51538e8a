import { describe, expect, test } from "vitest";
import { asPastPeriod, pastDifferences } from "#app/domain/pay/past-difference.ts";
import { prepareRun } from "#app/domain/pay/prepare-run.ts";
import type { PlanTerms } from "#app/domain/pay/plan-terms.ts";
import { buildScorecard } from "#app/domain/score/build-scorecard.ts";
import { correctedCard } from "#app/domain/score/corrected-card.ts";
import { client, items, line, scorecardInput, WORKED_EXAMPLE } from "#test/support/score-builders.ts";
import { person, runFacts } from "#test/support/pay-builders.ts";

const CARD = buildScorecard(WORKED_EXAMPLE);
const run = (minor: number, past: Parameters<typeof person>[2] = {}, plan: Partial<PlanTerms> = {}) => prepareRun([person("ann", minor, past)], runFacts({ hr: CARD }, plan)).statements;

describe("what a paid run would pay otherwise", () => {
  test("nothing where nothing changed", () => {
    expect(pastDifferences(run(1000), run(1000), new Map(), new Map())).toEqual([]);
  });

  test("what later runs put on their statements is not owed again", () => {
    const [owed] = pastDifferences(run(100_000), run(200_000), new Map(), new Map());
    expect(pastDifferences(run(100_000), run(200_000), new Map(), new Map([["ann", owed!.deltaMinor]]))).toEqual([]);
  });

  test("an earlier adjustment on the paid statement is no part of what was paid for its own period", () => {
    const paid = run(100_000, { pastPeriods: [{ period: "2026-Q1", recalculatedMinor: 500, paidMinor: 0, alreadyAdjustedMinor: 0 }] });
    expect(paid[0]!.adjustments).toHaveLength(1);
    expect(pastDifferences(paid, run(100_000), new Map(), new Map())).toEqual([]);
  });

  test("a loss larger than the bonus: offset takes the bonus and carries the rest to the run after it", () => {
    const plan = { negativeAdjustment: "offset_future" } as const;
    const paid = run(1_000_000);
    const [loss] = pastDifferences(paid, run(500_000), new Map(), new Map());
    const next = run(100_000, { pastPeriods: [asPastPeriod("2026-Q2", loss!)] }, plan)[0]!;
    const own = run(100_000)[0]!.amountMinor;
    expect(next).toMatchObject({ amountMinor: 0, adjustments: [{ appliedMinor: -own, carryMinor: loss!.deltaMinor + own }] });
    const [left] = pastDifferences(paid, run(500_000), new Map(), new Map([["ann", -own]]));
    expect(left!.deltaMinor).toBe(loss!.deltaMinor + own);
  });

  test("written off, nothing is taken", () => {
    const [loss] = pastDifferences(run(1_000_000), run(500_000), new Map(), new Map());
    expect(run(100_000, { pastPeriods: [asPastPeriod("2026-Q2", loss!)] })[0]).toMatchObject({ amountMinor: run(100_000)[0]!.amountMinor, adjustments: [{ appliedMinor: 0, carryMinor: 0 }] });
  });

  test("money and percent are not set off against each other", () => {
    const percent = prepareRun([person("ann", 0, { target: { type: "percent_only" } })], runFacts({ hr: CARD })).statements;
    expect(pastDifferences(run(1000), percent, new Map(), new Map())).toEqual([]);
  });

  test("who fell out of the run owes what was paid, who came into it is owed all", () => {
    const [statement] = run(1000);
    expect(pastDifferences([statement!], [], new Map(), new Map())).toMatchObject([{ deltaMinor: -statement!.amountMinor }]);
    expect(pastDifferences([], [statement!], new Map(), new Map())).toMatchObject([{ deltaMinor: statement!.amountMinor }]);
  });
});

describe("a frozen scorecard with a correction", () => {
  const card = buildScorecard(scorecardInput([client("c", [line("k", items(10, 1, 7)), line("team", { teamId: "t" })])]));
  const counts = (from: Parameters<typeof correctedCard>[1][number]["fromStanding"], to: typeof from, leavesOut = false) =>
    correctedCard(card, [{ obligationKey: "k", fromStanding: from, toStanding: to }], () => leavesOut)!.card.pay.clients[0]!.lines[0]!.counts;

  test.each([
    ["breached", "met", { due: 10, excused: 1, conforming: 8 }],
    ["breached", "excused", { due: 10, excused: 2, conforming: 7 }],
    ["met", "breached", { due: 10, excused: 1, conforming: 6 }],
    ["met", "void", { due: 9, excused: 1, conforming: 6 }],
    ["void", "breached", { due: 11, excused: 1, conforming: 7 }],
    ["breached", "unmeasurable", { due: 10, excused: 1, conforming: 7, unmeasurable: 1 }],
  ] as const)("%s becomes %s", (from, to, expected) => {
    expect(counts(from, to)).toMatchObject(expected);
  });

  test("where the terms leave out what was not measured it is no longer due", () => {
    expect(counts("breached", "unmeasurable", true)).toMatchObject({ due: 9, unmeasurable: 1 });
  });

  test("its teams are scored again too, and other lines' corrections are not its own", () => {
    expect([...correctedCard(card, [{ obligationKey: "k", fromStanding: "met", toStanding: "breached" }], () => false)!.teams.keys()]).toEqual(["t"]);
    expect(correctedCard(card, [{ obligationKey: "other", fromStanding: "met", toStanding: "breached" }], () => false)).toBeNull();
  });

  test("nothing but the item changes: taken back, the score is the frozen one", () => {
    const there = correctedCard(card, [{ obligationKey: "k", fromStanding: "met", toStanding: "breached" }], () => false)!.card;
    const back = correctedCard(there, [{ obligationKey: "k", fromStanding: "breached", toStanding: "met" }], () => false)!.card;
    expect(back.pay).toEqual(card.pay);
  });
});
