import { compareCodePoints } from "../order-by-code-point.ts";
import { compare, fraction, type Rational } from "../decimal/rational.ts";
import { round } from "../decimal/round.ts";

export interface ParetoRow {
  readonly cause: string;
  readonly count: number;
  /** Percent of the total and running percent, 2 decimals each, both from counts. */
  readonly share: Rational;
  readonly cumulative: Rational;
}

/**
 * Causes of breaches, most frequent first, ties by id in code point order (formulas.md, pareto). `vital` is
 * the shortest prefix whose unrounded running share reaches the cut. Nothing counted: `no_breaches`.
 */
export function pareto(
  counts: ReadonlyMap<string, number>,
  cutPct: Rational
): {
  readonly rows: readonly ParetoRow[];
  readonly vital: readonly string[];
  readonly reason?: "no_breaches";
} {
  let total = 0;
  for (const count of counts.values()) total += count;
  if (total === 0) return { rows: [], vital: [], reason: "no_breaches" };
  const ordered = [...counts].sort(([a, x], [b, y]) => y - x || compareCodePoints(a, b));
  const percent = (count: number) => fraction(100n * BigInt(count), BigInt(total));
  const rows: ParetoRow[] = [];
  const vital: string[] = [];
  let running = 0;
  let reached = false;
  for (const [cause, count] of ordered) {
    running += count;
    rows.push({
      cause,
      count,
      share: round(percent(count), 2),
      cumulative: round(percent(running), 2),
    });
    if (!reached) vital.push(cause);
    reached ||= compare(percent(running), cutPct) >= 0;
  }
  return { rows, vital };
}
