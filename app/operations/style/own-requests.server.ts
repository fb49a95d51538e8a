import type { Names } from "#app/domain/names.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadMemberships } from "#db/queries/people.server.ts";
import { loadAllProducts } from "#db/queries/products.server.ts";
import { loadRequestsOf } from "#db/queries/styles.server.ts";
import type { TaskRow } from "#db/queries/tasks.server.ts";
import type { Store } from "#db/store.ts";

/** So many of the newest are handed out: a file that opens anywhere. */
const MOST_REQUESTS = 5_000;

/** A person's requests for every department they ever belonged to, the newest first, with the names they need. */
export async function readOwnRequests(store: Store, personId: string): Promise<{ readonly rows: readonly TaskRow[]; readonly products: ReadonlyMap<string, Names>; readonly departments: ReadonlyMap<string, Names> }> {
  const [memberships, products, departments] = await Promise.all([loadMemberships(store, "0001-01-01", "9999-12-31", personId), loadAllProducts(store), loadDepartments(store, "all")]);
  return {
    rows: await loadRequestsOf(store, personId, [...new Set(memberships.map((row) => row.departmentId))], MOST_REQUESTS),
    products: new Map(products.map((row) => [row.id, row.name])), departments: new Map(departments.map((row) => [row.id, row.name])),
  };
}
