import { DomainError } from "../refusal.ts";
import { fraction, type Rational } from "../decimal/rational.ts";
import { round } from "../decimal/round.ts";

export type Retention =
  | {
      readonly retained: number;
      readonly lost: number;
      readonly rr: Rational;
      readonly churn: Rational;
    }
  | { readonly rr: null; readonly churn: null; readonly reason: "no_base" };

/**
 * Retention and churn of clients over a period (formulas.md, retention). Throws, in this order,
 * `negative_count`, `new_exceeds_end`, `retained_exceeds_start`: bad data is never "100 %".
 */
export function retention(start: number, end: number, gained: number): Retention {
  if (start < 0 || end < 0 || gained < 0) throw new DomainError("negative_count");
  if (gained > end) throw new DomainError("new_exceeds_end");
  const retained = end - gained;
  if (retained > start) throw new DomainError("retained_exceeds_start");
  if (start === 0) return { rr: null, churn: null, reason: "no_base" };
  const lost = start - retained;
  const share = (count: number) => round(fraction(100n * BigInt(count), BigInt(start)), 2);
  return { retained, lost, rr: share(retained), churn: share(lost) };
}
