import { fromBp, fromMinor } from "../decimal/stored-units.ts";
import { formatDecimal } from "../decimal/round.ts";

/**
 * One step of a score or a payment as a line of `concord formula`, with what the product says it gives. `expect`
 * names some or all fields of the formula's result; decimals are text as formulas.md writes them.
 */
export interface FormulaCase {
  /** Where the number stands: period, department or run, and the step. */
  readonly id: string;
  readonly kind: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly expect: Readonly<Record<string, unknown>>;
}

/** 9346 -> "93.46"; null stays null. */
export const percentText = (bp: number | null): string | null => (bp === null ? null : formatDecimal(fromBp(bp), 2));

/** Minor units -> the amount as text. */
export const moneyText = (minor: number, digits: number): string => formatDecimal(fromMinor(minor, digits), digits);
