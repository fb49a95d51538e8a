import { compare, isDecimal, isZero, parseDecimal, ZERO } from "../decimal/rational.ts";
import { DomainError, ok, refused, type Result } from "../refusal.ts";
import { APPROVER_ROLES, type ApproverRole } from "./approve-run.ts";
import { externalFault, type ExternalRefusal } from "./external-metric.ts";
import { payoutOfScore } from "./payout-of-score.ts";
import type { PayoutRule, PlanTerms } from "./plan-terms.ts";

/** A plan version as it is stored: the terms of the calculation and who approves its runs, in order. */
export interface PlanVersionTerms extends PlanTerms {
  readonly approvalChain: readonly ApproverRole[];
}

export type PlanTermsRefusal =
  | "bad_curve"
  | "payout_negative"
  | "payout_falls"
  | "bad_tiers"
  | "duplicate_gate"
  | "bad_gate"
  | "bad_cap"
  | "bad_mix"
  | ExternalRefusal
  | "bad_fund"
  | "no_approval_chain";

/** Payouts above this are a slip of the keyboard. */
const HIGHEST_PAYOUT_BP = 100_000;

/**
 * Whether a plan can be calculated by these terms, before anybody is paid by them. The refusal's field is the
 * path of the term.
 */
export function checkPlanTerms(terms: PlanVersionTerms): Result<null, PlanTermsRefusal> {
  const payouts = payoutsOf(terms.payout);
  if (payouts.some((bp) => bp < 0 || bp > HIGHEST_PAYOUT_BP)) {
    return refused("payout_negative", undefined, "payout");
  }
  if (terms.payout.type === "ramp" && !areTiers(terms.payout.tiers)) return refused("bad_tiers", undefined, "payout");
  try {
    payoutOfScore(terms.payout, 0);
  } catch (error) {
    if (error instanceof DomainError) return refused("bad_curve", undefined, "payout");
    throw error;
  }
  if (payouts.some((bp, place) => place > 0 && bp < payouts[place - 1]!)) return refused("payout_falls", undefined, "payout");
  for (const [place, gate] of terms.gates.entries()) {
    const field = `gates.${place}`;
    if (terms.gates.findIndex(({ id }) => id === gate.id) !== place) {
      return refused("duplicate_gate", { id: gate.id }, field);
    }
    const capBad = gate.effect.action === "cap" && gate.effect.capBp < 0;
    if (gate.id.trim() === "" || capBad) return refused("bad_gate", { id: gate.id }, field);
    if (gate.type === "lowest_client" && (gate.thresholdBp < 0 || gate.minDueItems < 0)) {
      return refused("bad_gate", { id: gate.id }, field);
    }
  }
  if (terms.planCapBp <= 0) return refused("bad_cap", undefined, "planCapBp");
  if (terms.memberCapBp <= 0) return refused("bad_cap", undefined, "memberCapBp");
  const [team, department] = [parseDecimal(terms.mix.team), parseDecimal(terms.mix.department)];
  const isNegative = [team, department].some((weight) => compare(weight, ZERO) < 0);
  if (isNegative || (isZero(team) && isZero(department))) return refused("bad_mix", undefined, "mix");
  const external = terms.external && externalFault(terms.external);
  if (external) return refused(external, undefined, "external");
  if (terms.fundLimitMinor !== null && terms.fundLimitMinor < 0) {
    return refused("bad_fund", undefined, "fundLimitMinor");
  }
  const isChain = terms.approvalChain.every((role) => APPROVER_ROLES.includes(role));
  if (terms.approvalChain.length === 0 || !isChain) {
    return refused("no_approval_chain", undefined, "approvalChain");
  }
  return ok(null);
}

/** Tiers follow each other upwards without overlapping, only the last may be open, and no rate takes away. */
function areTiers(tiers: Extract<PayoutRule, { type: "ramp" }>["tiers"]): boolean {
  return (
    tiers.length > 0 &&
    tiers.every(({ fromBp, toBp, rate }, place) => {
      const next = tiers[place + 1];
      const ends = toBp === null ? next === undefined : toBp > fromBp && (next === undefined || toBp <= next.fromBp);
      return ends && isDecimal(rate) && compare(parseDecimal(rate), ZERO) >= 0;
    })
  );
}

function payoutsOf(rule: PayoutRule): readonly number[] {
  switch (rule.type) {
    case "curve":
      return rule.points.map(([, payoutBp]) => payoutBp);
    case "steps":
      return rule.steps.map(([, payoutBp]) => payoutBp);
    case "ramp":
      return rule.capBp === null ? [] : [rule.capBp];
  }
}
