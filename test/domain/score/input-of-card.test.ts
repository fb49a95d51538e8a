import fc from "fast-check";
import { expect, test } from "vitest";
import { buildScorecard, buildTeamScorecard } from "#app/domain/score/build-scorecard.ts";
import { inputOfCard } from "#app/domain/score/input-of-card.ts";
import { client, items, line, scorecardInput, WORKED_EXAMPLE } from "#test/support/score-builders.ts";

test("a frozen card gives its own result again", () => {
  const card = buildScorecard(WORKED_EXAMPLE);
  expect(buildScorecard(inputOfCard(card, "pay")).pay).toEqual(card.pay);
  expect(buildScorecard(inputOfCard(card, "shown")).shown).toEqual(card.shown);
});

const arbitraryLine = fc
  .record({ key: fc.constantFrom("a", "b", "c"), due: fc.nat(60), excused: fc.nat(5), kept: fc.nat(60), counted: fc.boolean(), n: fc.nat(4), team: fc.boolean(), floor: fc.boolean(), paid: fc.boolean() })
  .map(({ key, due, excused, kept, counted, n, team, floor, paid }) => {
    const base = Math.max(0, due - excused);
    return line(key, {
      ...items(due, Math.min(excused, due), Math.min(kept, base)),
      target: counted ? { type: "count", atMostMissed: n } : { type: "share", bp: 9000 + n * 100 },
      mode: paid ? "paid" : "trial",
      ...(team ? { teamId: "team" } : {}),
      ...(floor ? { floor: { type: "share", bp: 8000 } as const } : {}),
    });
  });

test("whatever the counts, targets, teams and answers of earlier periods: the pay result is the same", () => {
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(arbitraryLine, { selector: ({ key }) => key, maxLength: 3 }), { minLength: 1, maxLength: 3 }), fc.nat(12), fc.nat(12), (clients, satisfied, more) => {
      const input = scorecardInput(
        clients.map((lines, place) => client(`party${place}`, lines, { answers: { satisfied, responses: satisfied + 1 }, previousAnswers: [{ satisfied: more, responses: more }] })),
      );
      const card = buildScorecard(input);
      expect(buildScorecard(inputOfCard(card, "pay")).pay.scoreBp).toBe(card.pay.scoreBp);
      expect(buildTeamScorecard(inputOfCard(card, "pay"), "team").pay.scoreBp).toBe(buildTeamScorecard(input, "team").pay.scoreBp);
    }),
  );
});
