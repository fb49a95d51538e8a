import { OBLIGATION_FACTS, type ObligationFact, type ObligationFactName } from "./obligation-sentence.ts";

export interface FactChange {
  readonly name: ObligationFactName;
  /** null: the term was not there. */
  readonly before: string | null;
  readonly after: string | null;
}

/** The terms that differ between two versions of an obligation, in the order of `OBLIGATION_FACTS`. */
export function compareFacts(before: readonly ObligationFact[], after: readonly ObligationFact[]): readonly FactChange[] {
  const textOf = (facts: readonly ObligationFact[], name: ObligationFactName) => facts.find((fact) => fact.name === name)?.text ?? null;
  return OBLIGATION_FACTS.map((name) => ({ name, before: textOf(before, name), after: textOf(after, name) })).filter((change) => change.before !== change.after);
}
