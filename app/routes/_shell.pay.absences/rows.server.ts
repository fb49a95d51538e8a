import { readTableQuery } from "#app/domain/list/table-query.ts";
import type { TableSpec } from "#app/domain/list/table-query.ts";
import { foldKey } from "#app/domain/names.ts";
import { ABSENCE_KINDS, isAbsenceKind } from "#app/domain/pay/absence.ts";
import { loadAbsencePage } from "#db/queries/plan-people.server.ts";
import type { Store } from "#db/store.ts";

const SPEC = { sortable: ["person", "from"], defaultSort: { column: "from", descending: true }, filters: { kind: ABSENCE_KINDS }, pageSize: 50 } as const satisfies TableSpec;
/** Rows of a file. */
const FILE_ROWS = 100_000;

/** Absences as the address asks for them, one page or all for a file. */
export async function readAbsenceRows(store: Store, url: URL, as: "page" | "file") {
  const query = readTableQuery(url.searchParams, SPEC);
  const kind = query.filters.kind ?? "";
  const span = as === "file" ? { limit: FILE_ROWS, offset: 0 } : { limit: query.pageSize, offset: query.offset };
  const { rows, total } = await loadAbsencePage(store, { search: foldKey(query.search), column: query.sort.column, descending: query.sort.descending, kind: isAbsenceKind(kind) ? kind : null, ...span });
  return { query, total, rows: rows.map(({ id, personId, surname, givenName, personnelNumber, kind: of, from, to }) => ({ id, personId, surname, givenName, personnelNumber, kind: of, from, to })) };
}
