import { readTableQuery, type TableSpec } from "#app/domain/list/table-query.ts";
import { nameIn } from "#app/domain/names.ts";
import { personName } from "#app/format/person-name.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import { pageOfRows } from "#app/web/page-of-rows.server.ts";
import { loadGroupMembersOn } from "#db/queries/agreement-pages.server.ts";
import { loadAllGroups } from "#db/queries/organisation.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";

const SPEC: TableSpec<"name" | "code" | "representative" | "members", never> = {
  sortable: ["name", "code", "representative", "members"],
  defaultSort: { column: "name", descending: false },
  filters: {},
  pageSize: 50,
};

/** Client groups that are not archived, with their representative and how many departments are in them today. */
export async function readGroupRows(request: Request, context: AppContext, { locale, today }: PageFacts) {
  const [all, members] = await Promise.all([loadAllGroups(context.store), loadGroupMembersOn(context.store, today)]);
  const groups = all.filter((row) => row.archivedAt === null);
  const people = new Map((await loadPeople(context.store, groups.flatMap((row) => (row.representativeId ? [row.representativeId] : [])))).map((row) => [row.id, personName(row, locale)]));
  const rows = groups.map((row) => ({
    id: row.id, code: row.code, name: nameIn(row.name, locale), representative: people.get(row.representativeId ?? "") ?? null, members: members.filter((member) => member.groupId === row.id).length,
  }));
  const query = readTableQuery(new URL(request.url).searchParams, SPEC);
  const page = pageOfRows(rows, query, {
    text: (row) => `${row.name} ${row.code} ${row.representative ?? ""}`,
    sort: { name: (row) => row.name, code: (row) => row.code, representative: (row) => row.representative, members: (row) => row.members },
    filter: {},
  });
  return { query, ...page };
}
