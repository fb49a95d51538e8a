import { percentOf, whole } from "../decimal/rational.ts";
import { roundToUnits } from "../decimal/round.ts";
import { fromBp, safeNumber } from "../decimal/stored-units.ts";
import { compareCodePoints } from "../order-by-code-point.ts";
import type { PastPeriod, Statement } from "./statement.ts";

/** HR pays what was held for a department's members although nothing was measured; 0.01 % of the held target. */
export type Releases = ReadonlyMap<string, number>;

/** One person of a paid run whose statement would be another today. */
export interface PastDifference {
  readonly personId: string;
  readonly unit: Statement["unit"];
  readonly paidMinor: number;
  /** What the same run gives today: own result and what is released of it. */
  readonly recalculatedMinor: number;
  /** Part of `recalculatedMinor`. */
  readonly releasedMinor: number;
  /** What later runs already put on their statements for it. */
  readonly alreadyAdjustedMinor: number;
  readonly deltaMinor: number;
}

/** What was paid for the period of the statement itself: its amount without the adjustments for earlier ones. */
export const paidForOwnPeriod = (statement: Statement): number =>
  statement.amountMinor - statement.adjustments.reduce((sum, one) => sum + one.appliedMinor, 0);

/** Whether HR may release what a statement holds: what waits for the person's own word does not wait for HR's. */
export const mayBeReleased = (statement: Statement): boolean => !statement.remarks.includes("not_acknowledged");

/** The held targets of a statement at the released percents, each rounded once. */
export function releasedMinor(statement: Statement, releases: Releases): number {
  if (!mayBeReleased(statement)) return 0;
  return statement.segments.reduce((sum, segment) => {
    const bp = segment.policy === "hold" ? releases.get(segment.departmentId) : undefined;
    return bp === undefined ? sum : sum + safeNumber(roundToUnits(percentOf(fromBp(bp), whole(segment.targetMinor)), 0));
  }, 0);
}

/**
 * Recalculated - paid - already adjusted (formulas.md, adjustment) for everybody of a paid run, by person id; people without a
 * difference are left out. Somebody who came into the run since was paid nothing, somebody who fell out of it is owed nothing. A
 * person whose target changed between money and percent has no difference that a number could say and is left out.
 *
 * @param alreadyAdjusted by person: sums of what later runs applied for this period
 */
export function pastDifferences(
  paid: readonly Statement[],
  recalculated: readonly Statement[],
  releases: Releases,
  alreadyAdjusted: ReadonlyMap<string, number>
): readonly PastDifference[] {
  const was = new Map(paid.map((one) => [one.personId, one]));
  const is = new Map(recalculated.map((one) => [one.personId, one]));
  return [...new Set([...was.keys(), ...is.keys()])].sort(compareCodePoints).flatMap((personId): PastDifference[] => {
    const [before, after] = [was.get(personId), is.get(personId)];
    if (before !== undefined && after !== undefined && before.unit !== after.unit) return [];
    const released = after === undefined ? 0 : releasedMinor(after, releases);
    const paidMinor = before === undefined ? 0 : paidForOwnPeriod(before);
    const recalculatedMinor = (after?.amountMinor ?? 0) + released;
    const alreadyAdjustedMinor = alreadyAdjusted.get(personId) ?? 0;
    const deltaMinor = recalculatedMinor - paidMinor - alreadyAdjustedMinor;
    if (deltaMinor === 0) return [];
    return [{ personId, unit: (after ?? before)!.unit, paidMinor, recalculatedMinor, releasedMinor: released, alreadyAdjustedMinor, deltaMinor }];
  });
}

/** The difference as the calculation of the open period takes it. */
export const asPastPeriod = (period: string, one: PastDifference): PastPeriod => ({
  period,
  recalculatedMinor: one.recalculatedMinor,
  paidMinor: one.paidMinor,
  alreadyAdjustedMinor: one.alreadyAdjustedMinor,
});
