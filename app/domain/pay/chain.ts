import { compare, percentOf, type Rational } from "../decimal/rational.ts";
import { round } from "../decimal/round.ts";
import {
  departmentScore,
  type CountedClient,
  type DepartmentScore,
  type ScoreWeights,
} from "../score/department-score.ts";
import type { Entitlement } from "./entitled-days.ts";
import { applyGates } from "./gates.ts";
import { payoutCurve, type CurvePoint } from "./payout-curve.ts";
import { prorateCalendar } from "./prorate-calendar.ts";

export interface ChainPlan {
  readonly points: readonly CurvePoint[];
  readonly planCapPct: Rational;
  /** Index below which the gate `lowest_client` fails, and what it caps the payout at. */
  readonly clientFloor: Rational;
  readonly floorCapPct: Rational;
}

export interface ChainEmployee {
  readonly target: Rational;
  readonly fte: Rational | null;
  readonly entitlement: Entitlement;
}

export interface ChainResult {
  readonly department: DepartmentScore;
  readonly prorated: Rational;
  /** null where nothing is measured: then there is no payout to compute. */
  readonly pay: {
    readonly score: Rational;
    readonly reweighted: boolean;
    readonly curvePct: Rational;
    readonly payoutPct: Rational;
    readonly failedGates: readonly string[];
    readonly bonus: Rational;
  } | null;
}

/** The lowest measured client index, null without one. */
export function lowestIndex(indexes: readonly (Rational | null)[]): Rational | null {
  let lowest: Rational | null = null;
  for (const index of indexes) {
    if (index !== null && (lowest === null || compare(index, lowest) < 0)) lowest = index;
  }
  return lowest;
}

/**
 * The whole chain for one department and one employee (formulas.md, chain). Throws
 * `conforming_exceeds_due`, `bad_curve`.
 */
export function chain(
  clients: readonly CountedClient[],
  policy: ScoreWeights,
  plan: ChainPlan,
  employee: ChainEmployee,
  minorDigits: number
): ChainResult {
  const department = departmentScore(clients, policy);
  const { amount: prorated } = prorateCalendar(
    employee.target,
    employee.fte,
    employee.entitlement,
    minorDigits
  );
  const { combined } = department;
  if (combined.score === null) return { department, prorated, pay: null };
  const curvePct = payoutCurve(plan.points, combined.score);
  const { payoutPct, failed } = applyGates(curvePct, plan.planCapPct, [
    {
      id: "lowest_client",
      threshold: plan.clientFloor,
      rule: { action: "cap", capPct: plan.floorCapPct },
      value: lowestIndex(department.clients.map((client) => client.index)),
    },
  ]);
  return {
    department,
    prorated,
    pay: {
      score: combined.score,
      reweighted: combined.reweighted,
      curvePct,
      payoutPct,
      failedGates: failed,
      bonus: round(percentOf(payoutPct, prorated), minorDigits),
    },
  };
}
