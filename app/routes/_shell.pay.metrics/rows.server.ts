import { readTableQuery, type TableSpec } from "#app/domain/list/table-query.ts";
import { nameIn, type Locale } from "#app/domain/names.ts";
import { pageOfRows } from "#app/web/page-of-rows.server.ts";
import { loadExternalMetrics, loadExternalValues } from "#db/queries/external-metrics.server.ts";
import type { Store } from "#db/store.ts";

const SPEC = { sortable: ["metric", "period", "at"], defaultSort: { column: "at", descending: true }, filters: { state: ["holds", "replaced"] }, pageSize: 50 } as const satisfies TableSpec;

export interface ExternalValueShown {
  readonly id: string;
  readonly metric: string;
  readonly period: string;
  readonly value: string;
  readonly source: string;
  readonly at: number;
  readonly state: "holds" | "replaced";
}

/** The metrics from outside, and every value that was entered, the newest of a period in force. */
export async function readExternalValues(store: Store, url: URL, locale: Locale) {
  const [metrics, values] = await Promise.all([loadExternalMetrics(store), loadExternalValues(store)]);
  const nameOf = new Map(metrics.map((metric) => [metric.id, nameIn(metric.name, locale)]));
  const seen = new Set<string>();
  const shown = values.map((row): ExternalValueShown => {
    const key = `${row.metricId}/${row.period}`;
    const state = seen.has(key) ? "replaced" : "holds";
    seen.add(key);
    return { id: `${key}/${row.number}`, metric: nameOf.get(row.metricId) ?? "–", period: row.period, value: row.value, source: row.source, at: row.enteredAt, state };
  });
  const query = readTableQuery(url.searchParams, SPEC);
  const page = pageOfRows(shown, query, {
    text: (row) => `${row.metric} ${row.period} ${row.source}`,
    sort: { metric: (row) => row.metric, period: (row) => row.period, at: (row) => row.at },
    filter: { state: (row, wanted) => row.state === wanted },
  });
  return { metrics, query, ...page, known: seen.size };
}
