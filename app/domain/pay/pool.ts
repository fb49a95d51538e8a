import { DomainError } from "../refusal.ts";
import { compareCodePoints } from "../order-by-code-point.ts";
import { reduce, powerOfTen, type Rational } from "../decimal/rational.ts";

export interface PoolMember {
  readonly id: string;
  readonly weight: Rational;
}

/** Whole minor units of an amount. Throws `bad_minor_units` where it has more decimals than the currency. */
export function wholeMinorUnits(amount: Rational, minorDigits: number): bigint {
  const scaled = amount.n * powerOfTen(minorDigits);
  if (scaled % amount.d !== 0n) throw new DomainError("bad_minor_units");
  return scaled / amount.d;
}

/**
 * Splits whole units over the members so that the shares sum to them exactly (formulas.md, pool): floors
 * first, the units left over one each to the largest fractional remainders, ties to the id that sorts first
 * by code point; a zero weight gets nothing. Shares stand at their members' places in the list and do
 * not depend on its order. Throws `negative_amount`, `negative_weight`, `no_weights`.
 */
export function splitPool(units: bigint, members: readonly PoolMember[]): bigint[] {
  assertPool(units, members);
  const weights = wholeWeights(members);
  let total = 0n;
  for (const weight of weights) total += weight;
  if (total === 0n) return members.map(() => 0n);
  const shares: bigint[] = [];
  const remainders: { place: number; remainder: bigint }[] = [];
  let left = units;
  weights.forEach((weight, place) => {
    const product = units * weight;
    const share = product / total;
    shares.push(share);
    left -= share;
    if (weight > 0n) remainders.push({ place, remainder: product - share * total });
  });
  if (left > 0n) {
    remainders.sort(
      (a, b) =>
        (a.remainder < b.remainder ? 1 : a.remainder > b.remainder ? -1 : 0) ||
        compareCodePoints(members[a.place]!.id, members[b.place]!.id) ||
        a.place - b.place
    );
    for (let i = 0; i < Number(left); i++) {
      const place = remainders[i]!.place;
      shares[place] = shares[place]! + 1n;
    }
  }
  return shares;
}

/** The pool rule for an amount. Throws as `splitPool` does, then `bad_minor_units`. */
export function splitAmount(
  amount: Rational,
  members: readonly PoolMember[],
  minorDigits: number
): bigint[] {
  assertPool(amount.n, members);
  return splitPool(wholeMinorUnits(amount, minorDigits), members);
}

/** `amount` in any unit: only its sign matters. */
function assertPool(amount: bigint, members: readonly PoolMember[]): void {
  if (amount < 0n) throw new DomainError("negative_amount");
  if (members.some((member) => member.weight.n < 0n)) throw new DomainError("negative_weight");
  if (amount > 0n && members.every((member) => member.weight.n === 0n)) {
    throw new DomainError("no_weights");
  }
}

/** The weights over one common denominator, as whole numbers. */
function wholeWeights(members: readonly PoolMember[]): bigint[] {
  let common = 1n;
  for (const { weight } of members) {
    if (common % weight.d === 0n) continue;
    common = weight.d % common === 0n ? weight.d : common * reduce({ n: common, d: weight.d }).d;
  }
  return members.map(({ weight }) => weight.n * (common / weight.d));
}
