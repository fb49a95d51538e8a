import type { Actor, DeputyScope } from "./actor.ts";

/**
 * The department for whose head somebody acts who neither belongs to it nor heads it; null = in their own right. A deputy of a
 * department above stands in there for everything below.
 */
export function departmentStoodFor(actor: Actor, departmentIds: readonly string[], scope: DeputyScope): string | null {
  if (departmentIds.some((id) => actor.memberOf.includes(id) || actor.headOf.includes(id))) return null;
  return departmentIds.find((id) => actor.deputyOf.some((row) => row.departmentId === id && row.scopes.includes(scope))) ?? null;
}
