import type { Actor } from "./actor.ts";
import { can } from "./can.ts";
import { ownDepartments } from "./own-departments.ts";
import type { Permission } from "./permission.ts";

/** Departments whose things a list or a search may show: all of them to those who oversee, else those of the actor that stand on a side. */
export function readScope(actor: Actor, permission: Permission): "all" | readonly string[] {
  if (can(actor, permission)) return "all";
  return ownDepartments(actor).filter((id) => can(actor, permission, { partyIds: [id], departmentIds: [id] }));
}
