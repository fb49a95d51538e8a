import { compareCodePoints } from "../order-by-code-point.ts";
import type { Statement } from "./statement.ts";

export interface StatementDifference {
  readonly personId: string;
  /** null: the person was not, or is no longer, in the run. */
  readonly beforeMinor: number | null;
  readonly afterMinor: number | null;
  readonly changeMinor: number;
  /** Lines whose amount differs, in the order of the statement; they sum to `changeMinor`. */
  readonly lines: readonly {
    readonly id: string;
    readonly segmentId: string | null;
    readonly changeMinor: number;
  }[];
}

/** Whose amount or lines differ between two calculations, by person id in code point order. */
export function compareRuns(
  before: readonly Statement[],
  after: readonly Statement[]
): readonly StatementDifference[] {
  const earlier = new Map(before.map((statement) => [statement.personId, statement]));
  const later = new Map(after.map((statement) => [statement.personId, statement]));
  const ids = [...new Set([...earlier.keys(), ...later.keys()])].sort(compareCodePoints);
  return ids.flatMap((personId) => {
    const [was, is] = [earlier.get(personId), later.get(personId)];
    const lines = changedLines(was, is);
    if (was !== undefined && is !== undefined && lines.length === 0) return [];
    const changeMinor = (is?.amountMinor ?? 0) - (was?.amountMinor ?? 0);
    const [beforeMinor, afterMinor] = [was?.amountMinor ?? null, is?.amountMinor ?? null];
    return [{ personId, beforeMinor, afterMinor, changeMinor, lines }];
  });
}

function changedLines(was: Statement | undefined, is: Statement | undefined) {
  const changes = new Map<string, { id: string; segmentId: string | null; changeMinor: number }>();
  const count = (statement: Statement | undefined, direction: 1 | -1) => {
    for (const { id, segmentId, amountMinor } of statement?.lines ?? []) {
      const key = JSON.stringify([segmentId, id]);
      const known = changes.get(key)?.changeMinor ?? 0;
      changes.set(key, { id, segmentId, changeMinor: known + direction * amountMinor });
    }
  };
  count(is, 1);
  count(was, -1);
  return [...changes.values()].filter((line) => line.changeMinor !== 0);
}
