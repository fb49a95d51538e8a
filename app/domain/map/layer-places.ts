import { compareCodePoints } from "../order-by-code-point.ts";

/** A way between two places with its weight; the direction is that of the work. */
export interface Way {
  readonly from: string;
  readonly to: string;
  readonly weight: number;
}

/** Columns of a drawing beside that of the outermost places: more cannot be read on one screen. */
export const MOST_LAYERS = 6;

/**
 * The column of each place: 0 holds those that serve nobody (next to the customer), each other place stands before those it serves. Where
 * departments serve each other in a circle, the ways with the least on them run back. Longer chains than there are columns share columns
 * from their far end. The same places and ways in any order give the same columns.
 */
export function layerPlaces(places: readonly string[], ways: readonly Way[]): ReadonlyMap<string, number> {
  const order = orderAgainstCircles(places, ways);
  const at = new Map(order.map((id, index) => [id, index]));
  const ahead = new Map<string, string[]>();
  for (const { from, to } of ways) {
    const [a, b] = [at.get(from), at.get(to)];
    if (a !== undefined && b !== undefined && a < b) ahead.set(from, [...(ahead.get(from) ?? []), to]);
  }
  const steps = new Map<string, number>();
  for (const id of [...order].reverse()) steps.set(id, Math.max(-1, ...(ahead.get(id) ?? []).map((to) => steps.get(to)!)) + 1);
  const longest = Math.max(0, ...steps.values());
  if (longest < MOST_LAYERS) return steps;
  // The outermost column keeps its meaning; the others share what is left.
  return new Map([...steps].map(([id, step]) => [id, step === 0 ? 0 : 1 + Math.floor(((step - 1) * (MOST_LAYERS - 1)) / longest)]));
}

/**
 * All places in an order in which most of the work runs forward (Eades, Lin and Smyth): who serves nobody goes to the end, who is served
 * by nobody to the beginning, and of a circle the one that gives the most and takes the least.
 */
export function orderAgainstCircles(places: readonly string[], ways: readonly Way[]): string[] {
  const left = [...new Set(places)].sort(compareCodePoints);
  const known = new Set(left);
  const given = new Map(left.map((id) => [id, new Map<string, number>()]));
  const taken = new Map(left.map((id) => [id, new Map<string, number>()]));
  for (const { from, to, weight } of ways) {
    if (from === to || !known.has(from) || !known.has(to)) continue;
    // A way without anything on it still is one.
    given.get(from)!.set(to, (given.get(from)!.get(to) ?? 0) + weight + 1);
    taken.get(to)!.set(from, (taken.get(to)!.get(from) ?? 0) + weight + 1);
  }
  const sum = (of: ReadonlyMap<string, number>) => [...of.values()].reduce((total, one) => total + one, 0);
  const first: string[] = [];
  const last: string[] = [];
  const open = new Set(left);
  const take = (id: string, list: string[]) => {
    list.push(id);
    open.delete(id);
    for (const to of given.get(id)!.keys()) taken.get(to)!.delete(id);
    for (const from of taken.get(id)!.keys()) given.get(from)!.delete(id);
  };
  while (open.size > 0) {
    const rest = left.filter((id) => open.has(id));
    const sinks = rest.filter((id) => given.get(id)!.size === 0);
    if (sinks.length > 0) {
      // Together: taking one must not make another of them come first.
      for (const id of sinks) take(id, last);
      continue;
    }
    const sources = rest.filter((id) => taken.get(id)!.size === 0);
    if (sources.length > 0) {
      for (const id of sources) take(id, first);
      continue;
    }
    const surplus = new Map(rest.map((id) => [id, sum(given.get(id)!) - sum(taken.get(id)!)]));
    take(rest.reduce((best, id) => (surplus.get(id)! > surplus.get(best)! ? id : best)), first);
  }
  return [...first, ...last.reverse()];
}
