/** One line in its pay period as far as it is known: what was judged, what is still open, and what was promised. */
export interface LineStanding {
  readonly kept: number;
  /** Judged and not excused, the kept ones included. */
  readonly judged: number;
  /** Falls due in the period and is not judged yet. */
  readonly open: number;
  /** Promised share in 0.01 %. */
  readonly targetBp: number;
  /** Where the target is stated as "at most n missed": it decides instead of the share. */
  readonly targetMissed: number | null;
}

/**
 * How much a line can still bear:
 * - `lost`: the target is missed even if all that is open is kept;
 * - `bears`: `left` more may be missed, the one after them loses the target;
 * - `safe`: it is reached even if all that is open is missed.
 */
export type Slack = { readonly state: "lost" } | { readonly state: "bears"; readonly left: number } | { readonly state: "safe" };

/**
 * What is left before a target is lost. The share is compared as the score does it: the attainment rounded half up to 0.01 %
 * (formulas.md, obligation). Null where nothing was judged and nothing is open.
 */
export function slackOf(line: LineStanding): Slack | null {
  const { open } = line;
  if (line.judged + open === 0) return null;
  const left = line.targetMissed === null ? leftByShare(line) : line.targetMissed - (line.judged - line.kept);
  if (left < 0) return { state: "lost" };
  return left >= open ? { state: "safe" } : { state: "bears", left };
}

/** The greatest number of open ones that may be missed; below 0 the target cannot be reached. */
function leftByShare({ kept, judged, open, targetBp }: LineStanding): number {
  const base = judged + open;
  // Rounded half up, k of n reach t exactly where 20000 k >= n (2 t - 1).
  return targetBp <= 0 ? open : Math.floor((20_000 * (kept + open) - base * (2 * targetBp - 1)) / 20_000);
}

const RANK = { bears: 0, lost: 1, safe: 2 } as const;

/** The tightest first: those that can still be saved by what they bear, then lost ones, then safe ones; equal ones keep their order. */
export function byTightness<T extends { readonly slack: Slack }>(lines: readonly T[]): T[] {
  const leftOf = ({ slack }: T) => (slack.state === "bears" ? slack.left : 0);
  return [...lines].sort((a, b) => RANK[a.slack.state] - RANK[b.slack.state] || leftOf(a) - leftOf(b));
}
