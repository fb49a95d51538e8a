import { compareCodePoints } from "./order-by-code-point.ts";
import { DomainError } from "./refusal.ts";

/**
 * One text for equal values, so that a hash of it names the content: keys in code point order, no blanks,
 * fields without a value left out. Throws `not_canonical` for numbers that are not safe integers: amounts
 * and scores are whole units, exact decimals are text.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") {
    return JSON.stringify(value);
  }
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new DomainError("not_canonical");
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object") throw new DomainError("not_canonical");
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
  return `{${fields.join(",")}}`;
}
