import type { Rational } from "../decimal/rational.ts";
import { shrunkShare, type ShrunkShare } from "../survey/shrunk-share.ts";
import { combine, type CombinedScore } from "./combine.ts";
import { obligationLoss, satisfactionLoss } from "./loss-points.ts";
import { obligationScore } from "./obligation-score.ts";
import { satisfactionScore } from "./satisfaction-score.ts";
import { weightedIndex, type WeightedIndex } from "./weighted-index.ts";

/** What the score formulas need to know about the organisation's policy; percents as exact values. */
export interface ScoreWeights {
  /** Assumed answers at the target, once per client. */
  readonly k: Rational;
  readonly csatTarget: Rational;
  readonly csatCap: Rational;
  /** Fewer answers of all clients together: satisfaction is not measured. */
  readonly minResponses: number;
  readonly objectiveWeight: Rational;
  readonly satisfactionWeight: Rational;
}

export interface CountedObligation {
  readonly id: string;
  readonly due: number;
  readonly excused: number;
  readonly conforming: number;
  readonly targetPct: Rational;
  readonly weight: Rational;
}

export interface CountedClient {
  readonly id: string;
  readonly weight: Rational;
  readonly satisfied: number;
  readonly responses: number;
  readonly obligations: readonly CountedObligation[];
}

export interface ScoredObligation {
  readonly id: string;
  readonly attainment: Rational | null;
  readonly score: Rational | null;
  /** Points of the department score, 4 decimals; null where it took no part. */
  readonly lossPoints: Rational | null;
}

export interface ScoredClient {
  readonly id: string;
  readonly index: Rational | null;
  readonly obligations: readonly ScoredObligation[];
  /** null without answers. */
  readonly csat: ShrunkShare | null;
  readonly csatLossPoints: Rational | null;
}

export interface DepartmentScore {
  readonly clients: readonly ScoredClient[];
  readonly objective: Rational | null;
  readonly csatIndex: Rational | null;
  readonly satisfaction: Rational | null;
  readonly combined: CombinedScore;
}

/**
 * Steps 1 to 7 of formulas.md, chain: obligations -> client indexes -> objective; shrunk CSAT ->
 * satisfaction; both -> score; the rounded value of each stage is carried on. Throws
 * `conforming_exceeds_due`.
 */
export function departmentScore(
  clients: readonly CountedClient[],
  policy: ScoreWeights
): DepartmentScore {
  const measured = clients.map(measureClient);
  const objective = weightedIndex(
    clients.map((client, i) => ({ score: measured[i]!.index.index, weight: client.weight }))
  );
  const csats = clients.map((client) =>
    client.responses === 0
      ? null
      : shrunkShare(client.satisfied, client.responses, policy.k, policy.csatTarget)
  );
  const answers = clients.reduce((total, client) => total + client.responses, 0);
  const csat = weightedIndex(
    clients.map((client, i) => ({ score: csats[i]?.adjusted ?? null, weight: client.weight }))
  );
  const csatIndex = answers < policy.minResponses ? null : csat.index;
  const satisfaction = satisfactionScore(csatIndex, policy.csatTarget, policy.csatCap).score;
  const combined = combine(
    objective.index,
    satisfaction,
    policy.objectiveWeight,
    policy.satisfactionWeight
  );
  const scored = clients.map((client, i): ScoredClient => {
    const { index, obligations } = measured[i]!;
    const csatShare = csats[i]!;
    return {
      id: client.id,
      index: index.index,
      obligations: client.obligations.map((obligation, j) => ({
        id: obligation.id,
        ...obligations[j]!,
        lossPoints: obligationPoints(
          combined,
          objective,
          client.weight,
          index,
          obligation.weight,
          obligations[j]!.score
        ),
      })),
      csat: csatShare,
      csatLossPoints:
        combined.score === null ||
        satisfaction === null ||
        csatShare === null ||
        csat.index === null
          ? null
          : satisfactionLoss(
              combined.usedSatisfaction,
              { weight: client.weight, usedWeights: csat.usedWeight },
              policy.csatTarget,
              csatShare.adjusted
            ),
    };
  });
  return { clients: scored, objective: objective.index, csatIndex, satisfaction, combined };
}

function measureClient(client: CountedClient): {
  readonly index: WeightedIndex;
  readonly obligations: readonly { attainment: Rational | null; score: Rational | null }[];
} {
  const obligations = client.obligations.map(({ due, excused, conforming, targetPct }) => {
    const { attainment, score } = obligationScore(due, excused, conforming, targetPct);
    return { attainment, score };
  });
  const index = weightedIndex(
    client.obligations.map(({ weight }, i) => ({ score: obligations[i]!.score, weight }))
  );
  return { index, obligations };
}

function obligationPoints(
  combined: CombinedScore,
  objective: WeightedIndex,
  clientWeight: Rational,
  client: WeightedIndex,
  obligationWeight: Rational,
  score: Rational | null
): Rational | null {
  if (combined.score === null || objective.index === null || client.index === null) return null;
  if (score === null) return null;
  return obligationLoss(
    combined.usedObjective,
    { weight: clientWeight, usedWeights: objective.usedWeight },
    { weight: obligationWeight, usedWeights: client.usedWeight },
    score
  );
}
