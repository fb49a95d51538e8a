import { canonicalJson } from "../canonical-json.ts";
import type { Names } from "../names.ts";
import type { InputTerms, Obligation } from "./terms.ts";

/** What both sides put their names to: the parties by their codes, the validity and every term. */
export interface SignedText {
  readonly agreement: string;
  readonly provider: string;
  /** Code of the department or group, or `everyone`. */
  readonly client: string;
  readonly from: string;
  readonly to: string | null;
  readonly purpose: Names | null;
  readonly obligations: readonly Obligation[];
  readonly inputs: readonly InputTerms[];
}

/** One text for equal agreements, so that its hash names what was signed. A measure such as 1.5 stands in it as text. */
export const signedText = (text: SignedText): string => canonicalJson(withExactNumbers(text));

function withExactNumbers(value: unknown): unknown {
  if (typeof value === "number") return Number.isSafeInteger(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(withExactNumbers);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withExactNumbers(field)]));
}
