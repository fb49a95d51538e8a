import {
  absolute,
  add,
  compare,
  fraction,
  larger,
  mean,
  multiply,
  smaller,
  subtract,
  type Rational,
} from "../decimal/rational.ts";

export const XMR_SIGNALS = ["limit", "range", "run8"] as const;
export type XmrSignal = (typeof XMR_SIGNALS)[number];

export type XmrChart =
  | {
      readonly mean: Rational;
      readonly mrMean: Rational;
      readonly unpl: Rational;
      readonly lnpl: Rational;
      readonly url: Rational;
      /** [1-based index, signal], by index, then name. */
      readonly signals: readonly (readonly [number, XmrSignal])[];
    }
  | { readonly mean: null; readonly reason: "short_baseline" };

const MIN_BASELINE = 6;
const RUN_LENGTH = 8;
const LIMIT_FACTOR = fraction(266n, 100n);
const RANGE_FACTOR = fraction(3268n, 1000n);

/**
 * Process behaviour chart of single values (formulas.md, xmr). Limits are unrounded; UNPL and LNPL are
 * clipped where the measure has ends. A baseline of fewer than 6 points, or longer than the series, is
 * `short_baseline`.
 */
export function xmr(
  values: readonly Rational[],
  baseline: number,
  clip: { readonly min?: Rational; readonly max?: Rational } = {}
): XmrChart {
  const base = values.slice(0, Math.max(0, baseline));
  if (baseline < MIN_BASELINE || base.length < baseline)
    return { mean: null, reason: "short_baseline" };
  const centre = mean(base);
  const mrMean = mean(movingRanges(base));
  const width = multiply(LIMIT_FACTOR, mrMean);
  const clipped = (limit: Rational) => {
    const raised = clip.min === undefined ? limit : larger(limit, clip.min);
    return clip.max === undefined ? raised : smaller(raised, clip.max);
  };
  const unpl = clipped(add(centre, width));
  const lnpl = clipped(subtract(centre, width));
  const url = multiply(RANGE_FACTOR, mrMean);
  return {
    mean: centre,
    mrMean,
    unpl,
    lnpl,
    url,
    signals: signalsOf(values, centre, lnpl, unpl, url),
  };
}

function movingRanges(values: readonly Rational[]): Rational[] {
  return values.slice(1).map((value, i) => absolute(subtract(value, values[i]!)));
}

function signalsOf(
  values: readonly Rational[],
  centre: Rational,
  lnpl: Rational,
  unpl: Rational,
  url: Rational
): (readonly [number, XmrSignal])[] {
  const signals: (readonly [number, XmrSignal])[] = [];
  const ranges = movingRanges(values);
  let runSide = 0;
  let run = 0;
  values.forEach((value, i) => {
    if (compare(value, unpl) > 0 || compare(value, lnpl) < 0) signals.push([i + 1, "limit"]);
    if (i > 0 && compare(ranges[i - 1]!, url) > 0) signals.push([i + 1, "range"]);
    const side = compare(value, centre);
    run = side !== 0 && side === runSide ? run + 1 : side === 0 ? 0 : 1;
    runSide = side;
    if (run >= RUN_LENGTH) signals.push([i + 1, "run8"]);
  });
  return signals;
}
