import { describe, expect, it } from "vitest";
import { buildScorecard, buildTeamScorecard } from "#app/domain/score/build-scorecard.ts";
import {
  client,
  items,
  line,
  scorecardInput,
  WORKED_EXAMPLE,
} from "#test/support/score-builders.ts";

const answers = (satisfied: number, responses: number) => ({ satisfied, responses });

describe("the worked example", () => {
  const { pay, shown, coverageBp } = buildScorecard(WORKED_EXAMPLE);

  it("has the five numbers of the regulation", () => {
    expect(pay).toMatchObject({
      objectiveBp: 9502,
      csatIndexBp: 7635,
      satisfactionBp: 8982,
      scoreBp: 9346,
      reason: null,
      reweighted: false,
    });
    expect(shown).toEqual(pay);
    expect(coverageBp).toBe(9833);
  });

  it("keeps every step", () => {
    expect(
      pay.clients.map((one) => [one.party, one.indexBp, one.csat?.adjustedBp, one.dueItems])
    ).toEqual([
      ["sales", 9815, 8036, 11],
      ["production", 8939, 6833, 41],
      ["it", 10_000, 8438, 5],
    ]);
    const lines = pay.clients.flatMap((one) => one.lines);
    expect(lines.map((one) => [one.key, one.attainmentBp, one.scoreBp, one.lossPointsE4])).toEqual([
      ["o1", 8750, 9722, 5189],
      ["o2", 10_000, 10_000, 0],
      ["o3", 9211, 9696, 6384],
      ["o4", 6667, 6667, 23_331],
      ["o5", 10_000, 10_000, 0],
    ]);
    expect(pay.clients.map((one) => one.csatLossPointsE4)).toEqual([6551, 23_534, 438]);
    expect(pay.answers).toEqual({
      satisfied: 31,
      responses: 44,
      assumed: "30",
      periods: 1,
      measured: true,
    });
    expect(pay.excusedShareBp).toBe(339);
  });
});

describe("what takes part", () => {
  it("observe is in neither score, trial in the shown one, paid in both", () => {
    const card = buildScorecard(
      scorecardInput([
        client("a", [
          line("watched", { mode: "observe", ...items(10, 0, 0) }),
          line("tried", { mode: "trial", ...items(10, 0, 0) }),
          line("kept", items(10, 0, 10)),
        ]),
      ])
    );
    expect(card.shown.clients[0]!.lines.map((one) => one.key)).toEqual(["tried", "kept"]);
    expect(card.shown.objectiveBp).toBe(5000);
    expect(card.pay.clients[0]!.lines.map((one) => one.key)).toEqual(["kept"]);
    expect(card.pay.objectiveBp).toBe(10_000);
  });

  it("pay counts the answers of clients with a paid line only", () => {
    const card = buildScorecard(
      scorecardInput([
        client("a", [line("paid")], { answers: answers(5, 6) }),
        client("b", [line("tried", { mode: "trial" })], { answers: answers(0, 9) }),
      ])
    );
    expect(card.shown.answers.responses).toBe(15);
    expect(card.pay.answers).toMatchObject({ satisfied: 5, responses: 6, assumed: "3" });
  });

  it("without a paid line there is no pay score, never satisfaction alone", () => {
    const card = buildScorecard(
      scorecardInput([client("a", [line("tried", { mode: "trial" })], { answers: answers(9, 9) })])
    );
    expect(card.pay).toMatchObject({ scoreBp: null, reason: "no_paid_line" });
    expect(card.shown.scoreBp).not.toBeNull();
  });

  it("a paid line with nothing due leaves satisfaction alone, and says so", () => {
    const card = buildScorecard(
      scorecardInput([client("a", [line("quiet", items(0, 0, 0))], { answers: answers(9, 9) })])
    );
    expect(card.pay).toMatchObject({
      objectiveBp: null,
      reweighted: true,
      usedObjectiveWeight: "0",
    });
    expect(card.pay.scoreBp).toBe(card.pay.satisfactionBp);
  });

  it("nothing measured is null, not zero", () => {
    const card = buildScorecard(scorecardInput([client("a", [line("quiet", items(2, 2, 0))])]));
    expect(card.pay).toMatchObject({ scoreBp: null, reason: "nothing_measured" });
  });
});

describe("answers", () => {
  const previousAnswers = [answers(1, 1), answers(0, 2), answers(50, 50)];
  it.each([
    ["enough: this period alone", answers(4, 5), { responses: 5, periods: 1, measured: true }],
    [
      "too few: with the two periods before",
      answers(2, 2),
      { satisfied: 3, responses: 5, periods: 3, measured: true },
    ],
    ["still too few: not measured", answers(0, 1), { responses: 4, periods: 3, measured: false }],
  ])("%s", (_, now, expected) => {
    const card = buildScorecard(
      scorecardInput([client("a", [line("o")], { answers: now, previousAnswers })])
    );
    expect(card.pay.answers).toMatchObject(expected);
    expect(card.pay.satisfactionBp === null).toBe(!expected.measured);
    expect(card.pay.reweighted).toBe(!expected.measured);
  });
});

describe("targets and floors", () => {
  const score = (over: Parameters<typeof line>[1]) =>
    buildScorecard(scorecardInput([client("a", [line("o", over)])])).pay.clients[0]!.lines[0]!;
  it.each([
    ["2 of 20 missed, 2 allowed", items(20, 0, 18), { targetBp: 9000, scoreBp: 10_000 }],
    ["3 of 20 missed, 2 allowed", items(20, 0, 17), { targetBp: 9000, scoreBp: 9444 }],
    ["excused items are no base", items(25, 5, 18), { base: 20, targetBp: 9000, scoreBp: 10_000 }],
    ["nobody could miss more", items(2, 0, 0), { targetBp: 0, scoreBp: 10_000 }],
    ["nothing due", items(0, 0, 0), { targetBp: 0, scoreBp: null }],
    ["a third, 2 decimals", items(3, 0, 1), { targetBp: 3333, scoreBp: 10_000 }],
  ])("a target stated as a count: %s", (_, counts, expected) => {
    expect(score({ ...counts, target: { type: "count", atMostMissed: 2 } })).toMatchObject(
      expected
    );
  });

  it.each([
    ["below the floor it has failed", items(10, 0, 7), true],
    ["at the floor it has not", items(10, 0, 8), false],
    ["nothing due cannot fail", items(0, 0, 0), false],
  ])("%s", (_, counts, failed) => {
    const result = buildScorecard(
      scorecardInput([client("a", [line("o", { ...counts, floor: { type: "share", bp: 8000 } })])])
    ).pay;
    expect(result.failedLines).toEqual(failed ? [{ party: "a", key: "o" }] : []);
  });

  it("shares of missing measures count what was left out, too", () => {
    const counts = { due: 8, excused: 0, conforming: 8, unmeasurable: 2, leftOut: 2 };
    expect(score({ counts })).toMatchObject({ unmeasurableShareBp: 2000, attainmentBp: 10_000 });
  });
});

describe("a team", () => {
  const input = scorecardInput([
    client(
      "a",
      [
        line("ours", { teamId: "t1", ...items(10, 0, 10) }),
        line("theirs", { teamId: "t2", ...items(10, 0, 0) }),
      ],
      {
        answers: answers(6, 8),
      }
    ),
    client("b", [line("nobody's", items(10, 0, 5))], { answers: answers(1, 4), weight: "3" }),
  ]);
  const department = buildScorecard(input);

  it("has the objective of its own lines and the department's satisfaction", () => {
    const team = buildTeamScorecard(input, "t1");
    expect(team.pay.objectiveBp).toBe(10_000);
    expect(team.pay.satisfactionBp).toBe(department.pay.satisfactionBp);
  });

  it("that no line names has no score", () => {
    const team = buildTeamScorecard(input, "t9");
    expect(team.pay).toMatchObject({ scoreBp: null, reason: "no_paid_line" });
    expect(team.shown).toMatchObject({ scoreBp: null, reason: "no_line" });
  });
});
