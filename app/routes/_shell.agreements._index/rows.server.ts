import { readTableQuery, type TableSpec } from "#app/domain/list/table-query.ts";
import { can } from "#app/domain/access/can.ts";
import { ownDepartments } from "#app/domain/access/own-departments.ts";
import { SHOWN_VERSION_STATES } from "#app/domain/agreement/version-state.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { nameIn } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { openPartyBook } from "#app/operations/negotiating-person.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { readAgreements } from "#app/operations/read-agreements.server.ts";
import { loadGroupMembersOn } from "#db/queries/agreement-pages.server.ts";
import type { AgreementScope } from "#db/queries/agreement-pages.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import { pageOfRows } from "#app/web/page-of-rows.server.ts";
import type { Viewer } from "#app/web/session.server.ts";

export const SIDES = ["all", "given", "received"] as const;
export type Side = (typeof SIDES)[number];

/** Whose move a negotiation is. */
export const TURNS = ["mine", "theirs", "none"] as const;

const SPEC: TableSpec<"provider" | "client" | "kept" | "next" | "state" | "turn", "state" | "turn"> = {
  sortable: ["provider", "client", "kept", "next", "state", "turn"],
  defaultSort: { column: "kept", descending: false },
  filters: { state: SHOWN_VERSION_STATES, turn: TURNS },
  pageSize: 50,
};

/** The agreements that a person may see by one of the tabs, as the page and its CSV show them. */
export async function readAgreementRows(request: Request, context: AppContext, viewer: Viewer, facts: PageFacts) {
  const params = new URL(request.url).searchParams;
  const query = readTableQuery(params, SPEC);
  const overseer = can(viewer.actor, "agreement.read");
  const sides = overseer ? SIDES : (["given", "received"] as const);
  const asked = sides.find((known) => known === params.get("side"));
  const everyone = translateIn(facts.locale, "agreements")("everyone");

  const mine = ownDepartments(viewer.actor);
  const members = await loadGroupMembersOn(context.store, facts.today);
  const scopes: Record<Side, AgreementScope> = {
    all: { side: "all" },
    given: { side: "given", departmentIds: mine },
    received: { side: "received", departmentIds: mine, groupIds: [...new Set(members.filter((row) => mine.includes(row.departmentId)).map((row) => row.groupId))] },
  };
  const departments = await loadDepartments(context.store);
  const parties = await openPartyBook(context.store, departments, departmentTree(departments), facts.today);
  const read = (side: Side) => readAgreements(context.store, scopes[side], { today: facts.today, months: [facts.month] }, (agreement) => parties.personFor(viewer.actor, agreement).sides);
  // Who only receives begins with what is owed, who only delivers with what was promised.
  let side: Side = asked ?? (overseer && mine.length === 0 ? "all" : "given");
  let found = await read(side);
  if (!asked && found.length === 0) {
    side = overseer ? "all" : "received";
    found = await read(side);
  }

  const rows = found.map(({ products, provider, client, standing, kept, ...row }) => ({
    ...row,
    provider: { id: provider.id, name: nameIn(provider.name, facts.locale) },
    client: { id: client.id, name: client.name ? nameIn(client.name, facts.locale) : everyone },
    products: products.map((name) => nameIn(name, facts.locale)),
    state: standing.state,
    nextChange: standing.nextChange,
    kept,
  }));
  const page = pageOfRows(rows, query, {
    text: (row) => `${row.provider.name} ${row.client.name} ${row.code} ${row.products.join(" ")}`,
    sort: {
      provider: (row) => row.provider.name,
      client: (row) => row.client.name,
      kept: (row) => row.kept.bp,
      next: (row) => row.nextChange?.on ?? null,
      state: (row) => row.state,
      turn: (row) => turnOfRow(row.open),
    },
    filter: { state: (row, value) => row.state === value, turn: (row, value) => turnOfRow(row.open) === value },
  });
  return { query, sides, side, ...page, everything: rows };
}

const turnOfRow = (open: { readonly isMine: boolean } | null): (typeof TURNS)[number] => (open === null ? "none" : open.isMine ? "mine" : "theirs");

export type AgreementListRow = Awaited<ReturnType<typeof readAgreementRows>>["rows"][number];
