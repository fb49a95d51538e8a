import type { Actor } from "#app/domain/access/actor.ts";
import { can } from "#app/domain/access/can.ts";
import type { ImportBatchRow } from "#db/queries/imports.server.ts";
import { departmentsOf } from "./work-scope.server.ts";

/** Departments whose work the actor may import; null = all. */
export function importProviders(actor: Actor): ReadonlySet<string> | null {
  if (can(actor, "task.import")) return null;
  return new Set(departmentsOf(actor).filter((id) => can(actor, "task.import", { departmentIds: [id] })));
}

/** Whoever imports for all sees every import; others their own, because its rows may tell of anybody. */
export function maySeeImport(actor: Actor, batch: Pick<ImportBatchRow, "importedBy">): boolean {
  return can(actor, "task.import") || batch.importedBy === actor.personId;
}
