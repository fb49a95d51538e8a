import { canonicalJson } from "../canonical-json.ts";
import { FORMULA_VERSION } from "../score/scorecard.ts";
import type { PlanTerms } from "./plan-terms.ts";
import type { PreparedRun } from "./prepare-run.ts";

export interface RunIdentity {
  readonly runId: string;
  readonly planVersionId: string;
  readonly plan: PlanTerms;
  /** YYYY-MM or YYYY-Qn. */
  readonly period: string;
  /** Hashes of the scorecards that it used, by department. */
  readonly scorecardHashes: Readonly<Record<string, string>>;
}

/**
 * The text whose hash approvals are bound to: what is paid, to whom, why, and by which terms. It names each
 * statement by the hash of its own text, in the order of the run. Recalculating the same facts gives the
 * same text byte for byte.
 */
export function runContent(
  identity: RunIdentity,
  run: Omit<PreparedRun, "statements">,
  statementHashes: readonly string[]
): string {
  const { totals, fund } = run;
  const formulaVersion = FORMULA_VERSION;
  return canonicalJson({ formulaVersion, ...identity, totals, fund, statementHashes });
}
