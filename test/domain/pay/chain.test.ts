import fc from "fast-check";
import { expect, it } from "vitest";
import { parseDecimal, whole } from "#app/domain/decimal/rational.ts";
import { fromBp, fromMinor, toMinor } from "#app/domain/decimal/stored-units.ts";
import { chain } from "#app/domain/pay/chain.ts";
import { employeeBonus } from "#app/domain/pay/employee-bonus.ts";
import type { CountedClient } from "#app/domain/score/department-score.ts";

const POLICY = {
  k: whole(3),
  csatTarget: whole(85),
  csatCap: whole(120),
  minResponses: 5,
  objectiveWeight: whole(70),
  satisfactionWeight: whole(30),
};
const PLAN = {
  points: [
    [whole(48), whole(0)],
    [whole(98), whole(100)],
    [whole(100), whole(100)],
    [whole(106), whole(112)],
  ] as const,
  planCapPct: whole(120),
  clientFloor: whole(70),
  floorCapPct: whole(80),
};

const obligation = fc.record({
  base: fc.nat(40),
  excused: fc.nat(5),
  missed: fc.nat(10),
  targetBp: fc.integer({ min: 5_000, max: 10_000 }),
  weight: fc.integer({ min: 1, max: 5 }),
});
const client = fc.record({
  weight: fc.integer({ min: 1, max: 40 }),
  responses: fc.nat(20),
  unhappy: fc.nat(20),
  obligations: fc.array(obligation, { minLength: 1, maxLength: 4 }),
});
const department = fc.array(client, { minLength: 1, maxLength: 4 }).map((clients) =>
  clients.map(
    (one, i): CountedClient => ({
      id: `c${i}`,
      weight: whole(one.weight),
      responses: one.responses,
      satisfied: Math.max(0, one.responses - one.unhappy),
      obligations: one.obligations.map((ob, j) => ({
        id: `o${i}.${j}`,
        due: ob.base + ob.excused,
        excused: ob.excused,
        conforming: Math.max(0, ob.base - ob.missed),
        targetPct: fromBp(ob.targetBp),
        weight: whole(ob.weight),
      })),
    })
  )
);

it("a bonus of one segment equals the chain to the minor unit", () => {
  fc.assert(
    fc.property(
      department,
      fc.nat(10_000_000),
      fc.integer({ min: 1, max: 30 }),
      (clients, target, hireDay) => {
        const hire = `2026-09-${String(hireDay).padStart(2, "0")}`;
        const result = chain(
          clients,
          POLICY,
          PLAN,
          {
            target: fromMinor(target, 2),
            fte: parseDecimal("0.8"),
            entitlement: { periodStart: "2026-07-01", periodEnd: "2026-09-30", hire },
          },
          2
        );
        if (result.pay === null) return;
        const bonus = employeeBonus(
          fromMinor(target, 2),
          92,
          whole(120),
          [
            {
              id: "S1",
              days: 31 - hireDay,
              fte: parseDecimal("0.8"),
              sharePct: whole(100),
              payoutPct: result.pay.payoutPct,
            },
          ],
          2
        );
        expect(toMinor(bonus.proratedTotal, 2)).toBe(toMinor(result.prorated, 2));
        expect(toMinor(bonus.total, 2)).toBe(toMinor(result.pay.bonus, 2));
      }
    )
  );
});
