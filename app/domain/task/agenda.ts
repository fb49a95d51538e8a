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

/**
 * Load by person and day: what was due before `now` is late, whatever the day; what falls due after the last day is left out. Nobody's work
 * comes first, then the most loaded; equal ones by their id.
 *
 * @param days local days, the earliest first
 * @param dayOf the local day of an instant
 */
export function loadByAssignee(tasks: readonly DueTask[], days: readonly string[], now: number, dayOf: (at: number) => string): AssigneeLoad[] {
  const placeOf = new Map(days.map((day, index) => [day, index]));
  const loads = new Map<string | null, { late: number; byDay: number[] }>();
  for (const { dueAt, assigneeId } of tasks) {
    const place = placeOf.get(dayOf(dueAt));
    if (dueAt >= now && place === undefined) continue;
    const load = loads.get(assigneeId) ?? { late: 0, byDay: days.map(() => 0) };
    loads.set(assigneeId, load);
    if (dueAt < now) load.late += 1;
    else load.byDay[place!]! += 1;
  }
  return [...loads]
    .map(([assigneeId, { late, byDay }]) => ({ assigneeId, late, byDay, total: late + byDay.reduce((sum, n) => sum + n, 0) }))
    .sort((a, b) => Number(a.assigneeId !== null) - Number(b.assigneeId !== null) || b.total - a.total || ((a.assigneeId ?? "") < (b.assigneeId ?? "") ? -1 : 1));
}
