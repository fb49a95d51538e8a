import { readTableQuery, type TableSpec } from "#app/domain/list/table-query.ts";
import { NEED_DIMENSIONS, NEED_STATES } from "#app/domain/agreement/need.ts";
import { nameIn } from "#app/domain/names.ts";
import type { Locale } from "#app/domain/names.ts";
import { pageOfRows } from "#app/web/page-of-rows.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadNeeds } from "#db/queries/needs.server.ts";
import { loadAllProducts } from "#db/queries/products.server.ts";
import type { Store } from "#db/store.ts";
import { mayFor } from "../_shell.needs.new/speak.server.ts";

const SPEC: TableSpec<"product" | "client" | "provider" | "at", "state" | "dimension"> = {
  sortable: ["product", "client", "provider", "at"], defaultSort: { column: "at", descending: true }, filters: { state: NEED_STATES, dimension: NEED_DIMENSIONS }, pageSize: 50,
};

/** The needs that a viewer may read, as the address searches, filters and sorts them. */
export async function readNeedRows(request: Request, store: Store, viewer: Viewer, locale: Locale) {
  const [needs, departments, products] = await Promise.all([loadNeeds(store, null), loadDepartments(store, "all"), loadAllProducts(store)]);
  const names = new Map(departments.map((row) => [row.id, nameIn(row.name, locale)]));
  const productNames = new Map(products.map((row) => [row.id, nameIn(row.name, locale)]));
  const everything = needs
    .filter((row) => mayFor(viewer, "profile.read", row.clientId, row.providerId))
    .map((row) => ({
      id: row.id, product: productNames.get(row.productId) ?? "", client: names.get(row.clientId) ?? "", provider: names.get(row.providerId) ?? "", dimension: row.dimension, importance: row.importance, state: row.state,
      what: row.details.what, reply: row.reply, at: row.statedAt,
    }));
  const query = readTableQuery(new URL(request.url).searchParams, SPEC);
  const page = pageOfRows(everything, query, {
    text: (row) => `${row.product} ${row.client} ${row.provider} ${row.what}`,
    sort: { product: (row) => row.product, client: (row) => row.client, provider: (row) => row.provider, at: (row) => row.at },
    filter: { state: (row, value) => row.state === value, dimension: (row, value) => row.dimension === value },
  });
  return { query, ...page, open: everything.filter((row) => row.state === "open").length };
}
