import type { Actor } from "./actor.ts";

/** Departments through which an actor is a party: those of the memberships, headed ones, and those stood in for. */
export function ownDepartments(actor: Actor): readonly string[] {
  return [...new Set([...actor.memberOf, ...actor.headOf, ...actor.deputyOf.map((deputy) => deputy.departmentId)])];
}
