import { z } from "zod";
import { dayNumber } from "#app/domain/pay/day-number.ts";
import { isDecimal, parseDecimal } from "#app/domain/decimal/rational.ts";

/**
 * Fields of the formula command's inputs. Anything of another shape is refused at this door; limits keep
 * one line from taking a night.
 */
const MAX_DECIMAL_LENGTH = 1_000;

/** A decimal as text -> exact value. */
export const dec = z
  .string()
  .max(MAX_DECIMAL_LENGTH)
  .refine(isDecimal)
  .transform((text) => parseDecimal(text));

export const decFromZero = dec.refine((value) => value.n >= 0n);
export const decAboveZero = dec.refine((value) => value.n > 0n);
export const int = z.int();
export const count = z.int().min(0);
export const places = z.int().min(0).max(100);
export const id = z.string();
export const text = z.string();

/** A field that may be absent or null. */
export const optional = <T extends z.ZodType>(field: T) =>
  field.nullish().transform((value) => value ?? null);

/** Decimals of the currency, 2 unless said otherwise. */
export const minorDigits = places
  .max(12)
  .nullish()
  .transform((value) => value ?? 2);

/** Scores as they come: what isn't a number becomes NaN, which every formula refuses as out of range. */
export const scores = z
  .array(z.unknown())
  .transform((values) => values.map((value) => (typeof value === "number" ? value : Number.NaN)));

/** A list of things with an `id`, each id once. */
export const uniqueById = <T extends { id: string }>(items: readonly T[]): boolean =>
  new Set(items.map((item) => item.id)).size === items.length;

/** An object used as a map, as entries: own keys only, `__proto__` is a key like any other. */
export const entriesOf = <T extends z.ZodType>(value: T) =>
  z
    .custom<Record<string, unknown>>(
      (input) => typeof input === "object" && input !== null && !Array.isArray(input)
    )
    .transform((input, context) => {
      const entries: [string, z.output<T>][] = [];
      for (const [key, field] of Object.entries(input)) {
        const parsed = value.safeParse(field);
        if (!parsed.success) {
          context.addIssue({ code: "custom", path: [key], message: "malformed" });
          return z.NEVER;
        }
        entries.push([key, parsed.data]);
      }
      return entries;
    });

/** A date `YYYY-MM-DD` of the calendar. */
export const day = z.string().refine((value) => {
  try {
    dayNumber(value);
    return true;
  } catch {
    return false;
  }
});

/** First and last day, both included. */
export const dayRange = z.tuple([day, day]).refine(([from, to]) => from <= to);
