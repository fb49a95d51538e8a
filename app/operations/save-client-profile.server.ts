import { MOST_NEED_CHARACTERS, PROFILE_PARTS } from "#app/domain/agreement/need.ts";
import type { ProfileTexts } from "#app/domain/agreement/need.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { findProduct } from "#db/queries/catalogue.server.ts";
import { archiveKpi, insertKpi, putProfile } from "#db/queries/needs.server.ts";
import { newId } from "#db/new-id.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";

export interface SaveProfile {
  readonly providerId: string;
  readonly clientId: string;
  readonly texts: ProfileTexts;
  /** Version that was edited; 0 = there was none. */
  readonly seen: number;
  readonly personId: string;
}

/** A client describes itself to a provider. Of two who edited the same version the second is refused. */
export async function saveClientProfile(ctx: OperationContext, command: SaveProfile): Promise<Result<null, "too_long" | "changed_meanwhile">> {
  const { store, now } = ctx;
  const { providerId, clientId, texts, seen, personId } = command;
  const long = PROFILE_PARTS.find((part) => (texts[part] ?? "").length > MOST_NEED_CHARACTERS);
  if (long) return refused("too_long", { most: MOST_NEED_CHARACTERS }, long);
  try {
    await store.writeAll((w) => [putProfile(store, w, { providerId, clientId, texts, changedBy: personId, changedAt: now, seen })], {
      at: now, actor: ctx.actor, action: "client_profile.save", entity: "department", entityId: clientId, details: { providerId, texts },
    });
  } catch (error) {
    if (error instanceof StaleWriteError || error instanceof DuplicateError) return refused("changed_meanwhile");
    throw error;
  }
  return ok(null);
}

export interface AddKpi {
  readonly clientId: string;
  readonly providerId: string;
  readonly productId: string;
  readonly name: string;
  readonly unit: string | null;
  /** As typed: a decimal with a point or a comma; null = none. */
  readonly target: string | null;
  readonly isHigherBetter: boolean;
}

/** Names a figure of the client that a product of the provider moves. */
export async function addClientKpi(ctx: OperationContext, command: AddKpi): Promise<Result<null, "no_product" | "no_kpi" | "bad_target">> {
  const { store, now } = ctx;
  const { providerId, ...rest } = command;
  const product = await findProduct(store, rest.productId);
  if (product?.providerId !== providerId) return refused("no_product", undefined, "productId");
  if (rest.name === "" || rest.name.length > 120) return refused("no_kpi", undefined, "name");
  const target = rest.target?.replace(",", ".") ?? null;
  if (target !== null && !/^-?\d{1,12}(\.\d{1,6})?$/.test(target)) return refused("bad_target", undefined, "target");
  const id = newId();
  await store.writeAll((w) => [insertKpi(store, w, { id, ...rest, target, archivedAt: null })], { at: now, actor: ctx.actor, action: "client_kpi.add", entity: "client_kpi", entityId: id, details: { ...rest, target } });
  return ok(null);
}

/** Takes a figure off the profile. */
export async function removeClientKpi(ctx: OperationContext, command: { readonly id: string; readonly clientId: string }): Promise<void> {
  const { store, now } = ctx;
  await store.writeAll((w) => [archiveKpi(store, w, command.id, command.clientId, now)], { at: now, actor: ctx.actor, action: "client_kpi.archive", entity: "client_kpi", entityId: command.id });
}
