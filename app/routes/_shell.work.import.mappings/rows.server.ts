import { readTableQuery, type TableSpec } from "#app/domain/list/table-query.ts";
import type { DraftMapping } from "#app/domain/intake/draft-mapping.ts";
import { shapeOf } from "#app/domain/intake/draft-mapping.ts";
import { foldKey } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import { personName } from "#app/format/person-name.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { listSavedMappings, mappingUses } from "#db/queries/saved-mappings.server.ts";
import type { Store } from "#db/store.ts";

const SPEC: TableSpec<"name" | "saved" | "used", "state"> = { sortable: ["name", "saved", "used"], defaultSort: { column: "name", descending: false }, filters: { state: ["archived"] }, pageSize: 50 };

/** Saved mappings with where they are used. There is one a source: few enough to be sorted here. */
export async function readMappingRows(request: Request, store: Store, locale: Locale) {
  const query = readTableQuery(new URL(request.url).searchParams, SPEC);
  const all = await listSavedMappings(store);
  const wanted = foldKey(query.search);
  const fitting = all.filter((row) => (row.archivedAt !== null) === (query.filters.state === "archived") && foldKey(`${row.name} ${row.source}`).includes(wanted));
  const uses = await mappingUses(store, fitting.map((row) => row.source));
  const lastOf = (source: string) => uses.get(source)?.lastImportAt ?? 0;
  const compare = { name: (a: (typeof fitting)[number], b: (typeof fitting)[number]) => a.name.localeCompare(b.name, locale), saved: (a: (typeof fitting)[number], b: (typeof fitting)[number]) => a.savedAt - b.savedAt, used: (a: (typeof fitting)[number], b: (typeof fitting)[number]) => lastOf(a.source) - lastOf(b.source) }[query.sort.column];
  const shown = fitting.sort((a, b) => compare(a, b) * (query.sort.descending ? -1 : 1)).slice(query.offset, query.offset + query.pageSize);
  const people = new Map((await loadPeople(store, [...new Set(shown.flatMap((row) => (row.savedBy ? [row.savedBy] : [])))])).map((row) => [row.id, row]));
  return {
    query, total: fitting.length,
    rows: shown.map((row) => {
      const person = row.savedBy ? people.get(row.savedBy) : undefined;
      const use = uses.get(row.source)!;
      return { source: row.source, name: row.name, version: row.version, savedAt: row.savedAt, by: person ? personName(person, locale) : null, shape: shapeOf(row.mapping as DraftMapping), isArchived: row.archivedAt !== null, ...use };
    }),
  };
}
