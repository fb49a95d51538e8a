import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fairnessFlags } from "#app/domain/survey/fairness-flags.ts";
import { simulateCompany, type CompanyShape } from "./simulate-company.ts";

const COMPANIES = 100;
const SHAPES: readonly CompanyShape[] = [8, 16].flatMap((departments) => [6, 12, 24].flatMap((answersOfCell) => [0.7, 1].map((cheating) => ({ departments, answersOfCell, cheating }))));

/** Shares in percent, one decimal. */
function caught(shape: CompanyShape) {
  const seen = { favours: [0, 0], feuds: [0, 0], honest: [0, 0] } as Record<"favours" | "feuds" | "honest", [number, number]>;
  for (let seed = 1; seed <= COMPANIES; seed++) {
    const company = simulateCompany(seed, shape);
    const kindOf = new Map(fairnessFlags(company.ratings).flatMap((flag) => (flag.providerId === null ? [] : [[`${flag.clientId}:${flag.providerId}`, flag.kind]])));
    const note = (group: keyof typeof seen, hit: boolean) => {
      seen[group][1]++;
      if (hit) seen[group][0]++;
    };
    for (const pair of company.favours) note("favours", kindOf.get(pair) === "mutual_high");
    for (const pair of company.feuds) note("feuds", kindOf.get(pair) === "mutual_low");
    for (const pair of company.honest) note("honest", kindOf.has(pair));
  }
  const share = ([hits, all]: [number, number]) => ((100 * hits) / all).toFixed(1);
  return { favours: share(seen.favours), feuds: share(seen.feuds), honest: share(seen.honest) };
}

describe("simulated favours and revenge", () => {
  const doc = readFileSync("docs/fairness.md", "utf8");

  test.each(SHAPES)("$departments departments, $answersOfCell answers a pair and way, $cheating of them dealt: what docs/fairness.md says", (shape) => {
    const { favours, feuds, honest } = caught(shape);
    expect(doc).toContain(`| ${shape.departments} | ${shape.answersOfCell} | ${shape.cheating * 100} % | ${favours} % | ${feuds} % | ${honest} % |`);
  });
});
