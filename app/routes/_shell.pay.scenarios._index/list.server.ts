import { readTableQuery } from "#app/domain/list/table-query.ts";
import type { TableSpec } from "#app/domain/list/table-query.ts";
import { nameIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import { payPeriodDays, payPeriodName } from "#app/domain/score/pay-period-months.ts";
import { personName } from "#app/format/person-name.ts";
import { pageOfRows } from "#app/web/page-of-rows.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import { loadPlans, loadPlanVersionAt } from "#db/queries/plans.server.ts";
import { loadScenarios } from "#db/queries/scenarios.server.ts";
import type { Store } from "#db/store.ts";

const SPEC = { sortable: ["name", "period", "changed"], defaultSort: { column: "changed", descending: true }, filters: {}, pageSize: 50 } as const satisfies TableSpec;
/** Scenarios of one person and those that are shared. */
const LISTED = 500;
/** Pay periods that a new scenario may start from: the running one and a year before it. */
const PERIODS = 5;

/** The own and the shared scenarios, and the plans and periods that a new one may start from. */
export async function readScenarioList(store: Store, personId: string, url: URL, now: number, locale: Locale) {
  const [scenarios, plans, organisation, months] = await Promise.all([loadScenarios(store, personId, LISTED), loadPlans(store), loadOrganisation(store), loadPeriods(store)]);
  const planName = new Map(plans.map((plan) => [plan.id, nameIn(plan.name, locale)]));
  const owners = new Map((await loadPeople(store, [...new Set(scenarios.map((one) => one.ownerId))])).map((person) => [person.id, personName(person, locale)]));
  const query = readTableQuery(url.searchParams, SPEC);
  const rows = scenarios.map((one) => ({
    id: one.id, name: one.name, plan: planName.get(one.planId) ?? "–", period: one.period, isOwn: one.ownerId === personId, owner: owners.get(one.ownerId) ?? "–", shared: one.shared, changedAt: one.changedAt,
  }));
  const { rows: page, all } = pageOfRows(rows, query, { text: (one) => `${one.name} ${one.plan}`, sort: { name: (one) => one.name, period: (one) => one.period, changed: (one) => one.changedAt }, filter: {} });
  const begun = months.filter((row) => row.from <= now).map((row) => payPeriodName(row.month, organisation?.payPeriod ?? "quarter"));
  const periods = [...new Set(begun)].sort().reverse().slice(0, PERIODS);
  const startable = await Promise.all(
    plans.map(async (plan) => {
      const versions = await Promise.all(periods.map((period) => loadPlanVersionAt(store, plan.id, payPeriodDays(period).from)));
      return { planId: plan.id, planName: plan.name, periods: periods.filter((_, i) => versions[i] !== null) };
    }),
  );
  return { query, rows: page, total: all.length, startable: startable.filter((one) => one.periods.length > 0) };
}
