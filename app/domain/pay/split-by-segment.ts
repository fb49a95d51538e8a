import { splitPool } from "./pool.ts";
import type { Statement } from "./statement.ts";

export interface SegmentAmount {
  readonly segmentId: string;
  readonly departmentId: string;
  readonly amountMinor: number;
}

/**
 * The amount before adjustments by segment, for payroll lines by organisational unit: by each segment's own
 * bonus (by its target where none earned anything), largest remainder, so that the parts sum exactly.
 */
export function splitBySegment(statement: Statement): readonly SegmentAmount[] {
  const { segments, adjustments, amountMinor } = statement;
  const adjusted = adjustments.reduce((total, one) => total + one.appliedMinor, 0);
  const earned = segments.some((segment) => segment.bonusMinor > 0);
  const shares = splitPool(
    BigInt(amountMinor - adjusted),
    segments.map(({ id, bonusMinor, targetMinor }) => ({
      id,
      weight: { n: BigInt(earned ? bonusMinor : targetMinor), d: 1n },
    }))
  );
  return segments.map(({ id, departmentId }, i) => ({
    segmentId: id,
    departmentId,
    amountMinor: Number(shares[i]!),
  }));
}
