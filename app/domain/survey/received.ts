import { HUNDRED, multiply, parseDecimal } from "../decimal/rational.ts";
import { fromBp, toBp } from "../decimal/stored-units.ts";
import { compareCodePoints } from "../order-by-code-point.ts";
import { csatOf } from "./csat.ts";
import { responseRate } from "./response-rate.ts";
import { shrunkShare } from "./shrunk-share.ts";
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
  const { part, ...of } = shareOf(rows.reduce((total, row) => total + (row.csat >= 4 ? row.n : 0), 0), rows.reduce((total, row) => total + row.n, 0));
  return { ...of, satisfied: part };
}

/** A part of all answers as a share with its Wilson interval: the satisfied, or those who gave one score. */
export function shareOf(part: number, n: number): Omit<Received, "satisfied"> & { readonly part: number } {
  const { share } = csatOf(part, n);
  const interval = wilson(part, n, Z);
  if (share === null || interval.lower === null) return { n, part, shareBp: null, lowBp: null, highBp: null };
  return { n, part, shareBp: toBp(share), lowBp: toBp(multiply(interval.lower, HUNDRED)), highBp: toBp(multiply(interval.upper, HUNDRED)) };
}

/** The same by a key, most answers first. */
export function receivedBy<Row extends ScoreCount>(rows: readonly Row[], keyOf: (row: Row) => string): (Received & { readonly key: string })[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return [...groups].map(([key, group]) => ({ key, ...countOf(group) })).sort((a, b) => b.n - a.n || compareCodePoints(a.key, b.key));
}

/** Share of "easy" (4 or 5) among those who said how much effort it took; null where nobody did (formulas.md, ces: `high_is_easy`). */
export function effortOf(rows: readonly { readonly effort: number | null; readonly n: number }[]): { readonly n: number; readonly shareBp: number | null } {
  const said = rows.filter((row) => row.effort !== null);
  const n = said.reduce((total, row) => total + row.n, 0);
  const { share } = csatOf(said.reduce((total, row) => total + (row.effort! >= 4 ? row.n : 0), 0), n);
  return { n, shareBp: share && toBp(share) };
}

/** The share as a score counts it: with the assumed answers of the policy (formulas.md, shrunk_share), in 0.01 %. */
export function shrunkBpOf({ satisfied, n }: Pick<Received, "satisfied" | "n">, policy: { readonly assumedAnswers: string; readonly csatTargetBp: number }): number {
  return toBp(shrunkShare(satisfied, n, parseDecimal(policy.assumedAnswers), fromBp(policy.csatTargetBp)).adjusted);
}

/** Of fewer questions a response rate would say who has not answered. */
export const ASKED_FOR_RATE = 5;

/** Share of answered questions in 0.01 %; null where too few were asked (formulas.md, response_rate). */
export function responseBpOf(asked: number, answered: number): number | null {
  if (asked < ASKED_FOR_RATE) return null;
  const { rate } = responseRate(asked, 0, answered);
  return rate && toBp(rate);
}
