import { describe, expect, test } from "vitest";
import { checkPlanTerms } from "#app/domain/pay/check-plan-terms.ts";
import type { PlanVersionTerms } from "#app/domain/pay/check-plan-terms.ts";
import { lineSubject } from "#app/domain/pay/line-id.ts";
import { personPay } from "#app/domain/pay/person-pay.ts";
import { DEFAULT_PLAN, LOWEST_CLIENT_GATE } from "#app/domain/pay/plan-terms.ts";
import { productionCalendarOf } from "#app/domain/pay/production-calendar.ts";
import { membership } from "#test/support/pay-builders.ts";

const TERMS: PlanVersionTerms = { ...DEFAULT_PLAN, approvalChain: ["hr", "director"] };

describe("the terms of a plan", () => {
  test("the defaults can be calculated", () => {
    expect(checkPlanTerms(TERMS)).toMatchObject({ ok: true });
  });

  test.each([
    ["bad_curve", { payout: { type: "curve", points: [] } }],
    ["bad_curve", { payout: { type: "curve", points: [[5000, 0], [5000, 100]] } }],
    ["bad_curve", { payout: { type: "steps", steps: [[9000, 100], [8000, 200]] } }],
    ["payout_negative", { payout: { type: "curve", points: [[5000, -1]] } }],
    ["payout_negative", { payout: { type: "steps", steps: [[5000, 100_001]] } }],
    ["duplicate_gate", { gates: [LOWEST_CLIENT_GATE, LOWEST_CLIENT_GATE] }],
    ["bad_gate", { gates: [{ ...LOWEST_CLIENT_GATE, id: " " }] }],
    ["bad_gate", { gates: [{ ...LOWEST_CLIENT_GATE, effect: { action: "cap", capBp: -1 } }] }],
    ["bad_cap", { planCapBp: 0 }],
    ["bad_cap", { memberCapBp: 0 }],
    ["bad_mix", { mix: { team: "0", department: "0" } }],
    ["bad_mix", { mix: { team: "-1", department: "2" } }],
    ["bad_fund", { fundLimitMinor: -1 }],
    ["no_approval_chain", { approvalChain: [] }],
  ] as const)("%s", (code, over) => {
    expect(checkPlanTerms({ ...TERMS, ...(over as Partial<PlanVersionTerms>) })).toMatchObject({ ok: false, code });
  });
});

describe("a person of a run", () => {
  const target = { type: "amount", minor: 100 } as const;
  const poolOf = (id: string) => `pool of ${id}`;

  test("is paid for memberships as far as they lie in the plan", () => {
    const person = personPay("p", [membership("a", { to: "2026-06-01" }), membership("b", { from: "2026-06-01" })], [{ from: "2026-05-01", to: null, target }], poolOf);
    expect(person?.memberships.map(({ id, from, to }) => [id, from, to])).toEqual([
      ["a", "2026-05-01", "2026-06-01"],
      ["b", "2026-06-01", null],
    ]);
    expect(person?.poolId).toBe("pool of b");
  });

  test("who comes back has a second segment and the later target", () => {
    const person = personPay("p", [membership("a")], [{ from: "2026-04-01", to: "2026-05-01", target }, { from: "2026-06-01", to: null, target: { type: "amount", minor: 200 } }], poolOf);
    expect(person?.memberships.map(({ id, from, to }) => [id, from, to])).toEqual([
      ["a", "2026-04-01", "2026-05-01"],
      ["a:1", "2026-06-01", null],
    ]);
    expect(person?.target).toEqual({ type: "amount", minor: 200 });
  });

  test("an emptied stay or no membership in it: nobody to pay", () => {
    expect(personPay("p", [membership("a")], [{ from: "2026-04-01", to: "2026-04-01", target }], poolOf)).toBeNull();
    expect(personPay("p", [membership("a", { to: "2026-04-01" })], [{ from: "2026-04-01", to: null, target }], poolOf)).toBeNull();
    expect(personPay("p", [membership("a")], [], poolOf)).toBeNull();
  });
});

test("working days come from closed weekdays and opened weekends; hours don't matter", () => {
  const spec = {
    tz: "UTC",
    weekly: {},
    holidays: ["2026-01-01", "2026-01-02"],
    special: { "2026-01-02": [["09:00", "17:00"]], "2026-01-10": [["09:00", "18:00"]], "2026-01-12": [] },
  } as const;
  expect(productionCalendarOf(spec)).toEqual({ holidays: ["2026-01-01", "2026-01-12"], workingWeekends: ["2026-01-10"] });
  expect(productionCalendarOf(null)).toEqual({ holidays: [], workingWeekends: [] });
});

test.each([
  ["obligation:9f/FIN-SALES/report", { kind: "obligation", party: "9f", key: "FIN-SALES/report" }],
  ["csat:9f", { kind: "csat", party: "9f" }],
  ["gate:lowest_client", { kind: "gate", gateId: "lowest_client" }],
  ["held:m1", { kind: "held" }],
  ["adjustment:2026-Q1", { kind: "adjustment", period: "2026-Q1" }],
  ["plan_cap", { kind: "plan_cap" }],
  ["something new", { kind: "rounding" }],
])("the line %s", (id, expected) => {
  expect(lineSubject(id)).toEqual(expected);
});
