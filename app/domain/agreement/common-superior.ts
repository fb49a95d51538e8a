import type { DepartmentTree } from "../organisation/department-tree.ts";

/**
 * The person above both sides: the head of the nearest department that holds all of them and is none of
 * them. A department without a head hands the question on to the one above it. Null = nobody stands above.
 *
 * @param partyIds departments of both sides, with a group's members one by one
 * @param heads heads by department
 */
export function commonSuperior(tree: DepartmentTree, partyIds: readonly string[], heads: ReadonlyMap<string, readonly string[]>): { readonly departmentId: string; readonly personIds: readonly string[] } | null {
  const [first, ...rest] = partyIds;
  if (first === undefined) return null;
  const parties = new Set(partyIds);
  const involved = new Set(partyIds.flatMap((id) => heads.get(id) ?? []));
  const paths = rest.map((id) => new Set(tree.pathUp(id)));
  for (const departmentId of tree.pathUp(first)) {
    if (parties.has(departmentId) || !paths.every((path) => path.has(departmentId))) continue;
    const personIds = (heads.get(departmentId) ?? []).filter((personId) => !involved.has(personId));
    if (personIds.length > 0) return { departmentId, personIds };
  }
  return null;
}
