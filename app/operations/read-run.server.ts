import type { Statement } from "#app/domain/pay/statement.ts";
import { compareCodePoints } from "#app/domain/order-by-code-point.ts";
import { findPlanVersion } from "#db/queries/plans.server.ts";
import { loadRunLines, openRun, openStatement } from "#db/queries/runs.server.ts";
import type { RunRow, RunSecret } from "#db/queries/runs.server.ts";
import type { Store } from "#db/store.ts";
import { runHashes } from "./run-hash.server.ts";

export interface ReadRun {
  readonly secret: RunSecret;
  /** By person id in code point order. */
  readonly statements: readonly Statement[];
  readonly departmentOf: ReadonlyMap<string, string>;
}

/** Opens every statement of a run. The caller has made sure that the reader may see amounts. */
export async function readRun(store: Store, row: RunRow): Promise<ReadRun> {
  const lines = await loadRunLines(store, row.id);
  const statements = lines.map((line) => openStatement(store, line)).sort((a, b) => compareCodePoints(a.personId, b.personId));
  return { secret: openRun(store, row), statements, departmentOf: new Map(lines.map((line) => [line.personId, line.departmentId])) };
}

/** Whether what is stored is still what was prepared and approved. */
export async function isUntouched(store: Store, row: RunRow, { secret, statements }: ReadRun): Promise<boolean> {
  const version = await findPlanVersion(store, row.planVersionId);
  if (!version) return false;
  const { salt, totals, fund, scorecardHashes } = secret;
  return runHashes(salt, { runId: row.id, planVersionId: version.id, plan: version.terms, period: row.period, scorecardHashes }, { statements, totals, fund }).content === row.contentHash;
}
