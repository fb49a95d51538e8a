import { DEFAULT_SCORE_POLICY } from "#app/domain/score/score-policy.ts";
import type { ScoreClient, ScorecardInput, ScoreLine } from "#app/domain/score/scorecard.ts";

/** A paid line, by default 9 of 10 against a target of 90 %. */
export function line(key: string, over: Partial<ScoreLine> = {}): ScoreLine {
  return {
    key,
    name: { en: key },
    mode: "paid",
    target: { type: "share", bp: 9000 },
    weight: "1",
    runOut: false,
    counts: { due: 10, excused: 0, conforming: 9, unmeasurable: 0 },
    ...over,
  };
}

/** due, excused, conforming */
export const items = (due: number, excused: number, conforming: number) => ({
  counts: { due, excused, conforming, unmeasurable: 0 },
});

export function client(
  party: string,
  lines: readonly ScoreLine[],
  over: Partial<ScoreClient> = {}
): ScoreClient {
  return {
    party,
    name: { en: party },
    weight: "1",
    lines,
    answers: { satisfied: 0, responses: 0 },
    previousAnswers: [],
    ...over,
  };
}

export function scorecardInput(
  clients: readonly ScoreClient[],
  over: Partial<ScorecardInput> = {}
): ScorecardInput {
  return {
    policy: DEFAULT_SCORE_POLICY,
    clients,
    coverage: { underAgreement: 0, deliveries: 0 },
    ...over,
  };
}

/** HR service, Q3 2026: the worked example of the bonus regulation, with ten assumed answers. */
export const WORKED_EXAMPLE: ScorecardInput = scorecardInput(
  [
    client(
      "sales",
      [
        line("o1", { ...items(8, 0, 7), weight: "2" }),
        line("o2", { ...items(3, 0, 3), target: { type: "share", bp: 10_000 } }),
      ],
      { weight: "40", answers: { satisfied: 14, responses: 18 } }
    ),
    client(
      "production",
      [
        line("o3", { ...items(40, 2, 35), target: { type: "share", bp: 9500 }, weight: "3" }),
        line("o4", { ...items(3, 0, 2), target: { type: "share", bp: 10_000 } }),
      ],
      { weight: "40", answers: { satisfied: 12, responses: 20 } }
    ),
    client("it", [line("o5", { ...items(5, 0, 5), target: { type: "share", bp: 9500 } })], {
      weight: "20",
      answers: { satisfied: 5, responses: 6 },
    }),
  ],
  {
    policy: { ...DEFAULT_SCORE_POLICY, assumedAnswers: "10" },
    coverage: { underAgreement: 59, deliveries: 60 },
  }
);
