import { reachesTarget } from "#app/domain/agreement/kpi-value.ts";
import type { Locale } from "#app/domain/names.ts";
import { personName } from "#app/format/person-name.ts";
import { type KpiRow, loadKpiValues } from "#db/queries/needs.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { Store } from "#db/store.ts";

/** The figures of a client month by month, the newest first; what was said earlier about the same month stands beside it. */
export async function readKpiValues(store: Store, kpis: readonly KpiRow[], locale: Locale) {
  const rows = await loadKpiValues(store, kpis.map((row) => row.id));
  const people = new Map((await loadPeople(store, [...new Set(rows.map((row) => row.enteredBy))])).map((row) => [row.id, personName(row, locale)]));
  const newest = rows.filter((row, index) => rows.findIndex((one) => one.kpiId === row.kpiId && one.month === row.month) === index);
  return newest.map((row) => {
    const kpi = kpis.find((one) => one.id === row.kpiId)!;
    return {
      id: `${row.kpiId} ${row.month}`, kpiId: row.kpiId, month: row.month, name: kpi.name, unit: kpi.unit, value: row.value, target: kpi.target, isHigherBetter: kpi.isHigherBetter, note: row.note,
      reached: reachesTarget(row.value, kpi.target, kpi.isHigherBetter), by: people.get(row.enteredBy) ?? "", at: row.enteredAt,
      earlier: rows.filter((one) => one.kpiId === row.kpiId && one.month === row.month && one.number < row.number).map((one) => one.value),
    };
  });
}

export type KpiValueShown = Awaited<ReturnType<typeof readKpiValues>>[number];
