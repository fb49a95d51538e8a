import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBp, fromMinor } from "#app/domain/decimal/stored-units.ts";
import { employeeBonus } from "#app/domain/pay/employee-bonus.ts";
import { waterfall } from "#app/domain/pay/waterfall.ts";
import { parseDecimal, whole } from "#app/domain/decimal/rational.ts";
import { toMinor } from "#app/domain/decimal/stored-units.ts";

const cause = fc.record({
  id: fc.string({ maxLength: 3 }),
  points: fc.integer({ min: -10_000, max: 100_000 }).map((n) => ({ n: BigInt(n), d: 10_000n })),
});
const causes = fc.uniqueArray(cause, { selector: (one) => one.id, maxLength: 8 });
const minor = fc.nat(100_000_000);

describe("a waterfall", () => {
  it("ends at the bonus, and no cause pays in", () => {
    fc.assert(
      fc.property(minor, minor, fc.nat(15_000), causes, (target, prorated, payoutBp, all) => {
        const { start, lines, bonus } = waterfall(
          fromMinor(target, 2),
          fromMinor(prorated, 2),
          fromBp(payoutBp),
          all,
          "below_threshold",
          2
        );
        expect(lines.reduce((sum, line) => sum + line.amount, start)).toBe(bonus);
        for (const line of lines.slice(1)) {
          expect(line.id === "above_target" ? line.amount > 0n : line.amount <= 0n).toBe(true);
        }
      })
    );
  });
});

describe("an employee's bonus", () => {
  const segment = fc.record({
    days: fc.integer({ min: 0, max: 92 }),
    fte: fc.constantFrom("1", "0.5", "0.75", "0.333"),
    sharePct: fc.constantFrom("100", "50", "33.33"),
    payoutBp: fc.nat(12_000),
  });

  it("gives every segment's target away, and never more than the cap", () => {
    fc.assert(
      fc.property(
        minor,
        fc.array(segment, { minLength: 1, maxLength: 5 }),
        fc.nat(15_000),
        (target, all, capBp) => {
          const result = employeeBonus(
            fromMinor(target, 2),
            92,
            fromBp(capBp),
            all.map((one, i) => ({
              id: `S${i}`,
              days: one.days,
              fte: parseDecimal(one.fte),
              sharePct: parseDecimal(one.sharePct),
              payoutPct: fromBp(one.payoutBp),
            })),
            2
          );
          const targets = result.lines.reduce((sum, line) => sum + toMinor(line.target, 2), 0);
          const earned = result.lines.reduce((sum, line) => sum + toMinor(line.bonus, 2), 0);
          expect(targets).toBe(toMinor(result.proratedTotal, 2));
          expect(toMinor(result.total, 2)).toBeLessThanOrEqual(earned);
          expect(result.capped).toBe(toMinor(result.total, 2) < earned);
        }
      )
    );
  });

  it("of three segments at 100 % is exactly the target", () => {
    const all = [31, 30, 31].map((days, i) => ({
      id: `S${i}`,
      days,
      fte: whole(1),
      sharePct: whole(100),
      payoutPct: whole(100),
    }));
    expect(toMinor(employeeBonus(fromMinor(100_001, 2), 92, whole(120), all, 2).total, 2)).toBe(
      100_001
    );
  });
});
