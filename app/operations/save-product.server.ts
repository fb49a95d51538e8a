import { PRODUCT_KINDS } from "#app/domain/agreement/terms.ts";
import { agreementStanding } from "#app/domain/agreement/version-state.ts";
import { CODE } from "#app/domain/organisation/check-department.ts";
import type { Refused, Result } from "#app/domain/refusal.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import { loadObligationsOf, loadVersionHeads } from "#db/queries/agreement-pages.server.ts";
import { findProduct } from "#db/queries/catalogue.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { insertProduct, setProductArchived, updateProduct } from "#db/queries/products.server.ts";
import type { ProductFields } from "#db/queries/products.server.ts";
import { newId } from "#db/new-id.server.ts";
import { DuplicateError } from "#db/store.ts";
import { groupBy } from "./agreement-book.server.ts";
import type { OperationContext } from "./context.ts";

export const MOST_TAGS = 10;
const MOST_TAG_CHARACTERS = 30;

export interface ProductDraft extends ProductFields {
  /** null = a new product. */
  readonly id: string | null;
  readonly code: string;
  /** Stays once the product is there: agreements are with its provider. */
  readonly providerId: string;
}

export type ProductFault = "unknown_product" | "no_name" | "bad_code" | "code_taken" | "no_provider" | "no_kind" | "no_person" | "too_many_tags";
export type SavedProduct = { readonly ok: true; readonly productId: string } | { readonly ok: false; readonly faults: readonly Refused<ProductFault>[] };

/** Adds a product or changes its names, kind, unit, description, owner and tags. Whether the actor may is asked before, for its provider. */
export async function saveProduct(ctx: OperationContext, draft: ProductDraft): Promise<SavedProduct> {
  const { store, now } = ctx;
  const [known, departments, owners] = await Promise.all([
    draft.id === null ? null : findProduct(store, draft.id), loadDepartments(store), draft.ownerId === null ? [] : loadPeople(store, [draft.ownerId]),
  ]);
  if (draft.id !== null && !known) return { ok: false, faults: [refused("unknown_product")] };
  const faults: Refused<ProductFault>[] = [];
  if (!draft.name.en && !draft.name.ru) faults.push(refused("no_name", undefined, "nameEn"));
  if (!known && !CODE.test(draft.code)) faults.push(refused("bad_code", undefined, "code"));
  if (!known && !departments.some((row) => row.id === draft.providerId && !row.isTeam)) faults.push(refused("no_provider", undefined, "providerId"));
  if (!PRODUCT_KINDS.includes(draft.kind)) faults.push(refused("no_kind", undefined, "kind"));
  if (draft.ownerId !== null && !owners.some((row) => row.archivedAt === null)) faults.push(refused("no_person", undefined, "ownerId"));
  if (draft.tags.length > MOST_TAGS || draft.tags.some((tag) => tag.length > MOST_TAG_CHARACTERS)) faults.push(refused("too_many_tags", { most: MOST_TAGS, characters: MOST_TAG_CHARACTERS }, "tags"));
  if (faults.length > 0) return { ok: false, faults };
  const productId = known?.id ?? newId();
  const { kind, name, description, unit, ownerId, tags } = draft;
  const set = { kind, name, description, unit, ownerId, tags };
  const before = known && { kind: known.kind, name: known.name, description: known.description, unit: known.unit, ownerId: known.ownerId, tags: known.tags };
  try {
    await store.writeAll(
      (w) => [known ? updateProduct(store, w, productId, set) : insertProduct(store, w, { id: productId, code: draft.code, providerId: draft.providerId, ...set })],
      { at: now, actor: ctx.actor, action: known ? "product.edit" : "product.add", entity: "product", entityId: productId, details: { code: known?.code ?? draft.code, before, after: set } },
    );
  } catch (error) {
    if (error instanceof DuplicateError) return { ok: false, faults: [refused("code_taken", { code: draft.code }, "code")] };
    throw error;
  }
  return { ok: true, productId };
}

/** Takes a product off the lists, unless an agreement in force or to come promises it; or brings it back. */
export async function archiveProduct(ctx: OperationContext, productId: string, isArchived: boolean, today: string): Promise<Result<null, "unknown_product" | "is_promised">> {
  const { store, now } = ctx;
  const product = await findProduct(store, productId);
  if (!product) return refused("unknown_product");
  if (isArchived) {
    const promises = await loadObligationsOf(store, { productId });
    const heads = groupBy(await loadVersionHeads(store, [...new Set(promises.map((row) => row.agreementId))]), (row) => row.agreementId);
    const live = new Set<string>();
    for (const [agreementId, versions] of heads) {
      const standing = agreementStanding(versions, today);
      const running = standing?.state === "in_force" ? standing.version.id : null;
      const holds = (id: string) => promises.some((row) => row.versionId === id);
      if ((running !== null && holds(running)) || versions.some((head) => holds(head.id) && (head.state === "proposed" || (head.state === "agreed" && head.from > today)))) live.add(agreementId);
    }
    if (live.size > 0) return refused("is_promised", { count: live.size });
  }
  await store.writeAll((w) => [setProductArchived(store, w, productId, isArchived ? now : null)], {
    at: now, actor: ctx.actor, action: isArchived ? "product.archive" : "product.restore", entity: "product", entityId: productId, details: { code: product.code },
  });
  return ok(null);
}
