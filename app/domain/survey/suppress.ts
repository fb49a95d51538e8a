import { compareCodePoints } from "../order-by-code-point.ts";

export interface AnswerGroup {
  readonly id: string;
  readonly answers: number;
}

/**
 * Which groups may be shown (formulas.md, suppress). Groups of 1..threshold-1 answers are hidden; where a
 * total is published, the smallest visible ones follow until at least two are hidden and their answers
 * reach the threshold, since a single hidden cell is the total minus the rest. Empty groups stay visible
 * as "no answers". Both lists are in code point order.
 */
export function suppress(
  groups: readonly AnswerGroup[],
  threshold: number,
  totalPublished: boolean
): { readonly hidden: readonly string[]; readonly shown: readonly string[] } {
  const ordered = [...groups].sort((a, b) => compareCodePoints(a.id, b.id));
  const hidden = new Set(
    ordered
      .filter((group) => group.answers > 0 && group.answers < threshold)
      .map((group) => group.id)
  );
  if (totalPublished && hidden.size > 0) {
    let hiddenAnswers = 0;
    for (const group of ordered) if (hidden.has(group.id)) hiddenAnswers += group.answers;
    // The sort is stable, so equal sizes stay in code point order.
    const candidates = ordered
      .filter((group) => group.answers > 0 && !hidden.has(group.id))
      .sort((a, b) => a.answers - b.answers);
    for (const group of candidates) {
      if (hidden.size >= 2 && hiddenAnswers >= threshold) break;
      hidden.add(group.id);
      hiddenAnswers += group.answers;
    }
  }
  const ids = ordered.map((group) => group.id);
  return { hidden: ids.filter((id) => hidden.has(id)), shown: ids.filter((id) => !hidden.has(id)) };
}
