import { readTableQuery } from "#app/domain/list/table-query.ts";
import type { TableSpec } from "#app/domain/list/table-query.ts";
import type { Actor } from "#app/domain/access/actor.ts";
import { can } from "#app/domain/access/can.ts";
import { nameIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import { departmentSpread, unequalGroups } from "#app/domain/pay/pay-spread.ts";
import { personName } from "#app/format/person-name.ts";
import { readSpread } from "#app/operations/read-spread.server.ts";
import { hiddenSums } from "#app/web/hidden-sums.server.ts";
import { pageOfRows } from "#app/web/page-of-rows.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { loadPlans } from "#db/queries/plans.server.ts";
import { loadRuns, openRun } from "#db/queries/runs.server.ts";
import type { Store } from "#db/store.ts";

const SPEC = { sortable: ["department", "people", "median", "amount"], defaultSort: { column: "department", descending: false }, filters: {}, pageSize: 50 } as const satisfies TableSpec;
/** Runs of the table: years of them. */
const RUNS = 120;

/** What the plans cost, how one run spreads over the departments, and who is paid differently for the same; people for HR and auditors only. */
export async function readSpreadPage(store: Store, actor: Actor, url: URL, locale: Locale) {
  const [runs, plans, departments] = await Promise.all([loadRuns(store, RUNS), loadPlans(store), loadDepartments(store, "all")]);
  const planName = new Map(plans.map((plan) => [plan.id, nameIn(plan.name, locale)]));
  const budget = runs.map((row) => {
    const { totals, fund, currency, minorDigits } = openRun(store, row);
    const limitMinor = fund.limitMinor;
    const against = limitMinor ?? totals.proratedMinor;
    return {
      runId: row.id, plan: planName.get(row.planId) ?? "–", period: row.period, state: row.state, people: row.people, targetMinor: totals.proratedMinor, amountMinor: totals.amountMinor, limitMinor, currency, minorDigits,
      useBp: against === 0 ? null : Math.round((10_000 * totals.amountMinor) / against),
    };
  });
  const asked = url.searchParams.get("run");
  const run = runs.find((row) => row.id === asked) ?? runs.find((row) => row.state === "published" || row.state === "exported") ?? runs[0] ?? null;
  const chosen = budget.find((row) => row.runId === run?.id) ?? null;
  const query = readTableQuery(url.searchParams, SPEC);
  const seesPeople = can(actor, "statement.read_any");
  if (!run || !chosen) return { budget, chosen: null, query, departments: [], all: [], total: 0, groups: [], seesPeople };
  const spread = await readSpread(store, run);
  const nameOf = new Map(departments.map((one) => [one.id, nameIn(one.name, locale)]));
  const departmentsOfRun = departmentSpread(spread.people);
  const hidden = hiddenSums(actor, departmentsOfRun);
  const rows = departmentsOfRun.map((one) => {
    return { ...one, ...(hidden.has(one.departmentId) ? { targetMinor: null, amountMinor: null, lowestBp: null, medianBp: null, highestBp: null } : {}), name: nameOf.get(one.departmentId) ?? "–" };
  });
  const { rows: page, all } = pageOfRows(rows, query, { text: (one) => `${one.name}`, sort: { department: (one) => one.name, people: (one) => one.people, median: (one) => one.medianBp, amount: (one) => one.amountMinor }, filter: {} });
  const unequal = seesPeople ? unequalGroups(spread.people) : [];
  const people = new Map((await loadPeople(store, [...new Set(unequal.flatMap((one) => [one.lowest.personId, one.highest.personId]))])).map((person) => [person.id, personName(person, locale)]));
  const groups = unequal.map((one) => ({ ...one, position: nameIn(spread.positions.get(one.position) ?? {}, locale), lowestName: people.get(one.lowest.personId) ?? "–", highestName: people.get(one.highest.personId) ?? "–" }));
  return { budget, chosen, query, departments: page, all, total: all.length, groups, seesPeople };
}
