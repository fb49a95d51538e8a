import type { Standing, Verdict } from "./verdict.ts";

/**
 * What a verdict counts as. An excuse lies only over a breached or unmeasurable verdict. A cycle after
 * the first is an item only when breached, so that being returned never raises an attainment: once
 * decided otherwise it counts as void.
 */
export function standingOf(
  verdict: Pick<Verdict, "cycle" | "outcome">,
  excused: boolean,
): Standing {
  const { outcome, cycle } = verdict;
  if (cycle > 0 && (outcome === "met" || outcome === "unmeasurable")) return "void";
  if (excused && (outcome === "breached" || outcome === "unmeasurable")) return "excused";
  return outcome;
}

/** Whether an excuse may lie over a verdict at all. */
export const canBeExcused = (verdict: Pick<Verdict, "cycle" | "outcome">): boolean =>
  standingOf(verdict, true) === "excused";

/** Numbers of items of one line and period by standing. */
export type Tally = Readonly<Partial<Record<Standing, number>>>;

/** Inputs of the `obligation` formula, and the count whose share stands beside the attainment. */
export interface Counts {
  readonly due: number;
  readonly excused: number;
  readonly conforming: number;
  readonly unmeasurable: number;
  /** Unmeasurable items that the signed terms take out of `due`; absent where there are none. */
  readonly leftOut?: number;
}

/**
 * Counts of a line: void, pending and at-risk items are not due; unmeasurable ones are due and not
 * conforming, unless the signed terms leave them out. What is excused is due and excused.
 */
export function countStandings(
  tally: Tally,
  missingMeasure: "not_conforming" | "left_out" = "not_conforming",
): Counts {
  const of = (standing: Standing): number => tally[standing] ?? 0;
  const unmeasurable = of("unmeasurable");
  const missing = missingMeasure === "left_out" ? 0 : unmeasurable;
  return {
    due: of("met") + of("breached") + of("excused") + missing,
    excused: of("excused"),
    conforming: of("met"),
    unmeasurable,
    ...(missing < unmeasurable ? { leftOut: unmeasurable - missing } : {}),
  };
}
