import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDecimal } from "#app/domain/decimal/rational.ts";
import { splitPool } from "#app/domain/pay/pool.ts";

const weight = fc
  .tuple(fc.nat(100_000), fc.constantFrom(1n, 10n, 100n, 3n))
  .map(([n, d]) => ({ n: BigInt(n), d }));
const members = fc.uniqueArray(
  fc.record({ id: fc.string({ unit: "binary", maxLength: 4 }), weight }),
  {
    selector: (member) => member.id,
    maxLength: 12,
  }
);
const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
const somebody = members.filter((all) => all.some((member) => member.weight.n > 0n));
const sum = (shares: readonly bigint[]) => shares.reduce((total, share) => total + share, 0n);

describe("a pool", () => {
  it("gives away exactly what it has", () => {
    fc.assert(
      fc.property(amount, somebody, (units, all) => {
        expect(sum(splitPool(units, all))).toBe(units);
      })
    );
  });

  it("stays within one unit of the exact share, and gives a zero weight nothing", () => {
    fc.assert(
      fc.property(amount, somebody, (units, all) => {
        const total = all.reduce((t, { weight: w }) => t + (w.n * 300n) / w.d, 0n);
        splitPool(units, all).forEach((share, i) => {
          const exact = units * ((all[i]!.weight.n * 300n) / all[i]!.weight.d);
          const off = share * total - exact;
          expect(off < total && off > -total).toBe(true);
          if (all[i]!.weight.n === 0n) expect(share).toBe(0n);
        });
      })
    );
  });

  it("does not depend on the order of the list", () => {
    fc.assert(
      fc.property(amount, somebody, (units, all) => {
        const reversed = splitPool(units, [...all].reverse()).reverse();
        expect(splitPool(units, all)).toEqual(reversed);
      })
    );
  });

  it("gives a larger weight no smaller share", () => {
    fc.assert(
      fc.property(amount, somebody, (units, all) => {
        const shares = splitPool(units, all);
        all.forEach((a, i) =>
          all.forEach((b, j) => {
            if (a.weight.n * b.weight.d > b.weight.n * a.weight.d) {
              expect(shares[i]! >= shares[j]!).toBe(true);
            }
          })
        );
      })
    );
  });

  it.each([
    ["three-way tie", "10000000", { a: "1.2", b: "0.3", c: "0.3" }, [6666667n, 1666667n, 1666666n]],
    ["largest remainder, not first in the list", "9999", { a: "75", b: "25" }, [7499n, 2500n]],
    ["more members than units", "1", { c: "1", a: "1", b: "1" }, [0n, 1n, 0n]],
  ])("%s", (_, units, weights, expected) => {
    const all = Object.entries(weights).map(([id, text]) => ({ id, weight: parseDecimal(text) }));
    expect(splitPool(BigInt(units), all)).toEqual(expected);
  });
});
