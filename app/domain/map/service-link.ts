import { promiseState, type PromiseState } from "../relationship/promise-state.ts";
import { sumKept, type Kept } from "../score/kept-share.ts";
import type { Threshold } from "../agreement/terms.ts";

/** How a link of the map stands, the worst first. */
export const LINK_STATES = ["failed", "below", "at_risk", "kept", "nothing_due"] as const;
export type LinkState = (typeof LINK_STATES)[number];

/** One promise of a provider to one client in a month. */
export interface ServiceLine {
  readonly from: string;
  readonly to: string;
  readonly productId: string;
  readonly kept: Kept;
  /** Not yet due and in danger of being late. */
  readonly atRisk: number;
  readonly target: Threshold;
  readonly floor: Threshold | null;
}

/** Everything one department, or all of a unit, does for another. */
export interface ServiceLink {
  readonly from: string;
  readonly to: string;
  /** Promises behind it. */
  readonly promises: number;
  /** `of` is its volume: what fell due in the month and was not excused. */
  readonly kept: Kept;
  readonly atRisk: number;
  readonly state: LinkState;
}

/**
 * The links between places, one for each pair and direction. Between two departments the state is that of the worst promise, as on their
 * relationship's page. Between units (`isFolded`) it is that of all promises together: of so many the worst is nearly always a broken one.
 *
 * @param placeOf where a department is drawn: itself, or its unit; null = not at all
 */
export function linksOf(lines: readonly ServiceLine[], placeOf: (departmentId: string) => string | null, isFolded: (place: string) => boolean): ServiceLink[] {
  const pairs = new Map<string, { readonly from: string; readonly to: string; readonly lines: ServiceLine[] }>();
  for (const line of lines) {
    const [from, to] = [placeOf(line.from), placeOf(line.to)];
    if (from === null || to === null || from === to) continue;
    const key = `${from}\n${to}`;
    const pair = pairs.get(key) ?? { from, to, lines: [] };
    pair.lines.push(line);
    pairs.set(key, pair);
  }
  return [...pairs.values()].map(({ from, to, lines: own }) => ({
    from, to, promises: own.length,
    kept: sumKept(own.map((line) => line.kept)),
    atRisk: own.reduce((sum, line) => sum + line.atRisk, 0),
    state: isFolded(from) || isFolded(to) ? stateTogether(own) : worstOf(own.map(lineState)),
  }));
}

/** The state of one promise: kept so far and something at risk is at risk. */
export function lineState(line: ServiceLine): LinkState {
  return withRisk(promiseState(line.kept, line.target, line.floor), line.atRisk);
}

const withRisk = (state: PromiseState, atRisk: number): LinkState => (atRisk > 0 && (state === "kept" || state === "nothing_due") ? "at_risk" : state);

const worstOf = (states: readonly LinkState[]): LinkState => LINK_STATES.find((state) => states.includes(state)) ?? "nothing_due";

/**
 * All promises as one: kept is compared with what the targets, then what the floors ask for of everything that fell due. Whole
 * ten-thousandths of items, so that nothing is rounded.
 */
function stateTogether(lines: readonly ServiceLine[]): LinkState {
  const due = lines.filter((line) => line.kept.of > 0);
  const sum = (of: (line: ServiceLine) => number) => due.reduce((total, line) => total + of(line), 0);
  const kept = sum((line) => line.kept.kept * 10_000);
  const state: PromiseState = due.length === 0 ? "nothing_due" : kept >= sum((line) => asked(line.target, line.kept.of)) ? "kept" : kept >= sum((line) => (line.floor ? asked(line.floor, line.kept.of) : 0)) ? "below" : "failed";
  return withRisk(state, lines.reduce((total, line) => total + line.atRisk, 0));
}

/** Ten-thousandths of items that a threshold asks for of so many. */
const asked = (threshold: Threshold, of: number): number => (threshold.type === "share" ? threshold.bp * of : Math.max(0, of - threshold.atMostMissed) * 10_000);

/** What a filter of the map asks for: one state, or everything below its target. */
export const LINK_FILTERS = ["missed", ...LINK_STATES] as const;
export type LinkFilter = (typeof LINK_FILTERS)[number];

export function fitsFilter(state: LinkState, filter: LinkFilter | null): boolean {
  return filter === null || state === filter || (filter === "missed" && (state === "failed" || state === "below"));
}
