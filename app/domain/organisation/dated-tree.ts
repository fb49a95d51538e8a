import type { DepartmentTree } from "./department-tree.ts";
import { departmentTree } from "./department-tree.ts";

/** Where a department stood before a local day. */
export interface FormerPlace {
  readonly departmentId: string;
  /** First day on which this no longer held. */
  readonly until: string;
  readonly parentId: string | null;
}

/**
 * The tree as it stood on a local day: a department that was moved later still hangs where it did. The last one is that of today and
 * of every later day.
 */
export function datedTree(departments: readonly { readonly id: string; readonly parentId: string | null }[], former: readonly FormerPlace[]): { on(day: string): DepartmentTree; readonly all: readonly DepartmentTree[] } {
  const days = [...new Set(former.map((row) => row.until))].sort();
  const trees = [...days, null].map((end) => {
    if (end === null) return departmentTree(departments);
    const holding = new Map<string, FormerPlace>();
    for (const row of former) {
      const known = holding.get(row.departmentId);
      if (row.until >= end && (!known || row.until < known.until)) holding.set(row.departmentId, row);
    }
    return departmentTree(departments.map((row) => ({ id: row.id, parentId: holding.has(row.id) ? holding.get(row.id)!.parentId : row.parentId })));
  });
  return {
    all: trees,
    on(day) {
      const index = days.findIndex((until) => day < until);
      return trees[index < 0 ? trees.length - 1 : index]!;
    },
  };
}
