import type { Names } from "#app/domain/names.ts";
import type { RunStateCode } from "#app/components/pay/run-state.tsx";
import { monthsOfPayPeriod, payPeriodDays, payPeriodName } from "#app/domain/score/pay-period-months.ts";
import { isPayPeriodClosed } from "#app/operations/calculate-run.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import { loadPlans, loadPlanVersionAt } from "#db/queries/plans.server.ts";
import { loadRuns, openRun } from "#db/queries/runs.server.ts";
import type { Store } from "#db/store.ts";

/** Runs of the list: years of them, and few enough to draw. */
const LISTED = 200;

export interface RunListRow {
  readonly id: string;
  readonly planName: Names;
  readonly period: string;
  readonly state: RunStateCode;
  readonly people: number;
  readonly totalMinor: number;
  readonly currency: string;
  readonly minorDigits: number;
}

/** Runs with their totals; the caller has made sure that the reader may see totals. */
export async function readRunList(store: Store): Promise<RunListRow[]> {
  const [runs, plans] = await Promise.all([loadRuns(store, LISTED), loadPlans(store)]);
  const nameOf = new Map(plans.map((plan) => [plan.id, plan.name]));
  return runs.map((row) => {
    const { totals, currency, minorDigits } = openRun(store, row);
    return { id: row.id, planName: nameOf.get(row.planId) ?? {}, period: row.period, state: row.state, people: row.people, totalMinor: totals.amountMinor, currency, minorDigits };
  });
}

export interface Preparable {
  readonly planId: string;
  readonly planName: Names;
  readonly periods: readonly string[];
}

/** Closed pay periods of each plan without a run, newest first. */
export async function readPreparable(store: Store): Promise<Preparable[]> {
  const [organisation, months, plans, runs] = await Promise.all([loadOrganisation(store), loadPeriods(store), loadPlans(store), loadRuns(store, LISTED)]);
  if (!organisation) return [];
  const done = new Set(runs.map((run) => `${run.planId}/${run.period}`));
  const names = [...new Set(months.filter((row) => row.state === "closed").map((row) => payPeriodName(row.month, organisation.payPeriod)))].reverse();
  const closed: string[] = [];
  for (const name of names) if (monthsOfPayPeriod(name).length > 0 && (await isPayPeriodClosed(store, name))) closed.push(name);
  const found = await Promise.all(
    plans.map(async (plan) => {
      const versions = await Promise.all(closed.map((period) => loadPlanVersionAt(store, plan.id, payPeriodDays(period).from)));
      return { planId: plan.id, planName: plan.name, periods: closed.filter((period, i) => versions[i] !== null && !done.has(`${plan.id}/${period}`)) };
    }),
  );
  return found.filter((one) => one.periods.length > 0);
}
