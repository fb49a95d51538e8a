import type { ExternalResult } from "./external-metric.ts";
import type { GateValue } from "./gate-values.ts";
import type { NothingMeasuredPolicy } from "./plan-terms.ts";

/**
 * A person's target bonus for the whole period at full time. `percent_only`: payroll knows the amount and
 * prorates; the statement then counts 0.01 % of the target instead of money.
 */
export type BonusTarget =
  | { readonly type: "amount"; readonly minor: number }
  | { readonly type: "percent_of_base"; readonly baseMinor: number; readonly percentBp: number }
  | { readonly type: "percent_only" };

/** One membership, half-open in local dates; `to` null = still going on. */
export interface PaidMembership {
  /** Id of the segment, unique for the person. */
  readonly id: string;
  readonly departmentId: string;
  readonly from: string;
  readonly to: string | null;
  /** Exact decimals. */
  readonly fte: string;
  readonly sharePct: string;
}

/**
 * A closed period whose totals were recalculated, or a held amount that is paid now; in the unit of the
 * person's statement.
 */
export interface PastPeriod {
  readonly period: string;
  readonly recalculatedMinor: number;
  readonly paidMinor: number;
  readonly alreadyAdjustedMinor: number;
}

export interface PersonPay {
  readonly personId: string;
  readonly target: BonusTarget;
  readonly memberships: readonly PaidMembership[];
  /** Absences that do not count, half-open in local dates. */
  readonly absences: readonly { readonly from: string; readonly to: string }[];
  /** Pool mode: who shares with whom, and the contribution coefficient as an exact decimal. */
  readonly poolId: string;
  readonly coefficient: string;
  readonly pastPeriods: readonly PastPeriod[];
  /** HR holds all of it: the person has not acknowledged the plan. Paid later as an adjustment. */
  readonly isHeld?: boolean;
}

export interface StatementSegment {
  readonly id: string;
  readonly departmentId: string;
  readonly from: string;
  readonly to: string | null;
  readonly days: number;
  readonly fte: string;
  readonly sharePct: string;
  readonly cardOf: string | null;
  readonly departmentScoreBp: number | null;
  readonly teamScoreBp: number | null;
  readonly scoreBp: number | null;
  /** Where the plan has a part from outside and a score. */
  readonly external?: ExternalResult;
  /** Decided by the plan's policy for "nothing measured". */
  readonly policy: NothingMeasuredPolicy | null;
  readonly curveBp: number;
  readonly payoutBp: number;
  readonly failedGates: readonly string[];
  readonly notMeasuredGates: readonly string[];
  readonly gateValues: readonly GateValue[];
  readonly targetMinor: number;
  readonly bonusMinor: number;
}

/**
 * One line of the waterfall. Ids: `target`, `time`; per segment the leaves of the loss (`obligation:`, `csat:`, `external:`), `above_target`,
 * `below_threshold`, `nothing_measured`, `rounding`, then `gate:<id>` and `plan_cap`; `cap`; `fund` or
 * `pool`; `held:<segment>`; `adjustment:<period>`.
 */
export interface StatementLine {
  readonly id: string;
  readonly segmentId: string | null;
  readonly amountMinor: number;
}

export interface StatementAdjustment {
  readonly period: string;
  readonly deltaMinor: number;
  readonly appliedMinor: number;
  readonly carryMinor: number;
}

export const REMARKS = ["no_segment", "nothing_measured", "not_acknowledged", "held", "over_full_time"] as const;
export type Remark = (typeof REMARKS)[number];

/** What one employee gets for one pay period, and why. The lines sum to `amountMinor` exactly. */
export interface Statement {
  readonly personId: string;
  /** `percent`: amounts are 0.01 % of the target, payroll makes money of them. */
  readonly unit: "money" | "percent";
  /** For information, not paid. */
  readonly shadow: boolean;
  readonly targetMinor: number;
  readonly totalDays: number;
  /** Days that were not counted as worked, half-open; left out where there are none. */
  readonly absences?: readonly { readonly from: string; readonly to: string }[];
  readonly proratedMinor: number;
  readonly segments: readonly StatementSegment[];
  /** Own bonus after the member cap, before fund or pool. */
  readonly earnedMinor: number;
  readonly capped: boolean;
  /** Targets of held segments: paid later as an adjustment. */
  readonly heldMinor: number;
  readonly lines: readonly StatementLine[];
  readonly adjustments: readonly StatementAdjustment[];
  readonly amountMinor: number;
  /** Amount before adjustments in percent of the prorated target; null without one. */
  readonly effectivePayoutBp: number | null;
  /** What HR should look at. */
  readonly remarks: readonly Remark[];
}
