import { describe, expect, test } from "vitest";
import { changeByDepartment, findInRun } from "#app/domain/pay/run-findings.ts";
import type { RunToCheck } from "#app/domain/pay/run-findings.ts";
import type { Statement } from "#app/domain/pay/statement.ts";

const statement = (personId: string, over: Partial<Statement> = {}): Statement => {
  const amountMinor = over.amountMinor ?? 1000;
  return {
    personId, unit: "money", shadow: false, targetMinor: 1000, totalDays: 92, proratedMinor: 1000, segments: [], earnedMinor: amountMinor, capped: false, heldMinor: 0,
    lines: [{ id: "target", segmentId: null, amountMinor }], adjustments: [], effectivePayoutBp: 10_000, remarks: [], ...over, amountMinor,
  };
};
const run = (before: readonly Statement[], after: readonly Statement[], over: Partial<RunToCheck> = {}): RunToCheck => ({
  before, after, departmentOf: new Map([...before, ...after].map((one) => [one.personId, "fin"])), withoutPlan: [], withoutAcknowledgement: [], ...over,
});
const kinds = (check: RunToCheck) => Object.fromEntries(findInRun(check).map((list) => [list.kind, list.rows.map((row) => row.personId)]));

describe("what stands out in a run", () => {
  test("nothing in a run that is the last one again", () => {
    expect(findInRun(run([statement("a")], [statement("a")]))).toEqual([]);
  });

  test.each([
    ["a change of exactly a quarter is no outlier", 1250, undefined],
    ["one kopeck more is", 1251, ["a"]],
    ["and less counts as more", 749, ["a"]],
  ])("%s", (_rule, amountMinor, outlier) => {
    expect(kinds(run([statement("a")], [statement("a", { amountMinor })])).outlier).toEqual(outlier);
  });

  test("without a last amount a target above three times the median stands out", () => {
    const after = [statement("a"), statement("b"), statement("c", { targetMinor: 3001 })];
    expect(kinds(run([], after)).outlier).toEqual(["c"]);
    expect(kinds(run([], [statement("a"), statement("b"), statement("c", { targetMinor: 3000 })])).outlier).toBeUndefined();
  });

  test.each([
    ["zero", { amountMinor: 0 }],
    ["capped", { capped: true }],
    ["capped", { lines: [{ id: "plan_cap", segmentId: "s", amountMinor: 0 }] }],
    ["held", { heldMinor: 1 }],
    ["adjusted", { adjustments: [{ period: "2026-Q2", deltaMinor: -5, appliedMinor: 0, carryMinor: 0 }] }],
    ["no_segment", { remarks: ["no_segment"] }],
    ["over_full_time", { remarks: ["over_full_time"] }],
    ["without_base", { targetMinor: 0 }],
  ] as const)("%s", (kind, over) => {
    expect(kinds(run([], [statement("a", over as Partial<Statement>)]))[kind]).toEqual(["a"]);
  });

  test("who has no target and is paid nothing is without a base, not paid zero", () => {
    expect(kinds(run([], [statement("a", { targetMinor: 0, amountMinor: 0 })]))).toEqual({ without_base: ["a"] });
  });

  test("new and gone only where there is a last run", () => {
    expect(kinds(run([], [statement("a")]))).toEqual({});
    expect(kinds(run([statement("b")], [statement("a")]))).toEqual({ new: ["a"], gone: ["b"] });
  });

  test("people outside of the run are named with their departments", () => {
    const [list] = findInRun(run([], [], { withoutPlan: [{ personId: "z", departmentId: "it" }] }));
    expect(list).toEqual({ kind: "without_plan", rows: [{ personId: "z", departmentId: "it", unit: "money", beforeMinor: null, afterMinor: null }] });
  });

  test("the departments' changes add up to the change of the run, percents left out", () => {
    const check = run([statement("a", { amountMinor: 700 }), statement("b")], [statement("a"), statement("c", { unit: "percent" })]);
    expect(changeByDepartment(check)).toEqual([{ departmentId: "fin", people: 1, beforeMinor: 1700, afterMinor: 1000 }]);
  });
});
