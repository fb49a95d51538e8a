import { ok, refused, type Result } from "../refusal.ts";
import type { BonusTarget } from "./statement.ts";

/** A member's target as it is kept. A percent without a base takes the person's own base, which is kept beside it. */
export type KeptTarget =
  | Exclude<BonusTarget, { type: "percent_of_base" }>
  | { readonly type: "percent_of_base"; readonly baseMinor: number | null; readonly percentBp: number };

export type TargetRefusal = "amount_negative" | "target_zero" | "percent_out_of_range";

/** A percent above this is a slip of the keyboard. */
const HIGHEST_PERCENT_BP = 100_000;

/** Whether somebody can be paid by this target. A target of nothing is none: whoever is to get nothing is not in the plan. */
export function checkTarget(target: KeptTarget): Result<null, TargetRefusal> {
  switch (target.type) {
    case "amount":
      if (!Number.isSafeInteger(target.minor) || target.minor < 0) return refused("amount_negative");
      return target.minor === 0 ? refused("target_zero") : ok(null);
    case "percent_of_base":
      if (target.baseMinor !== null && (!Number.isSafeInteger(target.baseMinor) || target.baseMinor < 0)) return refused("amount_negative");
      if (target.percentBp === 0 || target.baseMinor === 0) return refused("target_zero");
      return target.percentBp > 0 && target.percentBp <= HIGHEST_PERCENT_BP ? ok(null) : refused("percent_out_of_range");
    case "percent_only":
      return ok(null);
  }
}

/** The target with the person's base filled in; null where it needs one and there is none. */
export function withBase(target: KeptTarget, baseMinor: number | null): BonusTarget | null {
  if (target.type !== "percent_of_base") return target;
  const base = target.baseMinor ?? baseMinor;
  return base === null ? null : { ...target, baseMinor: base };
}
