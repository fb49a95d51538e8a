import { canonicalJson } from "#app/domain/canonical-json.ts";
import { compareRuns } from "#app/domain/pay/compare-runs.ts";
import { changeByDepartment, findInRun } from "#app/domain/pay/run-findings.ts";
import type { PersonGap, RunToCheck } from "#app/domain/pay/run-findings.ts";
import { payPeriodDays } from "#app/domain/score/pay-period-months.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { findAcknowledgementCall, loadAcknowledgements } from "#db/queries/acknowledgements.server.ts";
import { loadPeopleWithoutPlan } from "#db/queries/plans.server.ts";
import type { PlanVersionRow } from "#db/queries/plans.server.ts";
import { loadFindings, sealFinding } from "#db/queries/run-checks.server.ts";
import type { RunFindingRow } from "#db/queries/run-checks.server.ts";
import { findPublishedBefore } from "#db/queries/runs.server.ts";
import type { RunComparison, RunRow } from "#db/queries/runs.server.ts";
import { sha256 } from "#db/new-id.server.ts";
import type { Store } from "#db/store.ts";
import type { CalculatedRun } from "./calculate-run.server.ts";
import { readRun } from "./read-run.server.ts";

export interface RunBeforeCheck {
  readonly runId: string;
  readonly planId: string;
  readonly version: PlanVersionRow;
  readonly period: string;
  readonly calculated: CalculatedRun;
  /** Salt and content hash: a list is accepted for one content of one run. */
  readonly fingerprintBase: string;
}

export interface CheckedRun {
  readonly against: RunComparison | null;
  readonly findings: readonly RunFindingRow[];
}

/** Changes listed by name. */
const LARGEST = 10;
/** People without a plan who are listed; a company that begins has all of them. */
const LISTED = 2000;

/** What differs from the last published run of the plan, and what HR has to look at. A list that is the same as before keeps its word. */
export async function checkPreparedRun(store: Store, run: RunBeforeCheck): Promise<CheckedRun> {
  const { runId, calculated } = run;
  const last = await findPublishedBefore(store, run.planId, run.period);
  const [before, gaps, known] = await Promise.all([last ? readRun(store, last) : null, gapsOf(store, run), loadFindings(store, runId)]);
  const check: RunToCheck = {
    before: before?.statements ?? [],
    after: calculated.run.statements,
    departmentOf: new Map([...(before?.departmentOf ?? []), ...calculated.departmentOf]),
    ...gaps,
  };
  const findings = findInRun(check).map(({ kind, rows }): RunFindingRow => {
    const fingerprint = sha256(`${run.fingerprintBase}\n${kind}\n${canonicalJson(rows)}`);
    const accepted = known.find((one) => one.kind === kind && one.fingerprint === fingerprint);
    return {
      runId, kind, people: rows.length, fingerprint, listSealed: sealFinding(store, runId, kind, rows),
      acceptedBy: accepted?.acceptedBy ?? null, acceptedAt: accepted?.acceptedAt ?? null, acceptedBecause: accepted?.acceptedBecause ?? null,
    };
  });
  return { against: last ? comparison(last, check) : null, findings };
}

/** Who is missing something that a run does not show by itself, on the last day of its period. */
async function gapsOf(store: Store, { version, period, calculated }: RunBeforeCheck): Promise<Pick<RunToCheck, "withoutPlan" | "withoutAcknowledgement">> {
  const serving = Object.keys(calculated.scorecardHashes);
  const withoutPlan = version.terms.shadow ? { rows: [] } : await loadPeopleWithoutPlan(store, serving, addDays(payPeriodDays(period).to, -1), LISTED);
  return { withoutPlan: withoutPlan.rows, withoutAcknowledgement: await unacknowledged(store, version, calculated) };
}

/** People of the run who have not acknowledged its version; none where nobody was asked to. */
async function unacknowledged(store: Store, version: PlanVersionRow, { run, departmentOf }: CalculatedRun): Promise<PersonGap[]> {
  const [call, given] = await Promise.all([findAcknowledgementCall(store, version.id), loadAcknowledgements(store, version.id)]);
  if (!call) return [];
  return run.statements.filter((one) => !given.has(one.personId)).map((one) => ({ personId: one.personId, departmentId: departmentOf.get(one.personId) ?? "" }));
}

function comparison(last: RunRow, check: RunToCheck): RunComparison {
  const differences = compareRuns(check.before, check.after);
  const both = differences.flatMap(({ personId, beforeMinor, afterMinor, changeMinor }) => (beforeMinor === null || afterMinor === null ? [] : [{ personId, beforeMinor, afterMinor, changeMinor }]));
  return {
    period: last.period,
    more: both.filter((one) => one.changeMinor > 0).length,
    less: both.filter((one) => one.changeMinor < 0).length,
    added: differences.filter((one) => one.beforeMinor === null).length,
    gone: differences.filter((one) => one.afterMinor === null).length,
    changeMinor: differences.reduce((sum, one) => sum + one.changeMinor, 0),
    departments: changeByDepartment(check),
    largest: [...both].sort((a, b) => Math.abs(b.changeMinor) - Math.abs(a.changeMinor)).slice(0, LARGEST).map(({ personId, beforeMinor, afterMinor }) => ({ personId, beforeMinor, afterMinor })),
  };
}
