import { ABSENCE_KINDS } from "#app/domain/pay/absence.ts";
import type { PlanVersionTerms } from "#app/domain/pay/check-plan-terms.ts";
import type { PlanGate } from "#app/domain/pay/plan-terms.ts";
import type { Locale } from "#app/domain/names.ts";
import { formatAmount } from "#app/format/money.ts";
import { formatDecimal } from "#app/format/number.ts";
import { ROW_PARTS, type PlanValues } from "./rows.ts";

/** Approvers that one chain may have. */
export const CHAIN_STEPS = 3;

/** The form as a new version starts from it: the terms of the one before, in the reader's writing. */
export function valuesOf(terms: PlanVersionTerms, from: string, locale: Locale): PlanValues {
  const pct = (bp: number) => formatAmount(bp, 2, locale).replace(/[.,]00$/, "");
  const points = (list: readonly (readonly [number, number])[]) => list.map(([score, payout]) => ({ score: pct(score), payout: pct(payout) }));
  const { payout } = terms;
  const excluded = terms.excludedAbsences ?? [];
  return {
    from,
    rule: payout.type,
    ...rows("points", payout.type === "curve" ? points(payout.points) : []),
    ...rows("steps", payout.type === "steps" ? points(payout.steps) : []),
    ...rows("tiers", payout.type === "ramp" ? payout.tiers.map((tier) => ({ from: pct(tier.fromBp), to: tier.toBp === null ? "" : pct(tier.toBp), rate: formatDecimal(tier.rate, locale) })) : []),
    rampCap: payout.type === "ramp" && payout.capBp !== null ? pct(payout.capBp) : "",
    ...rows("gates", terms.gates.map((gate) => gateParts(gate, pct))),
    planCap: pct(terms.planCapBp),
    memberCap: pct(terms.memberCapBp),
    proration: terms.proration,
    ...Object.fromEntries(ABSENCE_KINDS.map((kind) => [`excluded.${kind}`, excluded.includes(kind) ? "on" : ""])),
    targetIncludesFte: terms.targetIncludesFte ? "on" : "",
    mode: terms.mode,
    nothingMeasured: terms.nothingMeasured,
    mixTeam: formatDecimal(terms.mix.team, locale),
    mixDepartment: formatDecimal(terms.mix.department, locale),
    externalMetric: terms.external?.metricId ?? "",
    externalWeight: terms.external ? formatDecimal(terms.external.weightPct, locale) : "",
    externalZero: terms.external ? formatDecimal(terms.external.zero, locale) : "",
    externalTarget: terms.external ? formatDecimal(terms.external.target, locale) : "",
    negative: terms.negativeAdjustment,
    fund: terms.fundLimitMinor === null ? "" : formatAmount(terms.fundLimitMinor, terms.minorDigits, locale),
    shadow: terms.shadow ? "on" : "",
    ...Object.fromEntries(Array.from({ length: CHAIN_STEPS }, (_, i) => [`chain.${i}`, terms.approvalChain[i] ?? ""])),
  };
}

function gateParts(gate: PlanGate, pct: (bp: number) => string): Readonly<Record<string, string>> {
  const effect = { action: gate.effect.action, cap: gate.effect.action === "cap" ? pct(gate.effect.capBp) : "" };
  return gate.type === "lowest_client"
    ? { ...ROW_PARTS.gates, ...effect, type: gate.type, threshold: pct(gate.thresholdBp), minDue: String(gate.minDueItems) }
    : { ...ROW_PARTS.gates, ...effect, type: gate.type, line: gate.key };
}

/** Rows as fields; a list without rows begins with an empty one of each kind but gates, so that there is something to fill in. */
function rows(list: keyof typeof ROW_PARTS, parts: readonly Readonly<Record<string, string>>[]): PlanValues {
  const shown = parts.length > 0 || list === "gates" ? parts : [ROW_PARTS[list], ROW_PARTS[list]];
  return Object.fromEntries(shown.flatMap((row, i) => Object.entries(row).map(([part, value]) => [`${list}.${i}.${part}`, value])));
}
