import { DomainError } from "#app/domain/refusal.ts";
import { CHAIN_KIND } from "./formula-chain.ts";
import type { Answer, FormulaKind } from "./formula-kind.ts";
import { PAY_KINDS } from "./formula-pay.ts";
import { SCORE_KINDS } from "./formula-score.ts";
import { SURVEY_KINDS } from "./formula-survey.ts";

const KINDS: ReadonlyMap<string, FormulaKind> = new Map(
  Object.entries({ ...SURVEY_KINDS, ...SCORE_KINDS, ...PAY_KINDS, chain: CHAIN_KIND })
);

/** The kinds that `concord formula` knows, in the order of their themes. */
export const FORMULA_KINDS: readonly string[] = [...KINDS.keys()];

/**
 * Answers one line of `concord formula`: `{"id","kind","input"}` -> `{"id","result"}`, or `{"id","error"}`
 * with the formula's code, `unknown_kind`, `bad_input`, or `bad_json` and id null for an unreadable line.
 * Computes by the very functions that score and pay in the product.
 */
export function answerFormula(line: string): string {
  let request: unknown;
  try {
    request = JSON.parse(line);
  } catch {
    return answerError(null, "bad_json");
  }
  if (typeof request !== "object" || request === null || Array.isArray(request)) {
    return answerError(null, "bad_input");
  }
  const { id, kind, input } = request as Record<string, unknown>;
  const compute = typeof kind === "string" ? KINDS.get(kind) : undefined;
  if (compute === undefined) return answerError(id, "unknown_kind");
  try {
    return `{"id":${echoId(id)},"result":${toJson(compute(input))}}`;
  } catch (error) {
    if (error instanceof DomainError) return answerError(id, error.code);
    throw error;
  }
}

function answerError(id: unknown, code: string): string {
  return `{"id":${echoId(id)},"error":${JSON.stringify(code)}}`;
}

/** Ids come back as they came; one that is not a plain value comes back as null. */
function echoId(id: unknown): string {
  return typeof id === "object" || id === undefined ? "null" : JSON.stringify(id);
}

/** JSON text; maps become objects in their own order, also where keys look like numbers. */
function toJson(answer: Answer): string {
  if (answer === null || typeof answer !== "object") return JSON.stringify(answer);
  if (Array.isArray(answer)) return `[${answer.map(toJson).join(",")}]`;
  const entries: [string, Answer | undefined][] =
    answer instanceof Map ? [...answer] : Object.entries(answer);
  const fields = entries.flatMap(([key, value]) =>
    value === undefined ? [] : [`${JSON.stringify(key)}:${toJson(value)}`]
  );
  return `{${fields.join(",")}}`;
}
