import type { BonusTarget, PaidMembership, PersonPay } from "./statement.ts";

/** Half-open span of local dates. */
interface Span {
  readonly from: string;
  readonly to: string | null;
}

/** One stay in a plan with its target bonus. */
export interface PlanStay extends Span {
  readonly target: BonusTarget;
}

/**
 * What the calculation needs of one person: the memberships as far as the person is in the plan, under the
 * target that holds last in the period. Null when no membership reaches into the stays.
 *
 * @param stays in the order of their start, not overlapping
 * @param poolOf department whose members share a pool
 */
export function personPay(
  personId: string,
  memberships: readonly PaidMembership[],
  stays: readonly PlanStay[],
  poolOf: (departmentId: string) => string
): PersonPay | null {
  const last = stays[stays.length - 1];
  if (last === undefined) return null;
  const paid = stays.flatMap((stay, place) =>
    memberships.flatMap((membership): PaidMembership[] => {
      const from = membership.from > stay.from ? membership.from : stay.from;
      const to = earlier(membership.to, stay.to);
      if (to !== null && to <= from) return [];
      // A second stay in the plan makes a second segment of the same membership.
      const id = place === 0 ? membership.id : `${membership.id}:${place}`;
      return [{ ...membership, id, from, to }];
    })
  );
  const newest = paid.reduce<PaidMembership | null>(
    (found, one) => (found === null || one.from >= found.from ? one : found),
    null
  );
  if (newest === null) return null;
  return {
    personId,
    target: last.target,
    memberships: paid,
    absences: [],
    poolId: poolOf(newest.departmentId),
    coefficient: "1",
    pastPeriods: [],
  };
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
