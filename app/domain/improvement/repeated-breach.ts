/** One judged delivery of an obligation: when it fell due (epoch ms), and whether the promise was kept. */
export interface JudgedOnce {
  readonly fellDueAt: number;
  readonly kept: boolean;
}

/**
 * Whether the newest deliveries of one obligation broke the promise often enough for a case: at least `missed` of the last `of`. Fewer
 * than `of` deliveries are looked at as they are; the newest one must be a miss, so that a trouble that has ended opens nothing.
 * `deliveries` are the newest first.
 */
export function isRepeatedBreach(deliveries: readonly JudgedOnce[], rule: { readonly missed: number; readonly of: number }): boolean {
  const last = deliveries.slice(0, rule.of);
  return last[0]?.kept === false && last.filter((one) => !one.kept).length >= rule.missed;
}
