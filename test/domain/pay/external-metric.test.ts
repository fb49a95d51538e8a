import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkPlanTerms } from "#app/domain/pay/check-plan-terms.ts";
import { departmentPayout } from "#app/domain/pay/department-payout.ts";
import { externalFault, externalScoreBp, withExternal, type ExternalPart } from "#app/domain/pay/external-metric.ts";
import { DEFAULT_PLAN } from "#app/domain/pay/plan-terms.ts";
import { prepareRun } from "#app/domain/pay/prepare-run.ts";
import { whatIf } from "#app/domain/pay/what-if.ts";
import { buildScorecard } from "#app/domain/score/build-scorecard.ts";
import { person, runFacts } from "#test/support/pay-builders.ts";
import { WORKED_EXAMPLE } from "#test/support/score-builders.ts";

const NPS: ExternalPart = { metricId: "nps", weightPct: "20", zero: "0", target: "40" };
const CLAIMS: ExternalPart = { metricId: "claims", weightPct: "10", zero: "30", target: "9" };
const CARD = buildScorecard(WORKED_EXAMPLE);

describe("points of a metric from outside", () => {
  test.each([
    ["on the way", NPS, "38", 9500],
    ["rounded to two decimals", NPS, "12.3456", 3086],
    ["at the target", NPS, "40", 10_000],
    ["never above it", NPS, "71", 10_000],
    ["never below nothing", NPS, "-12.5", 0],
    ["fewer is better", CLAIMS, "12", 8571],
    ["more than the worst", CLAIMS, "31", 0],
    ["fewer than the target", CLAIMS, "0", 10_000],
  ] as [string, ExternalPart, string, number][])("%s", (_what, part, value, bp) => expect(externalScoreBp(part, value)).toBe(bp));

  test("takes its weight from the score, and leaves it there where nothing is known", () => {
    // 0.8 × 96.73 + 0.2 × 95.00 = 96.384
    expect(withExternal(9673, NPS, 9500)).toBe(9638);
    expect(withExternal(9673, NPS, null)).toBe(9673);
  });

  test("the score lies between its two parts", () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_600 }), fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 1, max: 2000 }), (own, outside, weight) => {
        const bp = withExternal(own, { ...NPS, weightPct: String(weight / 100) }, outside);
        expect(bp).toBeGreaterThanOrEqual(Math.min(own, outside));
        expect(bp).toBeLessThanOrEqual(Math.max(own, outside));
      }),
    ));
});

test.each([
  [{ weightPct: "0" }, "bad_external_weight"],
  [{ weightPct: "20.01" }, "bad_external_weight"],
  [{ weightPct: "-5" }, "bad_external_weight"],
  [{ weightPct: "ten" }, "bad_external_weight"],
  [{ zero: "40.0" }, "bad_external_scale"],
  [{ target: "" }, "bad_external_scale"],
  [{ weightPct: "0.01" }, null],
] as [Partial<ExternalPart>, string | null][])("a part with %j: %s", (over, code) => {
  expect(externalFault({ ...NPS, ...over })).toBe(code);
  const checked = checkPlanTerms({ ...DEFAULT_PLAN, approvalChain: ["hr"], external: { ...NPS, ...over } });
  expect(checked.ok ? null : checked.code).toBe(code);
});

describe("a plan with a part from outside", () => {
  const facts = (externalValue: string | null) => runFacts({ hr: CARD }, { external: NPS }, { externalValue });
  const own = CARD.pay.scoreBp!;

  test("pays by the joint score, and its statement adds up with a line for the metric", () => {
    const { statements } = prepareRun([person("ada", 4_500_000)], facts("20"));
    const [statement] = statements;
    expect(statement!.segments[0]).toMatchObject({ scoreBp: withExternal(own, NPS, 5000), external: { ownBp: own, value: "20", scoreBp: 5000 } });
    expect(statement!.lines.find((line) => line.id === "external:nps")!.amountMinor).toBeLessThan(0);
    expect(statement!.lines.reduce((sum, line) => sum + line.amountMinor, 0)).toBe(statement!.amountMinor);
  });

  test("pays by the department alone where the value is not known, and says so", () => {
    const [statement] = prepareRun([person("ada", 4_500_000)], facts(null)).statements;
    expect(statement!.segments[0]).toMatchObject({ scoreBp: own, external: { ownBp: own, value: null, scoreBp: null } });
    expect(statement!.lines.some((line) => line.id.startsWith("external:"))).toBe(false);
  });

  test("never pays by the metric alone: nothing measured is decided by the plan", () => {
    const payout = departmentPayout({ ...DEFAULT_PLAN, external: NPS }, { departmentCards: new Map(), teamCards: new Map(), parentOf: new Map(), externalValue: "40" }, "hr");
    expect(payout).toMatchObject({ scoreBp: null, external: null, policy: "hold" });
  });

  test("the points lost add up to what the joint score is below 100", () => {
    const { causes, scoreBp } = departmentPayout({ ...DEFAULT_PLAN, external: NPS }, facts("20"), "hr");
    const lost = causes.reduce((sum, { points }) => sum + Number(points.n) / Number(points.d), 0);
    expect(lost).toBeCloseTo(100 - scoreBp! / 100, 0);
    expect(causes.find(({ id }) => id === "external:nps")!.points).toEqual({ n: 100_000n, d: 10_000n });
  });

  test("says what another value would have paid", () => {
    const { departmentCards: _, teamCards: __, ...rest } = facts("20");
    const changed = whatIf(person("ada", 4_500_000), { ...rest, departments: new Map([["hr", WORKED_EXAMPLE]]), teams: new Map() }, { type: "external", value: "40" });
    expect(changed.changeMinor).toBeGreaterThan(0);
    expect(changed.after.segments[0]!.external!.scoreBp).toBe(10_000);
  });
});
