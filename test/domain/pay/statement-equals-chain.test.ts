import fc from "fast-check";
import { expect, it } from "vitest";
import { parseDecimal } from "#app/domain/decimal/rational.ts";
import { fromBp, fromMinor, toMinor } from "#app/domain/decimal/stored-units.ts";
import { chain } from "#app/domain/pay/chain.ts";
import { LOWEST_CLIENT_GATE } from "#app/domain/pay/plan-terms.ts";
import { prepareRun } from "#app/domain/pay/prepare-run.ts";
import { buildScorecard } from "#app/domain/score/build-scorecard.ts";
import { scoreWeights } from "#app/domain/score/score-policy.ts";
import { membership, person, PLAIN_CURVE, runFacts } from "#test/support/pay-builders.ts";
import { client, items, line, scorecardInput } from "#test/support/score-builders.ts";

const anyLine = fc.record({
  base: fc.nat(40),
  excused: fc.nat(4),
  missed: fc.nat(12),
  weight: fc.constantFrom("1", "2.5"),
});
const anyClients = fc
  .array(
    fc.record({
      weight: fc.constantFrom("1", "0.3", "40"),
      responses: fc.nat(12),
      unhappy: fc.nat(6),
      lines: fc.array(anyLine, { minLength: 1, maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 4 }
  )
  .map((all) =>
    all.map((one, i) =>
      client(
        `c${i}`,
        one.lines.map(({ base, excused, missed, weight }, j) =>
          line(`o${i}.${j}`, {
            weight,
            ...items(base + excused, excused, Math.max(0, base - missed)),
          })
        ),
        {
          weight: one.weight,
          answers: {
            responses: one.responses,
            satisfied: Math.max(0, one.responses - one.unhappy),
          },
        }
      )
    )
  );

it.each([
  ["with the gate off", [], 0],
  ["with the gate on for every client", [{ ...LOWEST_CLIENT_GATE, minDueItems: 0 }], 7000],
])(
  "a statement of one segment equals the chain to the minor unit %s",
  (_, gates, clientFloorBp) => {
    fc.assert(
      fc.property(
        anyClients,
        fc.nat(9_000_000),
        fc.integer({ min: 10, max: 31 }),
        (clients, targetMinor, day) => {
          const input = scorecardInput(clients);
          const hire = `2026-08-${day}`;
          const expected = chain(
            clients.map((one) => ({
              id: one.party,
              weight: parseDecimal(one.weight),
              ...one.answers,
              obligations: one.lines.map(({ key, counts, weight }) => ({
                id: key,
                ...counts,
                targetPct: fromBp(9000),
                weight: parseDecimal(weight),
              })),
            })),
            scoreWeights(input.policy),
            {
              points: PLAIN_CURVE.points.map(
                ([score, payout]) => [fromBp(score), fromBp(payout)] as const
              ),
              planCapPct: fromBp(12_000),
              clientFloor: fromBp(clientFloorBp),
              floorCapPct: fromBp(8000),
            },
            {
              target: fromMinor(targetMinor, 2),
              fte: parseDecimal("0.75"),
              entitlement: { periodStart: "2026-07-01", periodEnd: "2026-09-30", hire },
            },
            2
          );
          const memberships = [membership("hr", { from: hire, fte: "0.75" })];
          const facts = runFacts({ hr: buildScorecard(input) }, { gates });
          const statement = prepareRun([person("E1", targetMinor, { memberships })], facts)
            .statements[0]!;
          if (expected.pay === null) {
            expect(statement.segments[0]!.scoreBp).toBeNull();
            return;
          }
          expect(statement.amountMinor).toBe(toMinor(expected.pay.bonus, 2));
          expect(statement.proratedMinor).toBe(toMinor(expected.prorated, 2));
          expect(statement.segments[0]!.failedGates).toEqual(expected.pay.failedGates);
        }
      )
    );
  }
);
