import { readTableQuery } from "#app/domain/list/table-query.ts";
import type { TableSpec } from "#app/domain/list/table-query.ts";
import { foldKey } from "#app/domain/names.ts";
import { loadBasePage, openBase } from "#db/queries/plan-people.server.ts";
import type { Store } from "#db/store.ts";

const SPEC = { sortable: ["person"], defaultSort: { column: "person", descending: false }, filters: {}, pageSize: 50 } as const satisfies TableSpec;
/** Rows of a file. */
const FILE_ROWS = 100_000;

/** Pay bases as the address asks for them, one page or all for a file, opened: the reader may see amounts. */
export async function readBaseRows(store: Store, url: URL, as: "page" | "file") {
  const query = readTableQuery(url.searchParams, SPEC);
  const span = as === "file" ? { limit: FILE_ROWS, offset: 0 } : { limit: query.pageSize, offset: query.offset };
  const { rows, total } = await loadBasePage(store, { search: foldKey(query.search), descending: query.sort.descending, ...span });
  return { query, total, rows: rows.map(({ id, personId, surname, givenName, personnelNumber, from, baseSealed }) => ({ id, personId, surname, givenName, personnelNumber, from, baseMinor: openBase(store, { id, baseSealed }) })) };
}
