import { expect, it } from "vitest";
import { prepareRun } from "#app/domain/pay/prepare-run.ts";
import { runContent } from "#app/domain/pay/run-content.ts";
import { buildScorecard } from "#app/domain/score/build-scorecard.ts";
import { person, runFacts } from "#test/support/pay-builders.ts";
import { WORKED_EXAMPLE } from "#test/support/score-builders.ts";

const facts = runFacts({ hr: buildScorecard(WORKED_EXAMPLE) });
const IDENTITY = {
  runId: "r1",
  planVersionId: "p3",
  plan: facts.plan,
  period: "2026-Q3",
  scorecardHashes: { hr: "h" },
};
const content = (targetMinor: number, hashes = ["s1", "s2"]) =>
  runContent(IDENTITY, prepareRun([person("E1", targetMinor), person("E2", 100)], facts), hashes);

it("recalculating the same facts gives the same text", () =>
  expect(content(4_500_000)).toBe(content(4_500_000)));
it("one kopeck more is another text", () =>
  expect(content(4_500_001)).not.toBe(content(4_500_000)));
it("another statement is another text, also where the totals agree", () =>
  expect(content(4_500_000, ["s1", "s3"])).not.toBe(content(4_500_000)));
it("no statement stands in it itself", () => expect(content(4_500_000)).not.toContain("E1"));
