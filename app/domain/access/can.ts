import { ACCESS, type Relation } from "./access-table.ts";
import { type Actor, type DeputyScope, holdsRole, type Role, ROLES } from "./actor.ts";
import { type Permission, PERMISSIONS, SCOPE_OF } from "./permission.ts";

/** Whose thing it is. A list that is left out matches nobody. */
export interface Subject {
  /** People named in it. */
  readonly personIds?: readonly string[];
  /** Departments it belongs to (of a task: the side that the permission speaks of). */
  readonly departmentIds?: readonly string[];
  /** Departments on either side, with the members of a client group listed one by one. */
  readonly partyIds?: readonly string[];
}

/** Whether the actor may do this to the subject (by default to a thing that is nobody's). Not granted means refused. */
export function can(actor: Actor, permission: Permission, subject: Subject = {}): boolean {
  return rolesFor(actor, permission).some((role) =>
    (ACCESS[permission][role] ?? []).some((relation) =>
      relates(actor, role, permission, relation, subject)
    )
  );
}

/** Whether there may be any subject at all to which the actor may do this: what navigation and 403-or-404 depend on. */
export function mayEver(actor: Actor, permission: Permission): boolean {
  return rolesFor(actor, permission).some((role) => (ACCESS[permission][role] ?? []).length > 0);
}

/** An auditor changes nothing, also not by a role held beside it. */
function rolesFor(actor: Actor, permission: Permission): readonly Role[] {
  if (PERMISSIONS[permission] === "write" && holdsRole(actor, "auditor")) return [];
  return ROLES.filter((role) => holdsRole(actor, role));
}

function relates(
  actor: Actor,
  role: Role,
  permission: Permission,
  relation: Relation,
  subject: Subject
): boolean {
  switch (relation) {
    case "any":
      return true;
    case "own":
      return (subject.personIds ?? []).includes(actor.personId);
    case "own_department":
      return overlaps(departmentsOf(actor, role, permission), subject.departmentIds);
    case "party":
      return overlaps(departmentsOf(actor, role, permission), subject.partyIds);
  }
}

function departmentsOf(actor: Actor, role: Role, permission: Permission): readonly string[] {
  if (role === "head") return actor.headOf;
  if (role !== "deputy") return actor.memberOf;
  const scope = SCOPE_OF[permission];
  const carries = (scopes: readonly DeputyScope[]): boolean =>
    scope === undefined ? PERMISSIONS[permission] === "read" : scopes.includes(scope);
  return actor.deputyOf
    .filter((deputy) => carries(deputy.scopes))
    .map((deputy) => deputy.departmentId);
}

function overlaps(mine: readonly string[], theirs: readonly string[] | undefined): boolean {
  return theirs !== undefined && mine.some((id) => theirs.includes(id));
}
