import {
  add,
  divide,
  fraction,
  isZero,
  multiply,
  parseDecimal,
  ZERO,
  type Rational,
} from "../decimal/rational.ts";
import { fromBp, toBp } from "../decimal/stored-units.ts";
import { csatLeaf, obligationLeaf, type Scorecard, type ScoreResult } from "../score/scorecard.ts";
import { weightedIndex } from "../score/weighted-index.ts";
import { besideExternal, externalLeaf, externalLoss, externalScoreBp, withExternal, type ExternalResult } from "./external-metric.ts";
import { gateValue, type GateValue } from "./gate-values.ts";
import { applyGates } from "./gates.ts";
import { payoutOfScore } from "./payout-of-score.ts";
import type { NothingMeasuredPolicy, PlanTerms } from "./plan-terms.ts";
import type { LossCause } from "./waterfall.ts";

/** The scorecards of a period, and how departments hang together. */
export interface ScorecardSource {
  readonly departmentCards: ReadonlyMap<string, Scorecard>;
  readonly teamCards: ReadonlyMap<string, Scorecard>;
  /** Department -> the one above it; absent or null at the top. */
  readonly parentOf: ReadonlyMap<string, string | null>;
  /** What the plan's metric from outside was in the period, exact decimal; absent or null = not known. */
  readonly externalValue?: string | null;
}

/** What a membership in one department pays: the same for all its members. */
export interface DepartmentPayout {
  /** Whose scorecard is used: the department or its nearest ancestor with one; null = none. */
  readonly cardOf: string | null;
  readonly departmentScoreBp: number | null;
  readonly teamScoreBp: number | null;
  /** What went into the curve: the mix, with the part from outside; null = nothing measured. */
  readonly scoreBp: number | null;
  /** Where the plan has a part from outside and there is a mix. */
  readonly external: ExternalResult | null;
  /** The policy that decided instead of a score; null where there is one. */
  readonly policy: NothingMeasuredPolicy | null;
  readonly curvePct: Rational;
  readonly payoutPct: Rational;
  /** Payout after each measured gate in order, last the plan cap. */
  readonly steps: readonly { readonly id: string; readonly payoutPct: Rational }[];
  readonly failedGates: readonly string[];
  readonly notMeasuredGates: readonly string[];
  readonly gateValues: readonly GateValue[];
  /** Points lost per leaf, for the waterfall. */
  readonly causes: readonly LossCause[];
}

/** Payout percent of a department's members by the plan. Throws `bad_curve`. */
export function departmentPayout(
  plan: PlanTerms,
  source: ScorecardSource,
  departmentId: string
): DepartmentPayout {
  const cardOf = nearestCard(source, departmentId);
  const pay = cardOf === null ? null : source.departmentCards.get(cardOf)!.pay;
  const team = teamResult(plan, source, departmentId);
  const mix = weightedIndex([
    { score: scoreOf(team), weight: parseDecimal(plan.mix.team) },
    { score: scoreOf(pay), weight: parseDecimal(plan.mix.department) },
  ]).index;
  const external = mix === null ? null : externalResult(plan, source, toBp(mix));
  const scoreBp = mix === null ? null : external ? withExternal(external.ownBp, plan.external!, external.scoreBp) : toBp(mix);
  const policy = scoreBp === null ? plan.nothingMeasured : null;
  const curvePct =
    scoreBp === null ? policyPct(plan.nothingMeasured) : payoutOfScore(plan.payout, scoreBp);
  const gates = scoreBp === null ? [] : plan.gates;
  const gateValues = pay === null ? [] : gates.map((gate) => gateValue(gate, pay));
  const gated = applyGates(
    curvePct,
    fromBp(plan.planCapBp),
    gates.map(({ id, effect }, i) => ({
      id,
      threshold: fromBp(gateValues[i]?.thresholdBp ?? 0),
      rule: effect.action === "cap" ? { action: "cap", capPct: fromBp(effect.capBp) } : effect,
      value: bpOrNull(gateValues[i]?.valueBp ?? null),
    }))
  );
  return {
    cardOf,
    departmentScoreBp: pay?.scoreBp ?? null,
    teamScoreBp: team?.scoreBp ?? null,
    scoreBp,
    external,
    policy,
    curvePct,
    payoutPct: gated.payoutPct,
    steps: gated.steps,
    failedGates: gated.failed,
    notMeasuredGates: gated.notMeasured,
    gateValues,
    causes: scoreBp === null ? [] : withExternalCause(mixedCauses(plan, team, pay), plan, external),
  };
}

/** The department itself, else its nearest ancestor with a scorecard. A loop of parents ends the search. */
function nearestCard(source: ScorecardSource, departmentId: string): string | null {
  const seen = new Set<string>();
  let candidate: string | null = departmentId;
  while (candidate !== null && !seen.has(candidate)) {
    if (source.departmentCards.has(candidate)) return candidate;
    seen.add(candidate);
    candidate = source.parentOf.get(candidate) ?? null;
  }
  return null;
}

/** The team's own result where the plan mixes it in and it has a score; else the department's counts alone. */
function teamResult(plan: PlanTerms, source: ScorecardSource, teamId: string): ScoreResult | null {
  if (isZero(parseDecimal(plan.mix.team))) return null;
  const result = source.teamCards.get(teamId)?.pay ?? null;
  return result === null || result.scoreBp === null ? null : result;
}

function policyPct(policy: NothingMeasuredPolicy): Rational {
  return policy === "pay_full" ? fraction(100n, 1n) : ZERO;
}

const bpOrNull = (bp: number | null): Rational | null => (bp === null ? null : fromBp(bp));
const scoreOf = (result: ScoreResult | null): Rational | null => bpOrNull(result?.scoreBp ?? null);

function externalResult({ external }: PlanTerms, { externalValue = null }: ScorecardSource, ownBp: number): ExternalResult | null {
  if (!external) return null;
  return { ownBp, value: externalValue, scoreBp: externalValue === null ? null : externalScoreBp(external, externalValue) };
}

/** The causes beside what the part from outside lost; it takes its weight from all of them. */
function withExternalCause(causes: LossCause[], { external: part }: PlanTerms, external: ExternalResult | null): LossCause[] {
  if (!part || external?.scoreBp == null) return causes;
  const beside = besideExternal(part);
  return [
    ...causes.map(({ id, points }) => ({ id, points: multiply(beside, points) })),
    { id: externalLeaf(part.metricId), points: externalLoss(part, external.scoreBp) },
  ];
}

/** Leaves of both results, each with its part of the mix; obligations first, then satisfaction. */
function mixedCauses(
  plan: PlanTerms,
  team: ScoreResult | null,
  pay: ScoreResult | null
): LossCause[] {
  const parts = [
    { result: pay, weight: parseDecimal(plan.mix.department) },
    { result: team, weight: parseDecimal(plan.mix.team) },
  ].filter(({ result, weight }) => result?.scoreBp != null && !isZero(weight));
  const weights = parts.reduce((sum, { weight }) => add(sum, weight), ZERO);
  const obligations = new Map<string, Rational>();
  const satisfaction = new Map<string, Rational>();
  for (const { result, weight } of parts) {
    const share = divide(weight, weights);
    const lose = (leaves: Map<string, Rational>, id: string, pointsE4: number | null) => {
      if (pointsE4 === null) return;
      const points = multiply(share, { n: BigInt(pointsE4), d: 10_000n });
      leaves.set(id, add(leaves.get(id) ?? ZERO, points));
    };
    for (const { party, lines, csatLossPointsE4 } of result!.clients) {
      for (const { key, lossPointsE4 } of lines)
        lose(obligations, obligationLeaf(party, key), lossPointsE4);
      lose(satisfaction, csatLeaf(party), csatLossPointsE4);
    }
  }
  return [...obligations, ...satisfaction].map(([id, points]) => ({ id, points }));
}
