import { HUNDRED, multiply, parseDecimal } from "../decimal/rational.ts";
import { toBp } from "../decimal/stored-units.ts";
import { compareCodePoints } from "../order-by-code-point.ts";
import { csatOf } from "./csat.ts";
import { wilson } from "./wilson.ts";

/** Two-sided 95 %. */
const Z = parseDecimal("1.959964");

export interface ScoreCount {
  readonly csat: number;
  readonly n: number;
}

/** How satisfied, and how sure that is. Shares in 0.01 %; null without answers. */
export interface Received {
  readonly n: number;
  readonly satisfied: number;
  readonly shareBp: number | null;
  readonly lowBp: number | null;
  readonly highBp: number | null;
}

/** CSAT of counted scores with its Wilson interval. */
export function countOf(rows: readonly ScoreCount[]): Received {
  const n = rows.reduce((total, row) => total + row.n, 0);
  const satisfied = rows.reduce((total, row) => total + (row.csat >= 4 ? row.n : 0), 0);
  const { share } = csatOf(satisfied, n);
  const interval = wilson(satisfied, n, Z);
  if (share === null || interval.lower === null) return { n, satisfied, shareBp: null, lowBp: null, highBp: null };
  return { n, satisfied, shareBp: toBp(share), lowBp: toBp(multiply(interval.lower, HUNDRED)), highBp: toBp(multiply(interval.upper, HUNDRED)) };
}

/** The same by a key, most answers first. */
export function receivedBy<Row extends ScoreCount>(rows: readonly Row[], keyOf: (row: Row) => string): (Received & { readonly key: string })[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups].map(([key, group]) => ({ key, ...countOf(group) })).sort((a, b) => b.n - a.n || compareCodePoints(a.key, b.key));
}
