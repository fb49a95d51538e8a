import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildScorecard } from "#app/domain/score/build-scorecard.ts";
import { explainChange } from "#app/domain/score/explain-change.ts";
import {
  client,
  items,
  line,
  scorecardInput,
  WORKED_EXAMPLE,
} from "#test/support/score-builders.ts";

const anyClients = fc
  .array(
    fc.record({
      weight: fc.integer({ min: 1, max: 5 }),
      responses: fc.nat(8),
      unhappy: fc.nat(8),
      lines: fc.array(fc.tuple(fc.nat(20), fc.nat(6)), { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 3 }
  )
  .map((all) =>
    all.map((one, i) =>
      client(
        `c${i}`,
        one.lines.map(([due, missed], j) =>
          line(`o${i}.${j}`, items(due, 0, Math.max(0, due - missed)))
        ),
        {
          weight: String(one.weight),
          answers: {
            responses: one.responses,
            satisfied: Math.max(0, one.responses - one.unhappy),
          },
        }
      )
    )
  );
const scoreOf = (clients: Parameters<typeof scorecardInput>[0]) =>
  buildScorecard(scorecardInput(clients)).pay;

describe("why a score changed", () => {
  it("adds up exactly whatever changed", () => {
    fc.assert(
      fc.property(anyClients, anyClients, (before, after) => {
        const [previous, current] = [scoreOf(before), scoreOf(after)];
        const change = explainChange(previous, current);
        if (previous.scoreBp === null || current.scoreBp === null) {
          expect(change.changeBp).toBeNull();
          return;
        }
        expect(change.changeBp).toBe(current.scoreBp - previous.scoreBp);
        expect(change.causes.reduce((sum, cause) => sum + cause.changeBp, 0)).toBe(change.changeBp);
      })
    );
  });

  it("names the obligation that got better", () => {
    const previous = buildScorecard(WORKED_EXAMPLE).pay;
    const better = {
      ...WORKED_EXAMPLE,
      clients: WORKED_EXAMPLE.clients.map((one) => ({
        ...one,
        lines: one.lines.map((each) => (each.key === "o4" ? { ...each, ...items(3, 0, 3) } : each)),
      })),
    };
    const change = explainChange(previous, buildScorecard(better).pay);
    expect(change).toEqual({
      changeBp: 233,
      causes: [{ kind: "obligation", party: "production", key: "o4", changeBp: 233 }],
    });
  });

  it("says that a part was not measured any more, instead of blaming obligations", () => {
    const kept = [line("o", items(10, 0, 8))];
    const change = explainChange(
      scoreOf([client("a", kept, { answers: { satisfied: 10, responses: 10 } })]),
      scoreOf([client("a", kept)])
    );
    expect(change.causes.map((cause) => cause.kind)).toEqual(["reweighted"]);
  });

  it("of equal scorecards is empty", () => {
    const { pay } = buildScorecard(WORKED_EXAMPLE);
    expect(explainChange(pay, pay)).toEqual({ changeBp: 0, causes: [] });
  });
});
