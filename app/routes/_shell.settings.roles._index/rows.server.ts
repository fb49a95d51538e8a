import { readTableQuery, type TableSpec } from "#app/domain/list/table-query.ts";
import { GRANTED_ROLES } from "#app/domain/access/actor.ts";
import { personName } from "#app/format/person-name.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import { listGrants } from "#db/queries/access-requests.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";

const SPEC: TableSpec<"name" | "from", "role" | "state"> = {
  sortable: ["name", "from"],
  defaultSort: { column: "name", descending: false },
  filters: { role: GRANTED_ROLES, state: ["held", "ended"] },
  pageSize: 50,
};
const CSV_ROWS = 50_000;

/** Roles that were ever granted, with who asked, who confirmed and who took them away. */
export async function readGrantRows(request: Request, { store }: AppContext, { now, locale }: PageFacts, wants: "page" | "file") {
  const query = readTableQuery(new URL(request.url).searchParams, SPEC);
  const { role, state } = query.filters;
  const { rows, total } = await listGrants(store, {
    search: query.search, role: GRANTED_ROLES.find((one) => one === role) ?? null, state: state === "held" || state === "ended" ? state : null, now, sort: query.sort,
    ...(wants === "page" ? { limit: query.pageSize, offset: query.offset } : { limit: CSV_ROWS, offset: 0 }),
  });
  const others = [...new Set(rows.flatMap((row) => [row.grantedBy, row.confirmedBy, row.endedBy].flatMap((id) => id ?? [])))];
  const nameOf = new Map<string, string>();
  for (let at = 0; at < others.length; at += 500) for (const person of await loadPeople(store, others.slice(at, at + 500))) nameOf.set(person.id, personName(person, locale));
  const named = (id: string | null) => (id === null ? null : (nameOf.get(id) ?? null));
  return {
    query, total,
    rows: rows.map((row) => ({
      id: row.id, personId: row.personId, name: personName(row, locale), role: row.role, from: row.from, to: row.to, state: row.to !== null && row.to <= now ? ("ended" as const) : row.from > now ? ("coming" as const) : ("held" as const),
      grantedBy: named(row.grantedBy), confirmedBy: named(row.confirmedBy), endedBy: named(row.endedBy),
    })),
  };
}
export type GrantShown = Awaited<ReturnType<typeof readGrantRows>>["rows"][number];
