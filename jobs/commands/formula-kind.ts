import type { z } from "zod";
import { formatDecimal } from "#app/domain/decimal/round.ts";
import type { Rational } from "#app/domain/decimal/rational.ts";
import { DomainError } from "#app/domain/refusal.ts";

/** What a formula answers: text, numbers, lists, objects, and maps whose order is kept. */
export type Answer =
  | string
  | number
  | boolean
  | null
  | readonly Answer[]
  | ReadonlyMap<string, Answer>
  | { readonly [field: string]: Answer | undefined };

/** One kind of the formula command: refuses a malformed input with `bad_input`, else computes. */
export type FormulaKind = (input: unknown) => Answer;

/** Joins the shape of the input and the computation. `compute` throws DomainError for the kind's own errors. */
export function kind<Schema extends z.ZodType>(
  schema: Schema,
  compute: (input: z.output<Schema>) => Answer
): FormulaKind {
  return (input) => {
    const parsed = schema.safeParse(input);
    if (!parsed.success) throw new DomainError("bad_input");
    return compute(parsed.data);
  };
}

/** Text with exactly `places` decimals; null stays null. */
export const show = (value: Rational | null, places: number): string | null =>
  value === null ? null : formatDecimal(value, places);

/** Text with the 2 decimals of percents and scores. */
export const show2 = (value: Rational | null): string | null => show(value, 2);
