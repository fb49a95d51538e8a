import type { Standing } from "../evaluation/verdict.ts";
import type { ItemCounts } from "./scorecard.ts";

export type StandingCounts = Readonly<Partial<Record<Standing, number>>>;

/**
 * Items of a line from its tally (design.md section 5, Counting): `void` is not due, `pending` and
 * `at_risk` are not due yet, an excused item is due and taken out, an unmeasurable one is due and not
 * conforming unless the signed terms leave it out.
 */
export function countStandings(tally: StandingCounts, missingMeasure: "not_conforming" | "left_out"): ItemCounts {
  const of = (standing: Standing) => tally[standing] ?? 0;
  const leftOut = missingMeasure === "left_out" ? of("unmeasurable") : 0;
  return {
    due: of("met") + of("breached") + of("unmeasurable") + of("excused") - leftOut,
    excused: of("excused"),
    conforming: of("met"),
    unmeasurable: of("unmeasurable"),
    leftOut,
  };
}
