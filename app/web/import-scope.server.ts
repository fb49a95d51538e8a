import type { Actor } from "#app/domain/access/actor.ts";
import { can } from "#app/domain/access/can.ts";
import type { ImportRights } from "#app/operations/feeds/import-rights.ts";
import type { ImportBatchRow } from "#db/queries/imports.server.ts";
import { departmentsOf } from "./work-scope.server.ts";

/** Departments whose work the actor may import; null = all. */
export function importProviders(actor: Actor): ReadonlySet<string> | null {
  if (can(actor, "task.import")) return null;
  return new Set(departmentsOf(actor).filter((id) => can(actor, "task.import", { departmentIds: [id] })));
}

/** What the actor's import may write and create. */
export function importRights(actor: Actor): ImportRights {
  const providers = importProviders(actor);
  return { providers: providers && [...providers], mayCreate: { departments: providers === null && can(actor, "department.edit"), products: providers === null && can(actor, "product.edit") } };
}

/** Whoever imports for all sees every import; others their own, because its rows may tell of anybody. */
export function maySeeImport(actor: Actor, batch: Pick<ImportBatchRow, "importedBy">): boolean {
  return can(actor, "task.import") || batch.importedBy === actor.personId;
}
