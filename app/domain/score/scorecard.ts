import type { Mode, Threshold } from "../agreement/terms.ts";
import type { Names } from "../names.ts";
import type { ScorePolicy } from "./score-policy.ts";

/** Written into every scorecard: which wording of the formulas computed it. */
export const FORMULA_VERSION = "2026.1";

/** Items of one obligation towards one client in a period. */
export interface ItemCounts {
  readonly due: number;
  readonly excused: number;
  readonly conforming: number;
  /** Items without a measure; part of `due`, except those in `leftOut`. */
  readonly unmeasurable: number;
  /** Unmeasurable items that the signed terms leave out of `due`. */
  readonly leftOut?: number;
}

export interface AnswerCounts {
  readonly satisfied: number;
  readonly responses: number;
}

/** An obligation with its line terms of the pay period. */
export interface ScoreLine {
  readonly key: string;
  readonly name: Names;
  readonly mode: Mode;
  readonly target: Threshold;
  readonly floor?: Threshold;
  /** Exact decimal, within the client. */
  readonly weight: string;
  /** Responsible team, a child department. */
  readonly teamId?: string;
  /** No version is in force in the period any more: counted by the terms of its last one. */
  readonly runOut: boolean;
  readonly counts: ItemCounts;
}

/** A client of a score: the client party of an agreement. */
export interface ScoreClient {
  readonly party: string;
  readonly name: Names;
  /** Exact decimal, set by the arbiter. */
  readonly weight: string;
  readonly lines: readonly ScoreLine[];
  readonly answers: AnswerCounts;
  /** Previous periods of the same length, newest first. */
  readonly previousAnswers: readonly AnswerCounts[];
}

export interface ScorecardInput {
  readonly policy: ScorePolicy;
  readonly clients: readonly ScoreClient[];
  /** Deliveries under an agreement, and all of them. */
  readonly coverage: { readonly underAgreement: number; readonly deliveries: number };
}

export interface LineResult {
  readonly key: string;
  readonly name: Names;
  readonly mode: Mode;
  readonly weight: string;
  readonly teamId: string | null;
  readonly runOut: boolean;
  readonly counts: ItemCounts;
  /** due - excused */
  readonly base: number;
  readonly attainmentBp: number | null;
  /** The target as a share; one stated as a count is converted with this period's base. */
  readonly targetBp: number;
  /** "at most n missed", where the target is stated so. */
  readonly targetMissed: number | null;
  readonly floorBp: number | null;
  /** null: nothing due. */
  readonly scoreBp: number | null;
  /** Attainment below the floor. It never changes the score. */
  readonly failed: boolean;
  /** Points of the score it cost, in 0.0001; null where it took no part. */
  readonly lossPointsE4: number | null;
  readonly excusedShareBp: number | null;
  readonly unmeasurableShareBp: number | null;
}

export interface ClientResult {
  readonly party: string;
  readonly name: Names;
  readonly weight: string;
  readonly indexBp: number | null;
  /** due - excused over its lines: how much evidence the index stands on. */
  readonly dueItems: number;
  readonly lines: readonly LineResult[];
  /** null without answers. */
  readonly csat: (AnswerCounts & { readonly rawBp: number; readonly adjustedBp: number }) | null;
  readonly csatLossPointsE4: number | null;
}

export interface AnswerBasis extends AnswerCounts {
  /** k per client with answers, exact decimal: "30 real, 9 assumed answers". */
  readonly assumed: string;
  /** 1 = this period alone; 3 = with the two previous ones. */
  readonly periods: number;
  readonly measured: boolean;
}

export const NO_SCORE_REASONS = ["no_paid_line", "no_line", "nothing_measured"] as const;
export type NoScoreReason = (typeof NO_SCORE_REASONS)[number];

/** One run of the formulas, every step of it: lines -> clients -> objective, CSAT -> satisfaction, score. */
export interface ScoreResult {
  readonly scoreBp: number | null;
  /** Only where there is no score. */
  readonly reason: NoScoreReason | null;
  readonly objectiveBp: number | null;
  readonly csatIndexBp: number | null;
  readonly satisfactionBp: number | null;
  /** One part was missing and gave its weight to the other. */
  readonly reweighted: boolean;
  /** Weights really used, exact decimals: the policy's, or 1 and 0. */
  readonly usedObjectiveWeight: string;
  readonly usedSatisfactionWeight: string;
  readonly answers: AnswerBasis;
  readonly clients: readonly ClientResult[];
  readonly excusedShareBp: number | null;
  readonly unmeasurableShareBp: number | null;
  /** Lines below their floor. */
  readonly failedLines: readonly { readonly party: string; readonly key: string }[];
}

/** The result of one department (or team) for one period; frozen at closing. */
export interface Scorecard {
  readonly formulaVersion: string;
  readonly policy: ScorePolicy;
  /** Lines in trial and paid. */
  readonly shown: ScoreResult;
  /** Paid lines and the answers of clients with a paid line: what payout and gates use. */
  readonly pay: ScoreResult;
  readonly coverageBp: number | null;
}

/** Name of a leaf of the loss: also the id of its line on a statement. */
export const obligationLeaf = (party: string, key: string): string => `obligation:${party}/${key}`;
export const csatLeaf = (party: string): string => `csat:${party}`;
