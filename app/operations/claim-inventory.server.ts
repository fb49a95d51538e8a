import { inventoryOutcome } from "#app/domain/organisation/inventory.ts";
import type { ClaimState } from "#app/domain/organisation/inventory.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { findProduct } from "#db/queries/catalogue.server.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadClaims, putClaim } from "#db/queries/products.server.ts";
import type { OperationContext } from "./context.ts";
import { notices } from "./notify.server.ts";
import { speakersOfDepartment } from "./who-speaks.server.ts";

export interface SayInInventory {
  readonly year: number;
  readonly clientId: string;
  readonly productId: string;
  /** For which side the actor speaks; whether they may is asked before. */
  readonly side: "provider" | "client";
  readonly state: ClaimState;
  readonly note: string | null;
  readonly personId: string;
}

export type InventoryRefusal = "no_product" | "no_client" | "own_product" | "bad_year" | "note_too_long";

const MOST_NOTE = 500;

/** Says for one side that a product is given and got in a year, or that it is not. The last word of each side counts. */
export async function sayInInventory(ctx: OperationContext, { personId, ...said }: SayInInventory): Promise<Result<null, InventoryRefusal>> {
  const { store, now } = ctx;
  const [product, departments] = await Promise.all([findProduct(store, said.productId), loadDepartments(store)]);
  if (!product || product.archivedAt !== null) return refused("no_product", undefined, "productId");
  if (!departments.some((row) => row.id === said.clientId && !row.isTeam)) return refused("no_client", undefined, "clientId");
  if (product.providerId === said.clientId) return refused("own_product", undefined, "clientId");
  if (!Number.isInteger(said.year) || said.year < 2000 || said.year > 2100) return refused("bad_year", undefined, "year");
  if (said.note !== null && said.note.length > MOST_NOTE) return refused("note_too_long", { most: MOST_NOTE }, "note");
  const row = { ...said, providerId: product.providerId, saidBy: personId, saidAt: now };
  const other = (await loadClaims(store, said.year)).find((one) => one.productId === product.id && one.clientId === said.clientId && one.providerId === product.providerId && one.side !== said.side)?.state ?? null;
  const [provider, client] = said.side === "provider" ? [said.state, other] : [other, said.state];
  const outcome = inventoryOutcome(provider, client);
  // One side alone or two that contradict each other: the other one hears of it, once a day: whoever takes a list over says much at once.
  const heard = outcome === "agreed" || outcome === "gone" ? [] : await speakersOfDepartment(store, now, said.side === "provider" ? said.clientId : product.providerId);
  const refs = { departmentId: said.side === "provider" ? product.providerId : said.clientId, productId: product.id, year: String(said.year) };
  const tell = await notices(store, heard.filter((id) => id !== personId).map((id) => ({ kind: "inventory_differs" as const, personId: id, refs, about: `${said.year}:${product.providerId}:${said.clientId}:${said.side}:${Math.floor(now / DAY_MS)}` })), now);
  await store.writeAll((w) => [putClaim(store, w, row), ...tell(w)], { at: now, actor: ctx.actor, action: "inventory.say", entity: "product", entityId: product.id, details: { ...said, providerId: product.providerId } });
  return ok(null);
}
