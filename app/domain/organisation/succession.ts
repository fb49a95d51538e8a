/** A department that came to an end, with one that took its place. */
export interface Succession {
  readonly departmentId: string;
  readonly successorId: string;
  /** First local day of the successor. */
  readonly from: string;
  /** 0 = the one that takes what nobody else was named for. */
  readonly position: number;
}

/** The departments with those in whose place they stand: what was the former one's is read and answered for by its successors. */
export function withFormer(departmentIds: readonly string[], successions: readonly Succession[]): string[] {
  const all = new Set(departmentIds);
  for (const id of all) for (const row of successions) if (row.successorId === id) all.add(row.departmentId);
  return [...all];
}

/** Where a former department's work goes today: its first successor, or that one's; itself where it has none. */
export function presentDepartment(departmentId: string, successions: readonly Succession[]): string {
  const seen = new Set<string>();
  let at = departmentId;
  while (!seen.has(at)) {
    seen.add(at);
    const next = successions.find((row) => row.departmentId === at && row.position === 0);
    if (!next) return at;
    at = next.successorId;
  }
  return at;
}
