import { compare, fraction, type Rational } from "../decimal/rational.ts";
import { round } from "../decimal/round.ts";

export interface StraightLine {
  readonly eligible: number;
  readonly flat: number;
  /** Percent, 2 decimals; null without eligible forms. */
  readonly share: Rational | null;
  readonly longestRun: number;
  readonly flag: boolean;
}

/**
 * Does one rater give the same answer to everything (formulas.md, straight_line)? `forms` are that rater's
 * answer sheets in order; a sheet counts from `minItems` (>= 1) answers on.
 */
export function straightLine(
  forms: readonly (readonly number[])[],
  minItems: number,
  minForms: number,
  flagPct: Rational
): StraightLine {
  const eligible = forms.filter((form) => form.length >= minItems);
  const flat = eligible.filter((form) => form.every((answer) => answer === form[0])).length;
  const longestRun = longestEqualRun(eligible.flat());
  if (eligible.length === 0) return { eligible: 0, flat: 0, share: null, longestRun, flag: false };
  const share = fraction(100n * BigInt(flat), BigInt(eligible.length));
  return {
    eligible: eligible.length,
    flat,
    share: round(share, 2),
    longestRun,
    flag: eligible.length >= minForms && compare(share, flagPct) >= 0,
  };
}

function longestEqualRun(answers: readonly number[]): number {
  let longest = 0;
  let run = 0;
  for (let i = 0; i < answers.length; i++) {
    run = i > 0 && answers[i] === answers[i - 1] ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest;
}
