import type { Approval, RunLife } from "#app/domain/pay/approve-run.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { countOpenFindings } from "#db/queries/run-checks.server.ts";
import { findPlanVersion } from "#db/queries/plans.server.ts";
import type { PlanVersionRow } from "#db/queries/plans.server.ts";
import { loadApprovals, loadRunPeople } from "#db/queries/runs.server.ts";
import type { RunRow } from "#db/queries/runs.server.ts";
import type { Store } from "#db/store.ts";
import { isPayPeriodClosed } from "./calculate-run.server.ts";

export interface LoadedRun {
  readonly row: RunRow;
  readonly life: RunLife;
  readonly version: PlanVersionRow;
}

/** A run as the rules of approval see it. */
export async function loadRunLife(store: Store, row: RunRow): Promise<LoadedRun> {
  const [version, approvals, people, preparer, periodClosed, openFindings] = await Promise.all([
    findPlanVersion(store, row.planVersionId), loadApprovals(store, row.id), loadRunPeople(store, row.id), findAccount(store, { id: row.preparedBy }), isPayPeriodClosed(store, row.period), countOpenFindings(store, row.id),
  ]);
  if (!version || !preparer) throw new Error(`run ${row.id} names a plan version or account that is gone`);
  const life: RunLife = {
    state: row.state === "returned" ? "prepared" : row.state,
    chain: version.terms.approvalChain,
    shadow: version.terms.shadow,
    periodClosed,
    contentHash: row.contentHash,
    preparedBy: preparer.personId,
    people,
    approvals: approvals.map((one): Approval => ({ step: one.role as Approval["step"], personId: one.personId, accountId: one.accountId, at: one.at })),
    openFindings,
    returnReason: null,
  };
  return { row, life, version };
}
