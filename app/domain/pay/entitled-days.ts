import { DomainError } from "../refusal.ts";
import { dayNumber } from "./day-number.ts";

/** First and last day, both included, as day numbers. */
export type DayRange = readonly [number, number];

export interface Entitlement {
  /** Local dates; both ends belong to the period. */
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly hire?: string | null;
  /** The last day worked. */
  readonly leave?: string | null;
  /** Ranges with both ends included; they may overlap and stick out of the period. */
  readonly excluded?: readonly (readonly [string, string])[] | null;
}

/** The period as one range. Throws `bad_period` where it ends before it starts. */
export function periodRange({ periodStart, periodEnd }: Entitlement): DayRange {
  const range: DayRange = [dayNumber(periodStart), dayNumber(periodEnd)];
  if (range[1] < range[0]) throw new DomainError("bad_period");
  return range;
}

/**
 * The days of the period that count for one employee: on or after hire, on or before leave, in no excluded
 * range; as disjoint ranges in order.
 */
export function entitledRanges(entitlement: Entitlement): DayRange[] {
  const [start, end] = periodRange(entitlement);
  const { hire, leave, excluded } = entitlement;
  const last = leave == null ? end : Math.min(end, dayNumber(leave));
  let next = hire == null ? start : Math.max(start, dayNumber(hire));
  const gaps = (excluded ?? [])
    .map(([from, to]): DayRange => [dayNumber(from), dayNumber(to)])
    .sort((a, b) => a[0] - b[0]);
  const ranges: DayRange[] = [];
  for (const [from, to] of gaps) {
    if (to < from) throw new DomainError("bad_period");
    if (from > next) ranges.push([next, Math.min(from - 1, last)]);
    next = Math.max(next, to + 1);
  }
  ranges.push([next, last]);
  return ranges.filter(([from, to]) => from <= to);
}
