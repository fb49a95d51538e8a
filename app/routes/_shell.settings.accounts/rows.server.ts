import { readTableQuery, type TableSpec } from "#app/domain/list/table-query.ts";
import { GRANTED_ROLES, ROLES, type Role } from "#app/domain/access/actor.ts";
import { personName } from "#app/format/person-name.ts";
import { listAccounts, loadRolesOf } from "#db/queries/settings-pages.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";

const SPEC: TableSpec<"name" | "email" | "created", "role" | "state"> = {
  sortable: ["name", "email", "created"],
  defaultSort: { column: "name", descending: false },
  filters: { role: GRANTED_ROLES, state: ["active", "disabled"] },
  pageSize: 50,
};
const CSV_ROWS = 50_000;

/** Accounts with the roles of their people. Never anything of a password. */
export async function readAccountRows(request: Request, context: AppContext, facts: PageFacts, wants: "page" | "file") {
  const { store } = context;
  const query = readTableQuery(new URL(request.url).searchParams, SPEC);
  const { rows, total } = await listAccounts(store, {
    search: query.search,
    role: GRANTED_ROLES.find((role) => role === query.filters.role) ?? null,
    state: query.filters.state === "active" || query.filters.state === "disabled" ? query.filters.state : null,
    sort: query.sort, now: facts.now,
    ...(wants === "page" ? { limit: query.pageSize, offset: query.offset } : { limit: CSV_ROWS, offset: 0 }),
  });
  const held = new Map<string, Set<Role>>();
  for (let at = 0; at < rows.length; at += 500) {
    for (const row of await loadRolesOf(store, rows.slice(at, at + 500).map((account) => account.personId), facts.now, facts.today)) {
      const role = ROLES.find((known) => known === row.role);
      if (role) held.set(row.personId, (held.get(row.personId) ?? new Set()).add(role));
    }
  }
  return {
    query, total,
    rows: rows.map((row) => ({ id: row.id, personId: row.personId, name: personName(row, facts.locale), email: row.email, roles: [...(held.get(row.personId) ?? [])], isDemo: row.isDemo, hasPassword: row.hasPassword, isLinked: row.isLinked, disabledAt: row.disabledAt, createdAt: row.createdAt })),
  };
}
