import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkScenario } from "#app/domain/pay/check-scenario.ts";
import { prepareRun } from "#app/domain/pay/prepare-run.ts";
import { runScenario } from "#app/domain/pay/scenario.ts";
import type { ScenarioFacts } from "#app/domain/pay/scenario.ts";
import { buildScorecard } from "#app/domain/score/build-scorecard.ts";
import type { PersonPay } from "#app/domain/pay/statement.ts";
import { membership, person, PLAIN_CURVE, runFacts } from "#test/support/pay-builders.ts";
import { WORKED_EXAMPLE } from "#test/support/score-builders.ts";

const CARD = buildScorecard(WORKED_EXAMPLE);
const facts = (targets: readonly number[], limit: number | null = null): ScenarioFacts => {
  const { plan, departmentCards, teamCards, parentOf } = runFacts({ hr: CARD }, { payout: PLAIN_CURVE, fundLimitMinor: limit });
  return { plan, departmentCards, teamCards, parentOf, departmentOfTeam: new Map(), groups: targets.map((targetMinor) => ({ departmentId: "hr", targetMinor, people: 1 })) };
};

describe("a scenario", () => {
  test("without changes pays what the run pays, to the minor unit, also within a fund", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 12 }), fc.option(fc.integer({ min: 0, max: 20_000_000 })), (targets, limit) => {
        const people = targets.map((minor, place): PersonPay => person(`p${place}`, minor, { memberships: [membership("hr", { id: `m${place}` })] }));
        const run = prepareRun(people, runFacts({ hr: CARD }, { payout: PLAIN_CURVE, fundLimitMinor: limit }));
        expect(runScenario(facts(targets, limit), {}).paidMinor).toBe(run.totals.amountMinor);
      }),
    );
  });

  // The worked example: objective 95.02, satisfaction 92.71 with three assumed answers; 45,000.00 of target.
  test("the weight, the curve, a cap, a gate and a score each change the payout as the formulas say", () => {
    const base = facts([4_500_000]);
    const one = (changes: Parameters<typeof runScenario>[1]) => runScenario(base, changes).departments[0]!;
    const pay = CARD.pay;
    expect(one({ objectivePct: 100 }).scoreBp).toBe(pay.objectiveBp);
    expect(one({ objectivePct: 0 }).scoreBp).toBe(pay.satisfactionBp);
    expect(one({ scores: [{ departmentId: "hr", scoreBp: 9500 }] })).toMatchObject({ scoreBp: 9500, payoutBp: 9000, paidMinor: 4_050_000 });
    expect(one({ curve: [[0, 5000], [10_000, 5000]] })).toMatchObject({ payoutBp: 5000, paidMinor: 2_250_000 });
    expect(one({ planCapBp: 5000 })).toMatchObject({ payoutBp: 5000 });
    expect(one({ gate: { thresholdBp: 10_000, capBp: 4000 } })).toMatchObject({ payoutBp: 4000 });
  });

  test("changes nothing of what it starts from", () => {
    const base = facts([4_500_000]);
    const before = structuredClone([...base.departmentCards]);
    runScenario(base, { objectivePct: 10, scores: [{ departmentId: "hr", scoreBp: 100 }], gate: null });
    expect([...base.departmentCards]).toEqual(before);
  });

  test.each([
    ["name_missing", " ", {}],
    ["name_too_long", "x".repeat(81), {}],
    ["weight_out_of_range", "a", { objectivePct: 101 }],
    ["bad_curve", "a", { curve: [[9000, 0], [9000, 100]] }],
    ["bad_curve", "a", { curve: [[9000, 0]] }],
    ["bad_cap", "a", { planCapBp: 0 }],
    ["bad_gate", "a", { gate: { thresholdBp: 1, capBp: -1 } }],
    ["score_out_of_range", "a", { scores: [{ departmentId: "hr", scoreBp: 12_001 }] }],
  ] as const)("refuses %s", (code, name, changes) => {
    expect(checkScenario(name, changes)).toMatchObject({ ok: false, code });
  });
});
