import type { Mode, Terms, Threshold } from "../agreement/terms.ts";
import type { Names } from "../names.ts";

/** An obligation as one version has it, with that version's validity (half-open local dates). */
export interface VersionedLine {
  readonly key: string;
  readonly from: string;
  readonly to: string | null;
  readonly name: Names;
  readonly terms: Terms;
  readonly target: Threshold;
  readonly floor: Threshold | null;
  readonly weight: string;
  readonly mode: Mode;
  readonly teamId: string | null;
}

/**
 * The line terms that a key is counted under in a pay period: those of its first version in force in it;
 * if there is none, of its last version before, as a run-out line (design.md section 4). Null when every
 * version begins later.
 *
 * @param from first day of the pay period
 * @param to first day after it
 */
export function lineTermsOf(versions: readonly VersionedLine[], from: string, to: string): { line: VersionedLine; runOut: boolean } | null {
  const ordered = [...versions].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const inForce = ordered.find((version) => version.from < to && (version.to === null || version.to > from) && (version.to === null || version.from < version.to));
  if (inForce) return { line: inForce, runOut: false };
  const before = ordered.filter((version) => version.from < from);
  const last = before[before.length - 1];
  return last ? { line: last, runOut: true } : null;
}
