/** So many of the newest daily copies are kept, and the first of each of so many months. */
export const KEPT_COPIES = { days: 14, months: 12 } as const;

/** Of the days that have a copy, `YYYY-MM-DD`, those whose copy may go. */
export function copiesToDrop(days: readonly string[]): string[] {
  const newestFirst = [...days].sort().reverse();
  const firstOfMonth = new Map(newestFirst.map((day) => [day.slice(0, 7), day]));
  const kept = new Set([...newestFirst.slice(0, KEPT_COPIES.days), ...[...firstOfMonth.values()].slice(0, KEPT_COPIES.months)]);
  return newestFirst.filter((day) => !kept.has(day)).reverse();
}
