import { ABSENCE_KINDS } from "#app/domain/pay/absence.ts";
import { NEGATIVE_POLICIES } from "#app/domain/pay/adjustment.ts";
import { APPROVER_ROLES } from "#app/domain/pay/approve-run.ts";
import type { PlanVersionTerms } from "#app/domain/pay/check-plan-terms.ts";
import { GATE_ACTIONS } from "#app/domain/pay/gates.ts";
import { NOTHING_MEASURED_POLICIES, PAY_MODES, type PayoutRule, type PlanGate, PRORATION_BASES } from "#app/domain/pay/plan-terms.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { readDay } from "#app/domain/time/local-date.ts";
import { fieldReader, type FieldReader } from "./read-fields.ts";
import { ROW_PARTS, type PlanValues } from "./rows.ts";
import { CHAIN_STEPS } from "./values.ts";

export interface ReadPlan {
  readonly from: string;
  readonly terms: PlanVersionTerms;
}

export const RULES = ["curve", "steps", "ramp"] as const;

/** The terms that a form means, in the organisation's currency, or a fault for each field that cannot be read. */
export function readPlan(values: PlanValues, currency: string, minorDigits: number): ReadPlan | { readonly faults: readonly Refused[] } {
  const read = fieldReader(values);
  const from = values["from"] ?? "";
  if (readDay(from) === null) read.fault("from", "missing");
  const terms: PlanVersionTerms = {
    payout: payoutRule(read),
    gates: gates(read),
    planCapBp: read.scaled("planCap", 2),
    memberCapBp: read.scaled("memberCap", 2),
    proration: read.choice("proration", PRORATION_BASES),
    excludedAbsences: ABSENCE_KINDS.filter((kind) => values[`excluded.${kind}`] === "on"),
    targetIncludesFte: values["targetIncludesFte"] === "on",
    mode: read.choice("mode", PAY_MODES),
    nothingMeasured: read.choice("nothingMeasured", NOTHING_MEASURED_POLICIES),
    mix: { team: read.exact("mixTeam"), department: read.exact("mixDepartment") },
    ...((values["externalMetric"] ?? "") === "" ? {} : { external: { metricId: values["externalMetric"]!, weightPct: read.exact("externalWeight"), zero: read.signed("externalZero"), target: read.signed("externalTarget") } }),
    shadow: values["shadow"] === "on",
    negativeAdjustment: read.choice("negative", NEGATIVE_POLICIES),
    currency,
    minorDigits,
    fundLimitMinor: read.optional("fund", minorDigits),
    approvalChain: Array.from({ length: CHAIN_STEPS }, (_, i) => APPROVER_ROLES.find((role) => role === values[`chain.${i}`])).filter((role) => role !== undefined),
  };
  return read.faults.length > 0 ? { faults: read.faults } : { from, terms };
}

/** The payout rule alone, for the plot while it is typed; null as long as it cannot be read. */
export function readPayout(values: PlanValues): PayoutRule | null {
  const read = fieldReader(values);
  const rule = payoutRule(read);
  return read.faults.length > 0 ? null : rule;
}

function payoutRule(read: FieldReader): PayoutRule {
  const pairs = (list: "points" | "steps") => {
    const found = read.rows(list).map((i): [number, number] => [read.scaled(`${list}.${i}.score`, 2), read.scaled(`${list}.${i}.payout`, 2)]);
    if (found.length === 0) read.fault("payout", "bad_curve");
    return found;
  };
  switch (read.choice("rule", RULES)) {
    case "curve":
      return { type: "curve", points: pairs("points") };
    case "steps":
      return { type: "steps", steps: pairs("steps") };
    case "ramp": {
      const tiers = read.rows("tiers").map((i) => ({ fromBp: read.scaled(`tiers.${i}.from`, 2), toBp: read.optional(`tiers.${i}.to`, 2), rate: read.exact(`tiers.${i}.rate`) }));
      if (tiers.length === 0) read.fault("payout", "bad_tiers");
      return { type: "ramp", tiers, capBp: read.optional("rampCap", 2) };
    }
  }
}

/** Gates in their order. A second gate of one kind has its number in its name, a gate on a line the line's key. */
function gates(read: FieldReader): PlanGate[] {
  let lowest = 0;
  return read.rows("gates").map((i): PlanGate => {
    const part = (name: keyof typeof ROW_PARTS.gates) => `gates.${i}.${name}`;
    const effect = read.choice(part("action"), GATE_ACTIONS) === "cap" ? ({ action: "cap", capBp: read.scaled(part("cap"), 2) } as const) : ({ action: "zero" } as const);
    if (read.choice(part("type"), ["lowest_client", "line_floor"] as const) === "lowest_client") {
      lowest += 1;
      return { id: lowest === 1 ? "lowest_client" : `lowest_client_${lowest}`, type: "lowest_client", thresholdBp: read.scaled(part("threshold"), 2), minDueItems: read.scaled(part("minDue"), 0), effect };
    }
    const key = read.values[part("line")] ?? "";
    if (key === "") read.fault(part("line"), "missing");
    return { id: `line_floor:${key}`, type: "line_floor", key, effect };
  });
}

const PLAIN = new Set(["intent", "code", "nameEn", "nameRu", "from", "rule", "rampCap", "planCap", "memberCap", "proration", "targetIncludesFte", "mode", "nothingMeasured", "mixTeam", "mixDepartment", "externalMetric", "externalWeight", "externalZero", "externalTarget", "negative", "fund", "shadow"]);
const NUMBERED = new RegExp(`^(chain\\.\\d|excluded\\.(${ABSENCE_KINDS.join("|")})|(${Object.keys(ROW_PARTS).join("|")})\\.\\d{1,2}\\.[a-zA-Z]+)$`);

/** Whether the form sent only fields that it has. */
export const areKnownFields = (values: PlanValues): boolean => Object.keys(values).every((name) => PLAIN.has(name) || NUMBERED.test(name));
