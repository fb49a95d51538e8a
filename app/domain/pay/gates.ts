import { compare, smaller, ZERO, type Rational } from "../decimal/rational.ts";
import { round } from "../decimal/round.ts";

export const GATE_ACTIONS = ["cap", "zero"] as const;
export type GateAction = (typeof GATE_ACTIONS)[number];

export interface Gate {
  readonly id: string;
  readonly threshold: Rational;
  /** A failed `cap` gate limits the payout to `capPct`, a failed `zero` gate makes it 0. */
  readonly rule:
    | { readonly action: "cap"; readonly capPct: Rational }
    | { readonly action: "zero" };
  /** null = not measured: the gate is skipped and says so. */
  readonly value: Rational | null;
}

export interface GatedPayout {
  readonly payoutPct: Rational;
  /** Failed gates in order, also those that did not lower the number. */
  readonly failed: readonly string[];
  readonly notMeasured: readonly string[];
  /** Payout after each gate in order, and last after the plan cap: what a statement's lines come from. */
  readonly steps: readonly { readonly id: string; readonly payoutPct: Rational }[];
}

/** The payout after the gates in listed order, then the plan cap (formulas.md, gates). Equality passes. */
export function applyGates(
  payoutPct: Rational,
  planCapPct: Rational,
  gates: readonly Gate[]
): GatedPayout {
  const failed: string[] = [];
  const notMeasured: string[] = [];
  const steps: { id: string; payoutPct: Rational }[] = [];
  let payout = payoutPct;
  for (const gate of gates) {
    if (gate.value === null) {
      notMeasured.push(gate.id);
      continue;
    }
    if (compare(gate.value, gate.threshold) < 0) {
      failed.push(gate.id);
      payout = gate.rule.action === "zero" ? ZERO : smaller(payout, gate.rule.capPct);
    }
    steps.push({ id: gate.id, payoutPct: round(payout, 2) });
  }
  const capped = round(smaller(payout, planCapPct), 2);
  steps.push({ id: "plan_cap", payoutPct: capped });
  return { payoutPct: capped, failed, notMeasured, steps };
}
