import { nameIn, type Locale } from "#app/domain/names.ts";
import { personName } from "#app/format/person-name.ts";
import type { IncidentFilter, IncidentWithDepartments } from "#db/queries/incidents.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { Store } from "#db/store.ts";
import { foldKey } from "#app/domain/names.ts";
import { readTableQuery } from "#app/domain/list/table-query.ts";

/** Incidents with the names that a list or page shows. */
export async function nameIncidents(store: Store, rows: readonly IncidentWithDepartments[], locale: Locale) {
  const departments = new Map((await loadDepartments(store, "all")).map((row) => [row.id, nameIn(row.name, locale)]));
  const ids = [...new Set(rows.flatMap((row) => [row.declaredBy, row.changedBy, row.withdrawnBy]).flatMap((id) => id ?? []))];
  const people = new Map((ids.length > 0 ? await loadPeople(store, ids) : []).map((row) => [row.id, personName(row, locale)]));
  return rows.map((row) => ({
    id: row.id, title: row.title, evidence: row.evidence, from: row.from, to: row.to, rowVersion: row.rowVersion,
    departments: row.departmentIds.map((id) => departments.get(id) ?? "–").sort((a, b) => a.localeCompare(b, locale)).join(", "),
    state: row.withdrawnAt === null ? ("standing" as const) : ("withdrawn" as const),
    by: people.get(row.declaredBy) ?? "–", declaredAt: row.declaredAt,
    changedBy: people.get(row.changedBy ?? "") ?? null, changedAt: row.changedAt,
    withdrawnBy: people.get(row.withdrawnBy ?? "") ?? null, withdrawnAt: row.withdrawnAt, withdrawnBecause: row.withdrawnBecause,
  }));
}
export type NamedIncident = Awaited<ReturnType<typeof nameIncidents>>[number];

/** The list's address as a question, for the page and its CSV alike. */
export function readIncidentQuery(url: URL, departmentIds: readonly string[]) {
  const query = readTableQuery(url.searchParams, { sortable: ["from"], defaultSort: { column: "from", descending: true }, filters: { state: ["standing", "withdrawn"], department: departmentIds }, pageSize: 50 });
  const filter: IncidentFilter = { search: foldKey(query.search), departmentId: query.filters.department ?? null, state: (query.filters.state ?? null) as IncidentFilter["state"] };
  return { query, filter };
}
