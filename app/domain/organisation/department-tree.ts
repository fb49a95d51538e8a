/** Departments by id with who stands above and below them. */
export interface DepartmentTree {
  /** The department itself first, then its parent, and so on to the top. */
  pathUp(id: string): readonly string[];
  /** The department itself and everything below it. */
  withBelow(id: string): readonly string[];
}

/** Builds the tree; a parent that is not in the list counts as none, a loop ends where it closes. */
export function departmentTree(departments: readonly { readonly id: string; readonly parentId: string | null }[]): DepartmentTree {
  const parent = new Map(departments.map((row) => [row.id, row.parentId]));
  const children = new Map<string, string[]>();
  for (const row of departments) if (row.parentId) children.set(row.parentId, [...(children.get(row.parentId) ?? []), row.id]);
  const up = new Map<string, readonly string[]>();

  const pathUp = (id: string): readonly string[] => {
    const known = up.get(id);
    if (known) return known;
    const path: string[] = [];
    for (let at: string | null | undefined = id; at && !path.includes(at); at = parent.get(at)) path.push(at);
    up.set(id, path);
    return path;
  };
  const withBelow = (id: string): readonly string[] => {
    const all = new Set<string>([id]);
    for (const one of all) for (const child of children.get(one) ?? []) all.add(child);
    return [...all];
  };
  return { pathUp, withBelow };
}
