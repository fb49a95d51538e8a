import type { Names } from "#app/domain/names.ts";
import type { ScoreChange } from "#app/domain/score/explain-change.ts";
import type { ScoreResult } from "#app/domain/score/scorecard.ts";

/** One result of a scorecard as its documents take it: what the page shows. */
export interface PrintedScorecard {
  readonly department: Names;
  /** YYYY-MM or YYYY-Qn */
  readonly period: string;
  readonly isFinal: boolean;
  readonly which: "shown" | "pay";
  readonly result: ScoreResult;
  readonly coverageBp: number | null;
  readonly formulaVersion: string;
  /** null while it is not frozen. */
  readonly hash: string | null;
  readonly change: (ScoreChange & { readonly since: string }) | null;
  readonly names: Readonly<Record<string, Names>>;
}
