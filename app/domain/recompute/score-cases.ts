import type { ScorePolicy } from "../score/score-policy.ts";
import type { ClientResult, LineResult, Scorecard, ScoreResult } from "../score/scorecard.ts";
import { percentText, type FormulaCase } from "./formula-case.ts";

/**
 * Every step of a scorecard as cases of formulas.md, the rounded value of each carried to the next: the shown score
 * and the pay score.
 *
 * @param id names the scorecard, as `2026-Q3/FIN`
 */
export function scoreCases(id: string, { policy, shown, pay }: Scorecard): FormulaCase[] {
  return [...resultCases(`${id}/shown`, policy, shown), ...resultCases(`${id}/pay`, policy, pay)];
}

function resultCases(id: string, policy: ScorePolicy, result: ScoreResult): FormulaCase[] {
  const { clients, answers } = result;
  const cases = clients.flatMap((client) => clientCases(`${id}/${client.party}`, policy, client));
  cases.push(indexCase(`${id}/objective`, clients.map(({ indexBp, weight }) => ({ scoreBp: indexBp, weight })), result.objectiveBp));
  if (answers.measured) {
    cases.push(indexCase(`${id}/csat`, clients.map(({ csat, weight }) => ({ scoreBp: csat?.adjustedBp ?? null, weight })), result.csatIndexBp));
  }
  cases.push({
    id: `${id}/satisfaction`,
    kind: "satisfaction_score",
    input: { adjusted_csat: percentText(result.csatIndexBp), target_pct: percentText(policy.csatTargetBp), cap: percentText(policy.csatCapBp) },
    expect: { score: percentText(result.satisfactionBp) },
  });
  // Without a line there is no score, whatever the answers say: no formula decides that.
  if (result.reason !== null && result.reason !== "nothing_measured") return cases;
  cases.push({
    id: `${id}/score`,
    kind: "combine",
    input: { objective: percentText(result.objectiveBp), satisfaction: percentText(result.satisfactionBp), w_obj: policy.objectiveWeight, w_sat: policy.satisfactionWeight },
    expect: { score: percentText(result.scoreBp) },
  });
  return cases;
}

function clientCases(id: string, policy: ScorePolicy, client: ClientResult): FormulaCase[] {
  const cases = client.lines.filter(hasTarget).map((line) => lineCase(`${id}/${line.key}`, line));
  cases.push(indexCase(id, client.lines, client.indexBp));
  if (client.csat !== null) {
    cases.push({
      id: `${id}/csat`,
      kind: "shrunk_share",
      input: { successes: client.csat.satisfied, n: client.csat.responses, k: policy.assumedAnswers, reference_pct: percentText(policy.csatTargetBp) },
      expect: { adjusted: percentText(client.csat.adjustedBp), raw: percentText(client.csat.rawBp) },
    });
  }
  return cases;
}

/** "At most n missed" of fewer than n is no share that the formula takes: such a line is kept whatever it is. */
const hasTarget = ({ targetBp }: LineResult): boolean => targetBp > 0;

const lineCase = (id: string, { counts, targetBp, attainmentBp, scoreBp }: LineResult): FormulaCase => ({
  id,
  kind: "obligation",
  input: { due: counts.due, excused: counts.excused, conforming: counts.conforming, target_pct: percentText(targetBp) },
  expect: { attainment: percentText(attainmentBp), score: percentText(scoreBp) },
});

const indexCase = (id: string, items: readonly { scoreBp: number | null; weight: string }[], indexBp: number | null): FormulaCase => ({
  id,
  kind: "weighted_index",
  input: { items: items.map(({ scoreBp, weight }) => ({ score: percentText(scoreBp), weight })) },
  expect: { index: percentText(indexBp) },
});
