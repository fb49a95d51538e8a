import { isZero, larger, percentOf, sign, ZERO, type Rational } from "../decimal/rational.ts";
import { roundToUnits } from "../decimal/round.ts";
import { splitPool, wholeMinorUnits } from "./pool.ts";

export interface LossCause {
  readonly id: string;
  /** Points lost; negative points count as 0. */
  readonly points: Rational;
}

/** All amounts in whole minor units. start + all lines = bonus. */
export interface Waterfall {
  readonly start: bigint;
  readonly lines: readonly { readonly id: string; readonly amount: bigint }[];
  readonly bonus: bigint;
}

/**
 * Explains one employee's bonus line by line (formulas.md, waterfall). The loss is split at leaf level only.
 * `payoutPct` >= 0; a payout of 0 is one line named by `reason`. Throws `bad_minor_units`.
 */
export function waterfall(
  targetFull: Rational,
  prorated: Rational,
  payoutPct: Rational,
  causes: readonly LossCause[],
  reason: string,
  minorDigits: number
): Waterfall {
  const start = wholeMinorUnits(targetFull, minorDigits);
  const reached = wholeMinorUnits(prorated, minorDigits);
  const bonus = roundToUnits(percentOf(payoutPct, prorated), minorDigits);
  const lines = [
    { id: "time", amount: reached - start },
    ...lossLines(reached - bonus, payoutPct, causes, reason),
  ];
  return { start, lines, bonus };
}

/** The lines that take a prorated amount to its bonus; none where nothing is lost or gained. */
export function lossLines(
  loss: bigint,
  payoutPct: Rational,
  causes: readonly LossCause[],
  reason: string
): { id: string; amount: bigint }[] {
  if (loss === 0n) return [];
  if (loss < 0n) return [{ id: "above_target", amount: -loss }];
  if (isZero(payoutPct)) return [{ id: reason, amount: -loss }];
  if (causes.every(({ points }) => sign(points) <= 0)) return [{ id: "rounding", amount: -loss }];
  const shares = splitPool(
    loss,
    causes.map(({ id, points }) => ({ id, weight: larger(points, ZERO) }))
  );
  return causes.map(({ id }, i) => ({ id, amount: -shares[i]! }));
}
