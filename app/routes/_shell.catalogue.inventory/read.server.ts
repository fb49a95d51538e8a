import { readTableQuery, type TableSpec } from "#app/domain/list/table-query.ts";
import { pageOfRows } from "#app/web/page-of-rows.server.ts";
import { can } from "#app/domain/access/can.ts";
import { agreementStanding } from "#app/domain/agreement/version-state.ts";
import { nameIn } from "#app/domain/names.ts";
import { INVENTORY_OUTCOMES, matchInventory } from "#app/domain/organisation/inventory.ts";
import { groupBy } from "#app/operations/agreement-book.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { listAgreements, loadObligationLines, loadVersionHeads } from "#db/queries/agreement-pages.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadAllProducts, loadClaims } from "#db/queries/products.server.ts";
import type { Store } from "#db/store.ts";

/** Years that can be looked at besides this one. */
const YEARS_BACK = 3;

/** Whether the viewer speaks for a department in the inventory. */
export const speaksFor = (viewer: Viewer, departmentId: string): boolean => can(viewer.actor, "relationship.edit", { partyIds: [departmentId] });

export function inventoryYear(request: Request, today: string): number {
  const now = Number(today.slice(0, 4));
  const asked = Number(new URL(request.url).searchParams.get("year"));
  return Number.isInteger(asked) && asked >= now - YEARS_BACK && asked <= now + 1 ? asked : now;
}

const SPEC: TableSpec<"outcome" | "product" | "provider" | "client", "outcome"> = {
  sortable: ["outcome", "product", "provider", "client"], defaultSort: { column: "outcome", descending: false }, filters: { outcome: INVENTORY_OUTCOMES }, pageSize: 50,
};

/** A year's inventory as far as the viewer is a party or oversees it. */
export async function readInventory(store: Store, viewer: Viewer, { locale, today }: PageFacts, year: number, params: URLSearchParams) {
  const [claims, departments, products] = await Promise.all([loadClaims(store, year), loadDepartments(store, "all"), loadAllProducts(store)]);
  const names = new Map(departments.map((row) => [row.id, nameIn(row.name, locale)]));
  const productNames = new Map(products.map((row) => [row.id, nameIn(row.name, locale)]));
  const noteOf = (line: { providerId: string; clientId: string; productId: string }) =>
    claims.filter((row) => row.providerId === line.providerId && row.clientId === line.clientId && row.productId === line.productId && row.note).map((row) => row.note!).join(" · ");
  const lines = matchInventory(claims)
    .filter((line) => can(viewer.actor, "relationship.read", { partyIds: [line.providerId, line.clientId] }))
    .map((line) => ({
      ...line, providerName: names.get(line.providerId) ?? "", clientName: names.get(line.clientId) ?? "", product: productNames.get(line.productId) ?? "", note: noteOf(line),
      speaks: (["provider", "client"] as const).filter((side) => speaksFor(viewer, side === "provider" ? line.providerId : line.clientId)),
    }));
  const query = readTableQuery(params, SPEC);
  const page = pageOfRows(lines, query, {
    text: (row) => `${row.product} ${row.providerName} ${row.clientName} ${row.note}`,
    sort: { outcome: (row) => INVENTORY_OUTCOMES.indexOf(row.outcome), product: (row) => row.product, provider: (row) => row.providerName, client: (row) => row.clientName },
    filter: { outcome: (row, value) => row.outcome === value },
  });
  const current = await loadDepartments(store);
  const own = current.filter((row) => !row.isTeam && speaksFor(viewer, row.id)).map((row) => ({ value: row.id, label: nameIn(row.name, locale) }));
  return {
    year, years: Array.from({ length: YEARS_BACK + 2 }, (_, i) => Number(today.slice(0, 4)) + 1 - i),
    query, lines: page.rows, all: page.all, total: page.total, isEmpty: lines.length === 0, open: lines.filter((line) => !line.isClosed).length, agreed: lines.filter((line) => line.outcome === "agreed").length,
    own,
    departments: current.filter((row) => !row.isTeam).map((row) => ({ value: row.id, label: nameIn(row.name, locale) })),
    products: products.filter((row) => row.archivedAt === null).map((row) => ({ value: row.id, label: `${nameIn(row.name, locale)} (${names.get(row.providerId) ?? ""})` })),
  };
}

/** What agreements in force promise with the viewer's departments, as claims of their side: groups and everyone are left to people. */
export async function promisedClaims(store: Store, viewer: Viewer, today: string) {
  const agreements = (await listAgreements(store, { side: "all" })).filter((row) => row.clientDepartmentId !== null);
  const ids = agreements.map((row) => row.id);
  const [heads, lines] = await Promise.all([loadVersionHeads(store, ids), loadObligationLines(store, ids)]);
  const versionsOf = groupBy(heads, (row) => row.agreementId);
  return agreements.flatMap((row) => {
    const standing = agreementStanding(versionsOf.get(row.id) ?? [], today);
    if (standing?.state !== "in_force") return [];
    const productIds = [...new Set(lines.filter((line) => line.versionId === standing.version.id).map((line) => line.productId))];
    const sides = (["provider", "client"] as const).filter((side) => speaksFor(viewer, side === "provider" ? row.providerId : row.clientDepartmentId!));
    return sides.flatMap((side) => productIds.map((productId) => ({ side, providerId: row.providerId, clientId: row.clientDepartmentId!, productId })));
  });
}
