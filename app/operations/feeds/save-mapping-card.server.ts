import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { mappingUses, saveCard, listSavedMappings } from "#db/queries/saved-mappings.server.ts";
import type { OperationContext } from "../context.ts";

/**
 * Calls a saved mapping by another name, takes it off what is offered, or offers it again. Its source stays what it is: tasks are known by
 * it. Errors `not_found`, `no_name`, `in_use` with the pattern of the watched folder that reads by it.
 */
export async function saveMappingCard(ctx: OperationContext, source: string, how: { readonly rename: string } | "archive" | "restore"): Promise<Result<null>> {
  const { store, now } = ctx;
  const saved = (await listSavedMappings(store)).find((row) => row.source === source);
  if (!saved) return refused("not_found");
  const entry = { at: now, actor: ctx.actor, entity: "source_mapping", entityId: source };
  if (typeof how === "object") {
    const name = how.rename.trim().slice(0, 100);
    if (name === "") return refused("no_name", undefined, "name");
    if (name !== saved.name) await store.writeAll((w) => [saveCard(store, w, { source, name, archivedAt: saved.archivedAt })], { ...entry, action: "mapping.rename", details: { before: saved.name, after: name } });
    return ok(null);
  }
  const glob = how === "archive" ? (await mappingUses(store, [source])).get(source)?.globs[0] : undefined;
  if (glob !== undefined) return refused("in_use", { detail: glob });
  await store.writeAll((w) => [saveCard(store, w, { source, name: saved.name, archivedAt: how === "archive" ? now : null })], { ...entry, action: how === "archive" ? "mapping.archive" : "mapping.restore" });
  return ok(null);
}
