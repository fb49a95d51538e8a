import type { Mode } from "../agreement/terms.ts";
import { fraction, multiply, parseDecimal, whole, type Rational } from "../decimal/rational.ts";
import { formatShortest, roundToUnits } from "../decimal/round.ts";
import { fromBp, safeNumber, toBp } from "../decimal/stored-units.ts";
import {
  departmentScore,
  type DepartmentScore,
  type ScoredClient,
  type ScoredObligation,
} from "./department-score.ts";
import { scoreWeights, type ScorePolicy } from "./score-policy.ts";
import {
  FORMULA_VERSION,
  type AnswerBasis,
  type AnswerCounts,
  type ClientResult,
  type ItemCounts,
  type LineResult,
  type NoScoreReason,
  type ScoreClient,
  type Scorecard,
  type ScorecardInput,
  type ScoreLine,
  type ScoreResult,
} from "./scorecard.ts";
import { thresholdShareBp } from "./threshold-share.ts";

const SHOWN_MODES: readonly Mode[] = ["trial", "paid"];
const PAY_MODES: readonly Mode[] = ["paid"];

/**
 * Scores one department for one period (design.md section 7): the shown score and the pay score, with every
 * step. Counts are of the whole period. Throws `conforming_exceeds_due`.
 */
export function buildScorecard(input: ScorecardInput): Scorecard {
  return scorecardOf(input, () => true, null);
}

/**
 * The same for a team: the objective of the lines that name it, with their weights, and the satisfaction of
 * the department as a whole. A team that no line names has no score of its own.
 */
export function buildTeamScorecard(input: ScorecardInput, teamId: string): Scorecard {
  return scorecardOf(input, (line) => line.teamId === teamId, "no_line");
}

function scorecardOf(
  input: ScorecardInput,
  belongs: (line: ScoreLine) => boolean,
  withoutLine: NoScoreReason | null
): Scorecard {
  const { policy, clients, coverage } = input;
  const payClients = clients.filter((client) => client.lines.some((line) => line.mode === "paid"));
  return {
    formulaVersion: FORMULA_VERSION,
    policy,
    shown: resultOf(policy, clients, SHOWN_MODES, belongs, withoutLine),
    pay: resultOf(policy, payClients, PAY_MODES, belongs, "no_paid_line"),
    coverageBp: shareBp(coverage.underAgreement, coverage.deliveries),
  };
}

/**
 * One run of the formulas over the lines of the given modes. `withoutLine` is the reason for having no score
 * where no line takes part; null = satisfaction alone may make the score.
 */
function resultOf(
  policy: ScorePolicy,
  clients: readonly ScoreClient[],
  modes: readonly Mode[],
  belongs: (line: ScoreLine) => boolean,
  withoutLine: NoScoreReason | null
): ScoreResult {
  const rated = answersToUse(policy, clients);
  const lines = clients.map((client) =>
    client.lines.filter((line) => modes.includes(line.mode) && belongs(line))
  );
  const scored = departmentScore(
    clients.map((client, i) => ({
      id: client.party,
      weight: parseDecimal(client.weight),
      ...rated.perClient[i]!,
      obligations: lines[i]!.map((line) => ({
        id: line.key,
        ...line.counts,
        targetPct: fromBp(targetBp(line)),
        weight: parseDecimal(line.weight),
      })),
    })),
    scoreWeights(policy)
  );
  const results = clients.map((client, i) =>
    clientResult(client, lines[i]!, rated.perClient[i]!, scored.clients[i]!)
  );
  const counts = lines.flat().map((line) => line.counts);
  const common = {
    answers: answerBasis(policy, rated),
    clients: results,
    excusedShareBp: shareBp(total(counts, excusedOf), total(counts, dueOf)),
    unmeasurableShareBp: shareBp(total(counts, unmeasurableOf), total(counts, dueAndLeftOut)),
    failedLines: results.flatMap(({ party, lines: all }) =>
      all.filter((line) => line.failed).map(({ key }) => ({ party, key }))
    ),
  };
  const hasLine = lines.some((all) => all.length > 0);
  const refusal = hasLine ? null : withoutLine;
  return { ...stagesOf(scored, policy, refusal), ...common };
}

function stagesOf(scored: DepartmentScore, policy: ScorePolicy, refusal: NoScoreReason | null) {
  const { combined, objective, csatIndex, satisfaction } = scored;
  const bp = (value: Rational | null) => (value === null ? null : toBp(value));
  const none = refusal !== null || combined.score === null;
  const reweighted = !none && combined.reweighted;
  return {
    scoreBp: none ? null : toBp(combined.score),
    reason: none ? refusal ?? "nothing_measured" : null,
    objectiveBp: bp(objective),
    csatIndexBp: bp(csatIndex),
    satisfactionBp: bp(satisfaction),
    reweighted,
    usedObjectiveWeight: reweighted ? (objective === null ? "0" : "1") : policy.objectiveWeight,
    usedSatisfactionWeight: reweighted
      ? satisfaction === null
        ? "0"
        : "1"
      : policy.satisfactionWeight,
  };
}

interface UsedAnswers {
  readonly perClient: readonly AnswerCounts[];
  readonly periods: number;
}

/** This period's answers, or with the previous periods' per client where they are too few. */
function answersToUse(policy: ScorePolicy, clients: readonly ScoreClient[]): UsedAnswers {
  const current = clients.map((client) => client.answers);
  if (sumAnswers(current).responses >= policy.minAnswers) return { perClient: current, periods: 1 };
  const perClient = clients.map(({ answers, previousAnswers }) =>
    sumAnswers([answers, ...previousAnswers.slice(0, policy.fallbackPeriods)])
  );
  return { perClient, periods: 1 + policy.fallbackPeriods };
}

function answerBasis(policy: ScorePolicy, { perClient, periods }: UsedAnswers): AnswerBasis {
  const counted = sumAnswers(perClient);
  const withAnswers = perClient.filter((answers) => answers.responses > 0).length;
  return {
    ...counted,
    assumed: formatShortest(multiply(parseDecimal(policy.assumedAnswers), whole(withAnswers))),
    periods,
    measured: counted.responses >= policy.minAnswers && counted.responses > 0,
  };
}

function clientResult(
  client: ScoreClient,
  lines: readonly ScoreLine[],
  answers: AnswerCounts,
  scored: ScoredClient
): ClientResult {
  const { csat } = scored;
  return {
    party: client.party,
    name: client.name,
    weight: client.weight,
    indexBp: scored.index === null ? null : toBp(scored.index),
    dueItems: total(
      lines.map((line) => line.counts),
      baseOf
    ),
    lines: lines.map((line, i) => lineResult(line, scored.obligations[i]!)),
    csat:
      csat === null || csat.raw === null
        ? null
        : {
            satisfied: answers.satisfied,
            responses: answers.responses,
            rawBp: toBp(csat.raw),
            adjustedBp: toBp(csat.adjusted),
          },
    csatLossPointsE4: pointsE4(scored.csatLossPoints),
  };
}

function lineResult(line: ScoreLine, scored: ScoredObligation): LineResult {
  const { counts, target, floor } = line;
  const base = baseOf(counts);
  const attainmentBp = scored.attainment === null ? null : toBp(scored.attainment);
  const floorBp = floor === undefined ? null : thresholdShareBp(floor, base);
  return {
    key: line.key,
    name: line.name,
    mode: line.mode,
    weight: line.weight,
    teamId: line.teamId ?? null,
    runOut: line.runOut,
    counts,
    base,
    attainmentBp,
    targetBp: targetBp(line),
    targetMissed: target.type === "count" ? target.atMostMissed : null,
    floorBp,
    scoreBp: scored.score === null ? null : toBp(scored.score),
    failed: attainmentBp !== null && floorBp !== null && attainmentBp < floorBp,
    lossPointsE4: pointsE4(scored.lossPoints),
    excusedShareBp: shareBp(counts.excused, counts.due),
    unmeasurableShareBp: shareBp(counts.unmeasurable, dueAndLeftOut(counts)),
  };
}

const targetBp = (line: ScoreLine): number => thresholdShareBp(line.target, baseOf(line.counts));
const pointsE4 = (points: Rational | null): number | null =>
  points === null ? null : safeNumber(roundToUnits(points, 4));

const baseOf = (counts: ItemCounts): number => counts.due - counts.excused;
const dueOf = (counts: ItemCounts): number => counts.due;
const excusedOf = (counts: ItemCounts): number => counts.excused;
const unmeasurableOf = (counts: ItemCounts): number => counts.unmeasurable;
const dueAndLeftOut = (counts: ItemCounts): number => counts.due + (counts.leftOut ?? 0);

function total(counts: readonly ItemCounts[], part: (counts: ItemCounts) => number): number {
  return counts.reduce((sum, one) => sum + part(one), 0);
}

function sumAnswers(all: readonly AnswerCounts[]): AnswerCounts {
  return all.reduce(
    (sum, one) => ({
      satisfied: sum.satisfied + one.satisfied,
      responses: sum.responses + one.responses,
    }),
    { satisfied: 0, responses: 0 }
  );
}

/** part / whole in 0.01 %; null of nothing. */
function shareBp(part: number, of: number): number | null {
  return of === 0 ? null : toBp(fraction(100n * BigInt(part), BigInt(of)));
}
