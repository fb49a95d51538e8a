import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { answerFormula, FORMULA_KINDS } from "#jobs/commands/formula.ts";

/** Known answers kept beside the repository; the table below stands on its own without them. */
const VECTORS = new URL("../../../../shared/vectors/formulas-sample.json", import.meta.url);

interface Case {
  readonly id: string;
  readonly kind: string;
  readonly input: unknown;
  readonly expect: Record<string, unknown>;
}

const ask = (kind: string, input: unknown): unknown => {
  const { error, result } = JSON.parse(answerFormula(JSON.stringify({ id: 1, kind, input })));
  return error === undefined ? result : { error };
};

if (!existsSync(VECTORS)) {
  it.skip("known answers: the vectors are not beside this repository", () => {});
} else {
  const { cases } = JSON.parse(readFileSync(VECTORS, "utf8")) as { cases: Case[] };
  describe("known answers", () => {
    it.each(cases.map((one) => [one.id, one] as const))("%s", (_, one) => {
      const answer = ask(one.kind, one.input) as Record<string, unknown>;
      // Fields that the sample leaves out may only be null.
      const kept = Object.entries(answer).filter(([field, value]) => field in one.expect || value !== null);
      expect(Object.fromEntries(kept)).toEqual(one.expect);
    });
    it("has a sample of every kind", () => {
      expect(new Set(cases.map((one) => one.kind))).toEqual(new Set(FORMULA_KINDS));
    });
  });
}
