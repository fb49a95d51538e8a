/** Half-open stretches of time `[from, to)` in epoch milliseconds. */
export type Interval = readonly [from: number, to: number];

/**
 * Sorts and joins a flat list `[from, to, from, to, …]`: overlapping or touching stretches become
 * one, empty and reversed ones are dropped.
 */
export function mergeFlat(flat: readonly number[]): number[] {
  let sorted = true;
  for (let i = 0; i < flat.length && sorted; i += 2) {
    sorted = flat[i]! < flat[i + 1]! && (i === 0 || flat[i]! >= flat[i - 2]!);
  }
  let list = flat;
  if (!sorted) {
    const pairs: Interval[] = [];
    for (let i = 0; i < flat.length; i += 2) {
      if (flat[i]! < flat[i + 1]!) pairs.push([flat[i]!, flat[i + 1]!]);
    }
    list = pairs.sort((a, b) => a[0] - b[0]).flat();
  }
  const merged: number[] = [];
  for (let i = 0; i < list.length; i += 2) {
    const last = merged.length - 1;
    if (last > 0 && list[i]! <= merged[last]!) {
      if (list[i + 1]! > merged[last]!) merged[last] = list[i + 1]!;
    } else merged.push(list[i]!, list[i + 1]!);
  }
  return merged;
}

/** `mergeFlat` for a list of pairs. */
export const mergeIntervals = (intervals: readonly Interval[]): number[] =>
  mergeFlat(intervals.flat());

/** What two merged flat lists have in common. */
export function intersectFlat(a: readonly number[], b: readonly number[]): number[] {
  const common: number[] = [];
  for (let i = 0, k = 0; i < a.length && k < b.length; ) {
    const from = Math.max(a[i]!, b[k]!);
    const to = Math.min(a[i + 1]!, b[k + 1]!);
    if (from < to) common.push(from, to);
    if (a[i + 1]! < b[k + 1]!) i += 2;
    else k += 2;
  }
  return common;
}

/** A merged flat list cut to `[low, high)`. */
export const clipFlat = (flat: readonly number[], low: number, high: number): number[] =>
  intersectFlat(flat, [low, high]);
