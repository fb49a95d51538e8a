import { describe, expect, test } from "vitest";
import { DEFAULT_PLAN, LOWEST_CLIENT_GATE } from "#app/domain/pay/plan-terms.ts";
import type { PlanTerms } from "#app/domain/pay/plan-terms.ts";
import { fitsPlanForm } from "#app/routes/_shell.pay.plans.new/defaults.ts";

describe("the plan form opens only terms that it can show whole", () => {
  test.each<[string, Partial<PlanTerms>, boolean]>([
    ["a curve", {}, true],
    ["a curve with the lowest-client gate", { gates: [LOWEST_CLIENT_GATE] }, true],
    ["steps", { payout: { type: "steps", steps: [[7000, 5000]] } }, false],
    ["a ramp", { payout: { type: "ramp", tiers: [{ fromBp: 0, toBp: null, rate: "1" }], capBp: null } }, false],
    ["a gate on one line", { gates: [{ id: "g", type: "line_floor", key: "k", effect: { action: "zero" } }] }, false],
  ])("%s", (_what, over, fits) => expect(fitsPlanForm({ ...DEFAULT_PLAN, ...over })).toBe(fits));
});
