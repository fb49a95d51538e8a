import type { AbsenceKind } from "./absence.ts";
import type { NegativePolicy } from "./adjustment.ts";
import type { ExternalPart } from "./external-metric.ts";

export const PRORATION_BASES = ["calendar", "working"] as const;
export type ProrationBasis = (typeof PRORATION_BASES)[number];

export const PAY_MODES = ["individual", "pool"] as const;
export type PayMode = (typeof PAY_MODES)[number];

/** What a segment pays where its department has no pay score. */
export const NOTHING_MEASURED_POLICIES = ["hold", "pay_full", "pay_zero"] as const;
export type NothingMeasuredPolicy = (typeof NOTHING_MEASURED_POLICIES)[number];

/** Score -> payout percent; all numbers in 0.01. */
export type PayoutRule =
  | {
      readonly type: "curve";
      readonly points: readonly (readonly [scoreBp: number, payoutBp: number])[];
    }
  | {
      readonly type: "steps";
      readonly steps: readonly (readonly [fromBp: number, payoutBp: number])[];
    }
  | {
      readonly type: "ramp";
      readonly tiers: readonly {
        readonly fromBp: number;
        readonly toBp: number | null;
        /** Payout points per point of score, exact decimal. */
        readonly rate: string;
      }[];
      readonly capBp: number | null;
    };

type GateEffect = { readonly action: "zero" } | { readonly action: "cap"; readonly capBp: number };

/** A condition that can only lower the payout. `id` names its line on the statement. */
export type PlanGate = { readonly id: string; readonly effect: GateEffect } & (
  | {
      /** The lowest client index among clients with enough items; none = not measured. */
      readonly type: "lowest_client";
      readonly thresholdBp: number;
      readonly minDueItems: number;
    }
  | {
      /** The attainment of one line against its own floor. */
      readonly type: "line_floor";
      readonly key: string;
    }
);

/** The terms of one plan version that the calculation needs. */
export interface PlanTerms {
  readonly payout: PayoutRule;
  readonly gates: readonly PlanGate[];
  readonly planCapBp: number;
  /** Limit of one person's bonus in percent of the prorated target. */
  readonly memberCapBp: number;
  readonly proration: ProrationBasis;
  /** Absences that are no time worked; left out in versions from before absences were kept, which count every day. */
  readonly excludedAbsences?: readonly AbsenceKind[];
  /** The targets come at the actual FTE already and are not multiplied by it again. */
  readonly targetIncludesFte: boolean;
  readonly mode: PayMode;
  readonly nothingMeasured: NothingMeasuredPolicy;
  /** Weights of own team and department, exact decimals; team "0" = the department alone. */
  readonly mix: { readonly team: string; readonly department: string };
  /** A part of the score that comes from outside; left out where there is none. */
  readonly external?: ExternalPart;
  /** Statements are for information and not paid. */
  readonly shadow: boolean;
  readonly negativeAdjustment: NegativePolicy;
  readonly currency: string;
  readonly minorDigits: number;
  /** Limit of the whole run in minor units; null = none. */
  readonly fundLimitMinor: number | null;
}

/** The gate that may be switched on: no client may be sacrificed for the average. */
export const LOWEST_CLIENT_GATE: PlanGate = {
  id: "lowest_client",
  type: "lowest_client",
  thresholdBp: 7000,
  minDueItems: 10,
  effect: { action: "cap", capBp: 8000 },
};

/** The default plan of formulas.md: working exactly at target pays about 100 %. */
export const DEFAULT_PLAN: PlanTerms = {
  payout: {
    type: "curve",
    points: [
      [4800, 0],
      [9800, 10_000],
      [10_000, 10_000],
      [10_600, 11_200],
    ],
  },
  gates: [],
  planCapBp: 12_000,
  memberCapBp: 12_000,
  proration: "calendar",
  excludedAbsences: ["unpaid_leave", "parental_leave"],
  targetIncludesFte: false,
  mode: "individual",
  nothingMeasured: "hold",
  mix: { team: "0", department: "1" },
  shadow: false,
  negativeAdjustment: "write_off",
  currency: "RUB",
  minorDigits: 2,
  fundLimitMinor: null,
};
