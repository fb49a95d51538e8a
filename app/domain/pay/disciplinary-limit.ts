import { percentOf, smaller, ZERO, type Rational } from "../decimal/rational.ts";
import { round } from "../decimal/round.ts";

/**
 * The most by which a bonus may be reduced because of a disciplinary sanction (formulas.md,
 * disciplinary_limit; Russian Labour Code art. 135): the least of the request, the bonus and the limit
 * percent of the base. Outside the bonus period of the sanction: zero.
 */
export function disciplinaryLimit(
  base: Rational,
  bonus: Rational,
  requested: Rational,
  limitPct: Rational,
  sanctionInPeriod: boolean,
  minorDigits: number
): Rational {
  if (!sanctionInPeriod) return ZERO;
  return round(smaller(smaller(requested, bonus), percentOf(limitPct, base)), minorDigits);
}
