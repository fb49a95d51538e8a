import type { PlanTerms } from "#app/domain/pay/plan-terms.ts";
import type { PlanVersionTerms } from "#app/domain/pay/check-plan-terms.ts";
import type { Locale } from "#app/domain/names.ts";
import { formatAmount } from "#app/format/money.ts";
import { CHAINS, type ChainName } from "./form.ts";

/** Terms as the fields of the form have them: text in the reader's writing. */
export interface PlanFields {
  readonly code?: string;
  readonly nameEn?: string;
  readonly nameRu?: string;
  readonly from: string;
  readonly points: readonly { readonly score: string; readonly payout: string }[];
  readonly lowestGate: string;
  readonly gateThreshold: string;
  readonly gateCap: string;
  readonly planCap: string;
  readonly memberCap: string;
  readonly proration: string;
  readonly mode: string;
  readonly nothingMeasured: string;
  readonly team: string;
  readonly targetIncludesFte: string;
  readonly shadow: string;
  readonly fund: string;
  readonly chain: ChainName;
}

/** The fields that a new version starts from: the terms of the one before. */
export function fieldsOf(terms: PlanVersionTerms, from: string, locale: Locale): PlanFields {
  const pct = (bp: number) => formatAmount(bp, 2, locale).replace(/[.,]00$/, "");
  const gate = terms.gates.find((one) => one.type === "lowest_client");
  const [team, department] = [Number(terms.mix.team), Number(terms.mix.department)];
  const chain = (Object.keys(CHAINS) as ChainName[]).find((name) => CHAINS[name].join() === terms.approvalChain.join()) ?? "hr_director";
  return {
    from,
    points: terms.payout.type === "curve" ? terms.payout.points.map(([score, payout]) => ({ score: pct(score), payout: pct(payout) })) : [],
    lowestGate: gate ? "on" : "",
    gateThreshold: pct(gate?.type === "lowest_client" ? gate.thresholdBp : 7000),
    gateCap: pct(gate?.effect.action === "cap" ? gate.effect.capBp : 8000),
    planCap: pct(terms.planCapBp),
    memberCap: pct(terms.memberCapBp),
    proration: terms.proration,
    mode: terms.mode,
    nothingMeasured: terms.nothingMeasured,
    team: pct(Math.round((10_000 * team) / (team + department || 1))),
    targetIncludesFte: terms.targetIncludesFte ? "on" : "",
    shadow: terms.shadow ? "on" : "",
    fund: terms.fundLimitMinor === null ? "" : formatAmount(terms.fundLimitMinor, terms.minorDigits, locale),
    chain,
  };
}

/**
 * Whether the form can show these terms whole. It knows a curve and the lowest-client gate; saving other terms
 * through it would silently replace them.
 */
export const fitsPlanForm = (terms: Pick<PlanTerms, "payout" | "gates">): boolean =>
  terms.payout.type === "curve" && terms.gates.length <= 1 && terms.gates.every((gate) => gate.type === "lowest_client");
