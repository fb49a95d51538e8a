import { and, asc, eq, isNull, or } from "drizzle-orm";
import type { ProductKind } from "#app/domain/agreement/terms.ts";
import type { ClaimState } from "#app/domain/organisation/inventory.ts";
import type { Names } from "#app/domain/names.ts";
import { foldKey, nameIn } from "#app/domain/names.ts";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, Writer } from "../store.ts";

export interface ProductFields {
  readonly kind: ProductKind;
  readonly name: Names;
  readonly description: Names | null;
  readonly unit: Names | null;
  readonly ownerId: string | null;
  readonly tags: readonly string[];
}

export function insertProduct(store: Store, w: Writer, row: ProductFields & { readonly id: string; readonly code: string; readonly providerId: string }): Expecting {
  const { product: p } = store.t;
  return exactly(1, w.insert(p).values({ ...row, sortKey: foldKey(nameIn(row.name, "ru")), archivedAt: null }).returning({ id: p.id }));
}

export function updateProduct(store: Store, w: Writer, id: string, set: ProductFields): Expecting {
  const { product: p } = store.t;
  return exactly(1, w.update(p).set({ ...set, sortKey: foldKey(nameIn(set.name, "ru")) }).where(eq(p.id, id)).returning({ id: p.id }));
}

/** Archives a product or brings it back. */
export function setProductArchived(store: Store, w: Writer, id: string, archivedAt: number | null): Expecting {
  const { product: p } = store.t;
  return exactly(1, w.update(p).set({ archivedAt }).where(eq(p.id, id)).returning({ id: p.id }));
}

/** Every product, archived ones too. */
export async function loadAllProducts(store: Store): Promise<Store["t"]["product"]["$inferSelect"][]> {
  const { product: p } = store.t;
  return store.q.select().from(p).orderBy(asc(p.sortKey), asc(p.id));
}

export interface ClaimRow {
  readonly year: number;
  readonly providerId: string;
  readonly clientId: string;
  readonly productId: string;
  readonly side: "provider" | "client";
  readonly state: ClaimState;
  readonly note: string | null;
  readonly saidBy: string;
  readonly saidAt: number;
}

/** What was said in a year's inventory, of all or of one department on either side. */
export async function loadClaims(store: Store, year: number, departmentId?: string): Promise<ClaimRow[]> {
  const { inventoryClaim: c } = store.t;
  return store.q
    .select()
    .from(c)
    .where(and(eq(c.year, year), departmentId === undefined ? undefined : or(eq(c.providerId, departmentId), eq(c.clientId, departmentId))))
    .orderBy(asc(c.providerId), asc(c.clientId), asc(c.productId), asc(c.side));
}

/** Says it, or says it anew. */
export function putClaim(store: Store, w: Writer, row: ClaimRow): Statement {
  const { inventoryClaim: c } = store.t;
  const { state, note, saidBy, saidAt } = row;
  return w
    .insert(c)
    .values(row)
    .onConflictDoUpdate({ target: [c.year, c.providerId, c.clientId, c.productId, c.side], set: { state, note, saidBy, saidAt } })
    .returning({ id: c.productId }) as Statement;
}

/** Products that are not archived, of one provider. */
export async function loadProductsOf(store: Store, providerId: string): Promise<{ id: string; name: Names; code: string }[]> {
  const { product: p } = store.t;
  return store.q.select({ id: p.id, name: p.name, code: p.code }).from(p).where(and(eq(p.providerId, providerId), isNull(p.archivedAt))).orderBy(asc(p.sortKey), asc(p.id));
}
