import { countStandings, type Tally } from "../evaluation/standing.ts";

/** Kept promises of those that were due and not excused. */
export interface Kept {
  readonly kept: number;
  readonly of: number;
  /** 0.01 %, rounded half up; null when nothing was due. */
  readonly bp: number | null;
}

export const NOTHING_DUE: Kept = { kept: 0, of: 0, bp: null };

/** The attainment of one line's counts (design.md section 5, Counting), as lists and maps show it. Scores use the exact formulas. */
export function keptOf(tally: Tally, missingMeasure: "not_conforming" | "left_out"): Kept {
  const counts = countStandings(tally, missingMeasure);
  return keptShare(counts.conforming, counts.due - counts.excused);
}

/** Several lines or months as one. */
export function sumKept(parts: readonly Kept[]): Kept {
  return keptShare(parts.reduce((sum, part) => sum + part.kept, 0), parts.reduce((sum, part) => sum + part.of, 0));
}

function keptShare(kept: number, of: number): Kept {
  return { kept, of, bp: of > 0 ? Math.floor((kept * 20_000 + of) / (2 * of)) : null };
}
