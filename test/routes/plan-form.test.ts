import { describe, expect, test } from "vitest";
import type { PlanVersionTerms } from "#app/domain/pay/check-plan-terms.ts";
import { checkPlanTerms } from "#app/domain/pay/check-plan-terms.ts";
import { DEFAULT_PLAN, LOWEST_CLIENT_GATE } from "#app/domain/pay/plan-terms.ts";
import { areKnownFields, readPayout, readPlan } from "#app/routes/_shell.pay.plans.new/read-plan.ts";
import { afterRowStep, MOST_ROWS, rowCount } from "#app/routes/_shell.pay.plans.new/rows.ts";
import { valuesOf } from "#app/routes/_shell.pay.plans.new/values.ts";

const TERMS: PlanVersionTerms = { ...DEFAULT_PLAN, approvalChain: ["hr", "director"] };
const FROM = "2026-07-01";

const OTHERS: readonly (readonly [string, Partial<PlanVersionTerms>])[] = [
  ["the defaults", {}],
  ["steps", { payout: { type: "steps", steps: [[7000, 5000], [9050, 10_025]] } }],
  ["a ramp with an open end and a cap", { payout: { type: "ramp", tiers: [{ fromBp: 0, toBp: 9000, rate: "0.5" }, { fromBp: 9000, toBp: null, rate: "2.1234" }], capBp: 11_000 } }],
  ["a ramp without a cap", { payout: { type: "ramp", tiers: [{ fromBp: 0, toBp: null, rate: "1" }], capBp: null } }],
  ["gates of both kinds and both effects", {
    gates: [LOWEST_CLIENT_GATE, { id: "line_floor:FIN-SALES/report", type: "line_floor", key: "FIN-SALES/report", effect: { action: "zero" } }, { id: "lowest_client_2", type: "lowest_client", thresholdBp: 5000, minDueItems: 0, effect: { action: "zero" } }],
  }],
  ["another answer everywhere", {
    planCapBp: 100_000, memberCapBp: 11_250, proration: "working", excludedAbsences: ["sick_leave", "other"], targetIncludesFte: true, mode: "pool", nothingMeasured: "pay_zero", mix: { team: "0.25", department: "1.75" },
    shadow: true, negativeAdjustment: "offset_future", fundLimitMinor: 123_456_789, approvalChain: ["director", "hr", "director"],
  }],
  ["a part from outside", { external: { metricId: "0f", weightPct: "7.5", zero: "-20.5", target: "45" } }],
  ["a currency without decimals", { currency: "JPY", minorDigits: 0, fundLimitMinor: 1_500_000 }],
  ["a currency with three decimals", { currency: "KWD", minorDigits: 3, fundLimitMinor: 1_500_005 }],
];

describe.each(["en", "ru"] as const)("the plan form in %s", (locale) => {
  test.each(OTHERS)("shows and reads back %s", (_what, over) => {
    const terms = { ...TERMS, ...over };
    const values = valuesOf(terms, FROM, locale);
    expect(readPlan(values, terms.currency, terms.minorDigits)).toEqual({ from: FROM, terms });
    expect(checkPlanTerms(terms)).toMatchObject({ ok: true });
    expect(areKnownFields(values)).toBe(true);
  });
});

describe("what cannot be read is said at its field", () => {
  const values = valuesOf(TERMS, FROM, "en");
  test.each<[string, Record<string, string>, [string, string][]]>([
    ["a score that is no number", { "points.1.score": "ninety" }, [["points.1.score", "not_a_number"]]],
    ["half a line", { "points.1.payout": "" }, [["points.1.payout", "missing"]]],
    ["a negative cap", { planCap: "-1" }, [["planCap", "not_a_number"]]],
    ["a fund with too many decimals", { fund: "1.234" }, []],
    ["a fund that is a word", { fund: "all of it" }, [["fund", "not_a_number"]]],
    ["no weight", { mixTeam: "" }, [["mixTeam", "missing"]]],
    ["an unknown way of sharing", { mode: "lottery" }, [["mode", "missing"]]],
    ["a gate on no line", { "gates.0.type": "line_floor", "gates.0.line": "", "gates.0.action": "zero" }, [["gates.0.line", "missing"]]],
    ["a metric without its values", { externalMetric: "0f", externalWeight: "10", externalZero: "much" }, [["externalZero", "not_a_number"], ["externalTarget", "missing"]]],
    ["no first day", { from: "soon" }, [["from", "missing"]]],
    ["no tier of a ramp", { rule: "ramp" }, [["payout", "bad_tiers"]]],
  ])("%s", (_what, over, faults) => {
    const read = readPlan({ ...values, ...over }, "RUB", 2);
    expect("faults" in read ? read.faults.map(({ field, code }) => [field, code]) : []).toEqual(faults);
  });

  test("weights that are all zero are read, and refused by the rule", () => {
    const read = readPlan({ ...values, mixTeam: "0", mixDepartment: "0,00" }, "RUB", 2);
    expect("faults" in read ? null : checkPlanTerms(read.terms)).toMatchObject({ code: "bad_mix", field: "mix" });
  });

  test("a field of somebody's own invention is not known", () => {
    expect(areKnownFields({ ...values, planId: "other" })).toBe(false);
    expect(areKnownFields({ ...values, "excluded.holiday": "on" })).toBe(false);
  });

  test("the drawing waits until every line can be read", () => {
    expect(readPayout({ ...values, "points.0.score": "4x" })).toBeNull();
    expect(readPayout(values)).toEqual(TERMS.payout);
  });
});

describe("lines of a list", () => {
  const values = { planCap: "120", "points.0.score": "50", "points.0.payout": "0", "points.1.score": "100", "points.1.payout": "100" };

  test("one is added empty at the end", () => {
    expect(afterRowStep(values, "add:points")).toEqual({ ...values, "points.2.score": "", "points.2.payout": "" });
  });

  test("one is taken from the middle, and what was typed elsewhere stays", () => {
    expect(afterRowStep(values, "remove:points:0")).toEqual({ planCap: "120", "points.0.score": "100", "points.0.payout": "100" });
  });

  test("there are no more than fit", () => {
    let many: Readonly<Record<string, string>> = {};
    for (let i = 0; i < MOST_ROWS + 3; i += 1) many = afterRowStep(many, "add:gates")!;
    expect(rowCount(many, "gates")).toBe(MOST_ROWS);
  });

  test("other intents are not theirs", () => expect(["save", "check", "add:planCap", ""].map((intent) => afterRowStep(values, intent))).toEqual([null, null, null, null]));
});
