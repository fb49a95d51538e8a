import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareRuns } from "#app/domain/pay/compare-runs.ts";
import { LOWEST_CLIENT_GATE, type PlanTerms } from "#app/domain/pay/plan-terms.ts";
import { prepareRun } from "#app/domain/pay/prepare-run.ts";
import { splitBySegment } from "#app/domain/pay/split-by-segment.ts";
import type { PersonPay, Statement } from "#app/domain/pay/statement.ts";
import { whatIf } from "#app/domain/pay/what-if.ts";
import { buildScorecard, buildTeamScorecard } from "#app/domain/score/build-scorecard.ts";
import type { Scorecard } from "#app/domain/score/scorecard.ts";
import { membership, person, runFacts } from "#test/support/pay-builders.ts";
import {
  client,
  items,
  line,
  scorecardInput,
  WORKED_EXAMPLE,
} from "#test/support/score-builders.ts";

const HR = buildScorecard(WORKED_EXAMPLE);
/** One client, one paid line: the score is the line's. */
const cardOf = (conforming: number, due = 100): Scorecard =>
  buildScorecard(
    scorecardInput([
      client("a", [
        line("o", { ...items(due, 0, conforming), target: { type: "share", bp: 10_000 } }),
      ]),
    ])
  );
const UNMEASURED = buildScorecard(scorecardInput([client("a", [line("o", { mode: "trial" })])]));

const one = (who: PersonPay, facts: ReturnType<typeof runFacts>): Statement =>
  prepareRun([who], facts).statements[0]!;
const linesOf = (statement: Statement) =>
  statement.lines.map(({ id, amountMinor }) => [id, amountMinor]);
const sumOf = (statement: Statement) =>
  statement.lines.reduce((total, each) => total + each.amountMinor, 0);
const hired = (from: string) => ({ memberships: [membership("hr", { from })] });

describe("the worked example to the kopeck", () => {
  const statement = one(person("E1", 4_500_000, hired("2026-07-21")), runFacts({ hr: HR }));

  it("pays 30 610.96 and explains each line", () => {
    expect(linesOf(statement)).toEqual([
      ["target", 4_500_000],
      ["time", -978_261],
      ["obligation:sales/o1", -36_533],
      ["obligation:production/o3", -44_947],
      ["obligation:production/o4", -164_263],
      ["csat:sales", -46_123],
      ["csat:production", -165_693],
      ["csat:it", -3_084],
    ]);
    expect(statement).toMatchObject({
      amountMinor: 3_061_096,
      proratedMinor: 3_521_739,
      effectivePayoutBp: 8692,
    });
    expect(statement.segments[0]).toMatchObject({
      days: 72,
      scoreBp: 9346,
      curveBp: 8692,
      payoutBp: 8692,
      cardOf: "hr",
    });
  });

  it("with timesheets on time pays 32 252.09", () => {
    const { departmentCards: _, teamCards: __, ...facts } = runFacts({});
    const result = whatIf(
      person("E1", 4_500_000, hired("2026-07-21")),
      { ...facts, departments: new Map([["hr", WORKED_EXAMPLE]]), teams: new Map() },
      { type: "items", departmentId: "hr", party: "production", key: "o4", conforming: 3 }
    );
    expect(result.after.amountMinor).toBe(3_225_209);
    expect(result.changeMinor).toBe(164_113);
  });
});

describe("lines in their order", () => {
  it("a failed gate and the plan cap stand after the curve's waterfall", () => {
    const cards = {
      hr: buildScorecard(
        scorecardInput([
          client("good", [line("x", items(20, 0, 18))]),
          client("bad", [line("y", items(20, 0, 11))]),
        ])
      ),
    };
    const gates = [{ ...LOWEST_CLIENT_GATE, effect: { action: "cap", capBp: 6000 } as const }];
    const statement = one(person("E1", 100_000), runFacts(cards, { gates, planCapBp: 5000 }));
    // 100.00 and 61.11 -> 80.56 -> curve 61.12 %
    expect(linesOf(statement)).toEqual([
      ["target", 100_000],
      ["time", 0],
      ["obligation:bad/y", -38_880],
      ["gate:lowest_client", -1_120],
      ["plan_cap", -10_000],
    ]);
    expect(statement.segments[0]!.gateValues).toEqual([
      { id: "lowest_client", valueBp: 6111, thresholdBp: 7000, party: "bad" },
    ]);
  });

  it("a failed gate is shown where it took nothing, and a client under 10 items is not measured", () => {
    const failing = (due: number) =>
      one(
        person("E1", 100_000),
        runFacts({ hr: cardOf(due / 2, due) }, { gates: [LOWEST_CLIENT_GATE] })
      );
    expect(linesOf(failing(10)).at(-1)).toEqual(["gate:lowest_client", 0]);
    expect(failing(8).segments[0]).toMatchObject({
      failedGates: [],
      notMeasuredGates: ["lowest_client"],
    });
  });

  it("a payout of nothing is one line", () => {
    expect(linesOf(one(person("E1", 100_000), runFacts({ hr: cardOf(50) })))).toEqual([
      ["target", 100_000],
      ["time", 0],
      ["below_threshold", -100_000],
    ]);
  });

  it("two departments are two segments, each with its own leaves", () => {
    const memberships = [
      membership("hr", { to: "2026-08-01" }),
      membership("it", { from: "2026-08-01" }),
    ];
    const statement = one(
      person("E1", 4_500_000, { memberships }),
      runFacts({ hr: cardOf(93), it: cardOf(100) })
    );
    expect(
      statement.segments.map((each) => [each.id, each.days, each.targetMinor, each.bonusMinor])
    ).toEqual([
      ["hr", 31, 1_516_304, 1_304_021],
      ["it", 61, 2_983_696, 2_983_696],
    ]);
    expect(statement.lines.slice(2)).toEqual([
      { id: "obligation:a/o", segmentId: "hr", amountMinor: -212_283 },
    ]);
    expect(splitBySegment(statement).map((each) => each.amountMinor)).toEqual([
      1_304_021, 2_983_696,
    ]);
  });
});

describe("nothing measured", () => {
  const pay = (nothingMeasured: PlanTerms["nothingMeasured"]) =>
    one(person("E1", 100_000), runFacts({ hr: UNMEASURED }, { nothingMeasured }));
  it("is held and paid later", () => {
    expect(linesOf(pay("hold"))).toEqual([
      ["target", 100_000],
      ["time", 0],
      ["held:hr", -100_000],
    ]);
    expect(pay("hold")).toMatchObject({
      amountMinor: 0,
      heldMinor: 100_000,
      remarks: ["nothing_measured", "held"],
    });
  });
  it("pays in full where the plan says so", () =>
    expect(pay("pay_full").amountMinor).toBe(100_000));
  it("pays nothing where the plan says so", () => {
    expect(linesOf(pay("pay_zero")).at(-1)).toEqual(["nothing_measured", -100_000]);
  });
  it("holds for a department without any scorecard", () => {
    expect(one(person("E1", 100_000), runFacts({})).heldMinor).toBe(100_000);
  });
});

describe("whose score counts", () => {
  it("the nearest department above with a scorecard", () => {
    const memberships = [membership("desk")];
    const parentOf = new Map<string, string | null>([
      ["desk", "team"],
      ["team", "hr"],
      ["hr", null],
    ]);
    const statement = one(
      person("E1", 100_000, { memberships }),
      runFacts({ hr: HR }, {}, { parentOf })
    );
    expect(statement.segments[0]).toMatchObject({ cardOf: "hr", scoreBp: 9346 });
  });

  it("team and department mixed before the curve, to the plan's weights", () => {
    const input = scorecardInput([
      client("a", [
        line("ours", { ...items(20, 0, 20), teamId: "team" }),
        line("other", items(20, 0, 9)),
      ]),
    ]);
    const teamCards = new Map([["team", buildTeamScorecard(input, "team")]]);
    const facts = runFacts(
      { hr: buildScorecard(input) },
      { mix: { team: "40", department: "60" } },
      {
        teamCards,
        parentOf: new Map([["team", "hr"]]),
      }
    );
    const statement = one(person("E1", 100_000, { memberships: [membership("team")] }), facts);
    expect(statement.segments[0]).toMatchObject({
      teamScoreBp: 10_000,
      departmentScoreBp: 7500,
      scoreBp: 8500,
    });
    expect(sumOf(statement)).toBe(statement.amountMinor);
    expect(one(person("E1", 100_000), facts).segments[0]).toMatchObject({
      teamScoreBp: null,
      scoreBp: 7500,
    });
  });
});

describe("the target", () => {
  it("may be a percent of a base", () => {
    const target = { type: "percent_of_base", baseMinor: 10_000_050, percentBp: 3000 } as const;
    expect(one(person("E1", 0, { target }), runFacts({ hr: cardOf(100) })).amountMinor).toBe(
      3_000_015
    );
  });
  it("may be a percent only: payroll prorates", () => {
    const statement = one(
      person("E1", 0, { target: { type: "percent_only" }, ...hired("2026-07-21") }),
      runFacts({ hr: HR })
    );
    expect(statement).toMatchObject({ unit: "percent", proratedMinor: 10_000, amountMinor: 8692 });
    expect(sumOf(statement)).toBe(8692);
  });
  it("at the actual FTE is not multiplied again", () => {
    const half = person("E1", 100_000, { memberships: [membership("hr", { fte: "0.5" })] });
    const facts = (targetIncludesFte: boolean) =>
      runFacts({ hr: cardOf(100) }, { targetIncludesFte });
    expect(one(half, facts(false)).amountMinor).toBe(50_000);
    expect(one(half, facts(true)).amountMinor).toBe(100_000);
  });
  it("is prorated by working days and without absences", () => {
    const absences = [{ from: "2026-07-06", to: "2026-07-11" }];
    const facts = runFacts(
      { hr: cardOf(100) },
      { proration: "working" },
      { lastDay: "2026-07-31" }
    );
    expect(one(person("E1", 2_300_000, { absences }), facts).amountMinor).toBe(1_800_000);
  });
});

describe("a limited fund", () => {
  it("scales everybody by the same factor", () => {
    const people = [
      person("E001", 3_061_096),
      person("E002", 4_451_248),
      person("E003", 2_700_000),
    ];
    const run = prepareRun(people, runFacts({ hr: cardOf(100) }, { fundLimitMinor: 8_000_000 }));
    expect(run.fund).toEqual({
      limitMinor: 8_000_000,
      earnedMinor: 10_212_344,
      factor: "0.783366",
    });
    expect(run.totals.amountMinor).toBe(8_000_000);
    expect(linesOf(run.statements[0]!).at(-1)).toEqual(["fund", 2_397_958 - 3_061_096]);
  });

  it("a pool splits what its members earned by target and coefficient", () => {
    const people = [
      person("E001", 4_500_000, { coefficient: "1.0" }),
      person("E002", 3_521_739, { coefficient: "1.1" }),
      person("E003", 2_250_000, { coefficient: "0.8" }),
    ];
    const run = prepareRun(
      people,
      runFacts({ hr: cardOf(100) }, { mode: "pool", fundLimitMinor: 10_000_000 })
    );
    expect(run.statements.map((each) => each.amountMinor)).toEqual([
      4_423_077, 3_807_692, 1_769_231,
    ]);
  });
});

describe("adjustments for closed periods", () => {
  const past = (recalculatedMinor: number) => ({
    pastPeriods: [
      { period: "2026-Q2", recalculatedMinor, paidMinor: 50_000, alreadyAdjustedMinor: 0 },
    ],
  });
  it.each([
    ["more is paid now", 60_000, "write_off", 110_000, 0],
    ["less is written off", 20_000, "write_off", 100_000, 0],
    ["less is taken from now, where the rules allow", 20_000, "offset_future", 70_000, 0],
  ] as const)("%s", (_, recalculated, negativeAdjustment, amount, carry) => {
    const statement = one(
      person("E1", 100_000, past(recalculated)),
      runFacts({ hr: cardOf(100) }, { negativeAdjustment })
    );
    expect(statement.amountMinor).toBe(amount);
    expect(statement.adjustments[0]!.carryMinor).toBe(carry);
    expect(sumOf(statement)).toBe(amount);
  });
  it("never takes more than there is, and carries the rest", () => {
    const statement = one(
      person("E1", 10_000, past(20_000)),
      runFacts({ hr: cardOf(100) }, { negativeAdjustment: "offset_future" })
    );
    expect(statement).toMatchObject({
      amountMinor: 0,
      adjustments: [{ appliedMinor: -10_000, carryMinor: -20_000 }],
    });
  });
});

const CARDS = { hr: HR, it: cardOf(97), law: cardOf(103, 110), none: UNMEASURED, poor: cardOf(61) };
const anyPerson = fc.record({
  target: fc.nat(20_000_000),
  spans: fc.array(
    fc.record({
      departmentId: fc.constantFrom(...Object.keys(CARDS), "unknown"),
      fte: fc.constantFrom("1", "0.5", "0.25"),
      sharePct: fc.constantFrom("100", "50", "33.3"),
      from: fc.constantFrom("2026-05-01", "2026-07-15", "2026-08-02"),
      to: fc.constantFrom(null, "2026-07-20", "2026-09-01", "2027-01-01"),
    }),
    { maxLength: 4 }
  ),
  absent: fc.boolean(),
  coefficient: fc.constantFrom("0.8", "1", "1.2"),
  past: fc.option(fc.nat(100_000)),
});
const anyPeople = fc.array(anyPerson, { minLength: 1, maxLength: 6 }).map((all) =>
  all.map((each, i) =>
    person(`E${i}`, each.target, {
      memberships: each.spans.map((span, j) =>
        membership(span.departmentId, { ...span, id: `S${j}` })
      ),
      absences: each.absent ? [{ from: "2026-08-03", to: "2026-08-20" }] : [],
      poolId: `P${i % 2}`,
      coefficient: each.coefficient,
      pastPeriods:
        each.past === null
          ? []
          : [
              {
                period: "2026-Q2",
                recalculatedMinor: each.past,
                paidMinor: 50_000,
                alreadyAdjustedMinor: 10,
              },
            ],
    })
  )
);
const anyPlan = fc.record({
  gates: fc.constantFrom(
    [],
    [LOWEST_CLIENT_GATE],
    [{ ...LOWEST_CLIENT_GATE, thresholdBp: 9900, effect: { action: "zero" } as const }]
  ),
  planCapBp: fc.constantFrom(12_000, 9000),
  memberCapBp: fc.constantFrom(12_000, 8000),
  mode: fc.constantFrom("individual", "pool"),
  nothingMeasured: fc.constantFrom("hold", "pay_full", "pay_zero"),
  negativeAdjustment: fc.constantFrom("write_off", "offset_future"),
  fundLimitMinor: fc.option(fc.nat(30_000_000)),
}) as fc.Arbitrary<Partial<PlanTerms>>;

describe("whatever the plan and the people", () => {
  it("the lines of a statement sum to what is paid, and nobody pays in", () => {
    fc.assert(
      fc.property(anyPeople, anyPlan, (people, plan) => {
        const run = prepareRun(people, runFacts(CARDS, plan));
        for (const statement of run.statements) {
          expect(sumOf(statement)).toBe(statement.amountMinor);
          expect(statement.amountMinor).toBeGreaterThanOrEqual(0);
          const adjusted = statement.adjustments.reduce(
            (total, each) => total + each.appliedMinor,
            0
          );
          const parts = splitBySegment(statement).reduce(
            (total, part) => total + part.amountMinor,
            0
          );
          expect(parts).toBe(statement.amountMinor - adjusted);
        }
        const shared = run.totals.amountMinor - run.totals.adjustmentMinor;
        expect(shared).toBe(Math.min(run.totals.earnedMinor, plan.fundLimitMinor ?? Infinity));
      })
    );
  });

  it("the order of the people changes nothing", () => {
    fc.assert(
      fc.property(anyPeople, anyPlan, (people, plan) => {
        const run = prepareRun(people, runFacts(CARDS, plan));
        expect(prepareRun([...people].reverse(), runFacts(CARDS, plan))).toEqual(run);
      }),
      { numRuns: 30 }
    );
  });

  it("the difference of two runs is the sum of its lines", () => {
    fc.assert(
      fc.property(anyPeople, anyPeople, anyPlan, (before, after, plan) => {
        const [first, second] = [before, after].map((people) =>
          prepareRun(people, runFacts(CARDS, plan))
        );
        const differences = compareRuns(first!.statements, second!.statements);
        for (const each of differences) {
          expect(each.lines.reduce((total, changed) => total + changed.changeMinor, 0)).toBe(
            each.changeMinor
          );
        }
        const total = differences.reduce((sum, each) => sum + each.changeMinor, 0);
        expect(total).toBe(second!.totals.amountMinor - first!.totals.amountMinor);
      })
    );
  });
});

it("a person twice in a run is refused", () => {
  expect(() => prepareRun([person("E1", 1), person("E1", 1)], runFacts({}))).toThrow(
    "duplicate_person"
  );
});

it("20,000 employees of 200 departments take seconds", () => {
  const cards = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`d${i}`, HR]));
  const people = Array.from({ length: 20_000 }, (_, i) =>
    person(`E${i}`, 4_500_000 + i, {
      memberships: [
        membership(`d${i % 200}`, { id: "S1", to: i % 3 === 0 ? "2026-08-01" : null }),
        ...(i % 3 === 0 ? [membership(`d${(i + 1) % 200}`, { id: "S2", from: "2026-08-01" })] : []),
      ],
    })
  );
  const start = performance.now();
  const run = prepareRun(people, runFacts(cards, { fundLimitMinor: 50_000_000_000 }));
  const elapsedMs = performance.now() - start;
  expect(run.statements.length).toBe(20_000);
  expect(elapsedMs).toBeLessThan(3_000);
});
