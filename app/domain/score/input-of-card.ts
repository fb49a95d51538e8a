import type { ScoreLine, Scorecard, ScorecardInput, ScoreResult } from "./scorecard.ts";

/**
 * The input that gives one result of a frozen scorecard again: its counts, targets and the answers that were
 * used, for asking what would have changed it. Answers of earlier periods are already in the sums.
 */
export function inputOfCard(card: Scorecard, which: "shown" | "pay"): ScorecardInput {
  const result: ScoreResult = card[which];
  return {
    policy: card.policy,
    coverage: { underAgreement: card.coverageBp ?? 0, deliveries: card.coverageBp === null ? 0 : 10_000 },
    clients: result.clients.map((client) => ({
      party: client.party,
      name: client.name,
      weight: client.weight,
      answers: { satisfied: client.csat?.satisfied ?? 0, responses: client.csat?.responses ?? 0 },
      previousAnswers: [],
      lines: client.lines.map(
        (line): ScoreLine => ({
          key: line.key,
          name: line.name,
          mode: line.mode,
          weight: line.weight,
          runOut: line.runOut,
          counts: line.counts,
          target:
            line.targetMissed === null
              ? { type: "share", bp: line.targetBp }
              : { type: "count", atMostMissed: line.targetMissed },
          ...(line.floorBp === null ? {} : { floor: { type: "share", bp: line.floorBp } as const }),
          ...(line.teamId === null ? {} : { teamId: line.teamId }),
        })
      ),
    })),
  };
}
