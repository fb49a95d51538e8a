import { readTableQuery, type TableSpec } from "#app/domain/list/table-query.ts";
import { PRODUCT_KINDS } from "#app/domain/agreement/terms.ts";
import { agreementStanding } from "#app/domain/agreement/version-state.ts";
import { nameIn } from "#app/domain/names.ts";
import { groupBy } from "#app/operations/agreement-book.server.ts";
import { listAgreements, loadObligationLines, loadVersionHeads } from "#db/queries/agreement-pages.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadAllProducts } from "#db/queries/products.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import { pageOfRows } from "#app/web/page-of-rows.server.ts";

const SORTABLE = ["name", "provider", "kind", "clients", "obligations"] as const;

/** Products with how many clients are promised them today. What is promised stays with the parties; only its extent is shown. */
export async function readProductRows(request: Request, context: AppContext, facts: PageFacts) {
  const { store } = context;
  const [all, departments, agreements] = await Promise.all([loadAllProducts(store), loadDepartments(store, "all"), listAgreements(store, { side: "all" })]);
  const ids = agreements.map((row) => row.id);
  const [versions, lines] = await Promise.all([loadVersionHeads(store, ids), loadObligationLines(store, ids)]);
  const inForce = new Set<string>();
  for (const group of groupBy(versions, (row) => row.agreementId).values()) {
    const standing = agreementStanding(group, facts.today);
    if (standing?.state === "in_force") inForce.add(standing.version.id);
  }
  const linesOf = groupBy(lines.filter((line) => inForce.has(line.versionId)), (line) => line.productId);
  const names = new Map(departments.map((row) => [row.id, nameIn(row.name, facts.locale)]));
  const asked = new URL(request.url).searchParams;
  // Archived products are shown when they are asked for.
  const products = asked.get("status") === "archived" ? all.filter((row) => row.archivedAt !== null) : all.filter((row) => row.archivedAt === null);
  const tags = [...new Set(products.flatMap((row) => row.tags ?? []))].sort();
  const providers = [...new Set(products.map((row) => row.providerId))].filter((id) => names.has(id));
  const spec: TableSpec<(typeof SORTABLE)[number], "provider" | "kind" | "tag" | "status"> = {
    sortable: SORTABLE,
    defaultSort: { column: "name", descending: false },
    filters: { provider: providers, kind: PRODUCT_KINDS, tag: tags, status: ["archived"] },
    pageSize: 50,
  };
  const query = readTableQuery(asked, spec);
  const rows = products.map((product) => {
    const promised = linesOf.get(product.id) ?? [];
    return {
      id: product.id, code: product.code, kind: product.kind, name: nameIn(product.name, facts.locale), providerId: product.providerId, provider: names.get(product.providerId) ?? "",
      clients: new Set(promised.map((line) => line.agreementId)).size,
      obligations: promised.length,
      tags: product.tags ?? [],
      about: product.description ? `${product.description.en ?? ""} ${product.description.ru ?? ""}` : "",
    };
  });
  const page = pageOfRows(rows, query, {
    text: (row) => `${row.name} ${row.provider} ${row.code} ${row.tags.join(" ")} ${row.about}`,
    sort: { name: (row) => row.name, provider: (row) => row.provider, kind: (row) => row.kind, clients: (row) => row.clients, obligations: (row) => row.obligations },
    filter: { provider: (row, value) => row.providerId === value, kind: (row, value) => row.kind === value, tag: (row, value) => row.tags.includes(value), status: () => true },
  });
  return {
    query, ...page, everything: rows, tags,
    providers: providers.map((id) => ({ value: id, label: names.get(id) ?? "" })),
  };
}
