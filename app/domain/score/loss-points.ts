import {
  divide,
  HUNDRED,
  multiply,
  subtract,
  ZERO,
  isZero,
  type Rational,
} from "../decimal/rational.ts";
import { round } from "../decimal/round.ts";

/** Weight of a part over the weights really used; zero where nothing is used. */
const share = (weight: Rational, usedWeights: Rational): Rational =>
  isZero(usedWeights) ? ZERO : divide(weight, usedWeights);

export interface ShareOfClient {
  readonly weight: Rational;
  readonly usedWeights: Rational;
}

/**
 * Points of the combined score that one obligation cost (formulas.md, chain), 4 decimals, from the rounded
 * stage values: W_obj x client share x obligation share x (100 - score).
 */
export function obligationLoss(
  usedObjective: Rational,
  client: ShareOfClient,
  obligation: ShareOfClient,
  score: Rational
): Rational {
  const shares = multiply(
    share(client.weight, client.usedWeights),
    share(obligation.weight, obligation.usedWeights)
  );
  return round(multiply(multiply(usedObjective, shares), subtract(HUNDRED, score)), 4);
}

/**
 * Points that one client's satisfaction cost, 4 decimals, negative above the target:
 * W_sat x client share x 100 x (target - adjusted) / target.
 */
export function satisfactionLoss(
  usedSatisfaction: Rational,
  client: ShareOfClient,
  csatTarget: Rational,
  adjusted: Rational
): Rational {
  const gap = divide(multiply(HUNDRED, subtract(csatTarget, adjusted)), csatTarget);
  return round(
    multiply(multiply(usedSatisfaction, share(client.weight, client.usedWeights)), gap),
    4
  );
}
