import { readTableQuery, type TableSpec } from "#app/domain/list/table-query.ts";
import { nameIn } from "#app/domain/names.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { personName } from "#app/format/person-name.ts";
import { listPeople, loadMembershipsOf } from "#db/queries/catalogue.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";

/** The most rows of one file; a company has fewer people. */
const CSV_ROWS = 50_000;

/** People with where they work today: one page, or all of them for a file. No pay. */
export async function readPersonRows(request: Request, context: AppContext, facts: PageFacts, wants: "page" | "file") {
  const { store } = context;
  const departments = await loadDepartments(store);
  const spec: TableSpec<"name" | "number", "department"> = {
    sortable: ["name", "number"],
    defaultSort: { column: "name", descending: false },
    filters: { department: departments.map((row) => row.id) },
    pageSize: 50,
  };
  const query = readTableQuery(new URL(request.url).searchParams, spec);
  const below = query.filters.department ? departmentTree(departments).withBelow(query.filters.department) : null;
  const { rows, total } = await listPeople(store, {
    search: query.search, sort: query.sort, departmentIds: below, date: facts.today,
    ...(wants === "page" ? { limit: query.pageSize, offset: query.offset } : { limit: CSV_ROWS, offset: 0 }),
  });
  const names = new Map(departments.map((row) => [row.id, nameIn(row.name, facts.locale)]));
  const held = new Map<string, { department: string; position: string }>();
  for (let at = 0; at < rows.length; at += 500) {
    for (const row of await loadMembershipsOf(store, rows.slice(at, at + 500).map((person) => person.id))) {
      if (row.from > facts.today || (row.to !== null && row.to <= facts.today) || held.has(row.personId)) continue;
      held.set(row.personId, { department: names.get(row.departmentId) ?? "", position: nameIn(row.position, facts.locale) });
    }
  }
  return {
    query, total,
    rows: rows.map((row) => ({ id: row.id, name: personName(row, facts.locale), number: row.personnelNumber, email: row.email, department: held.get(row.id)?.department ?? null, position: held.get(row.id)?.position ?? null })),
    departments: departments.map((row) => ({ value: row.id, label: names.get(row.id) ?? "" })),
  };
}
