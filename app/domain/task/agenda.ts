/** An undelivered task as a plan of the week sees it. */
export interface DueTask {
  readonly dueAt: number;
  readonly assigneeId: string | null;
}

/** What one person, or nobody yet, has to deliver. */
export interface AssigneeLoad {
  /** null = nobody works on it yet. */
  readonly assigneeId: string | null;
  readonly late: number;
  /** One number a day, in the order of the days. */
  readonly byDay: readonly number[];
  readonly total: number;
}

/** Which of the spans between neighbouring bounds an instant is in; -1 before the first and from the last one on. */
export function spanOf(bounds: readonly number[], at: number): number {
  return bounds.findIndex((from, index) => index < bounds.length - 1 && from <= at && at < bounds[index + 1]!);
}

/**
 * Load by person and day: what was due before `now` is late, whatever the day; what falls due after the last day is left out. Nobody's work
 * comes first, then the most loaded; equal ones by their id.
 *
 * @param bounds when each day begins, the earliest first, and when the last one ends
 */
export function loadByAssignee(tasks: readonly DueTask[], bounds: readonly number[], now: number): AssigneeLoad[] {
  const loads = new Map<string | null, { late: number; byDay: number[] }>();
  for (const { dueAt, assigneeId } of tasks) {
    const day = spanOf(bounds, dueAt);
    if (dueAt >= now && day < 0) continue;
    const load = loads.get(assigneeId) ?? { late: 0, byDay: bounds.slice(1).map(() => 0) };
    loads.set(assigneeId, load);
    if (dueAt < now) load.late += 1;
    else load.byDay[day]! += 1;
  }
  return [...loads]
    .map(([assigneeId, { late, byDay }]) => ({ assigneeId, late, byDay, total: late + byDay.reduce((sum, n) => sum + n, 0) }))
    .sort((a, b) => Number(a.assigneeId !== null) - Number(b.assigneeId !== null) || b.total - a.total || ((a.assigneeId ?? "") < (b.assigneeId ?? "") ? -1 : 1));
}
