import { loadByAssignee, spanOf, type AssigneeLoad } from "#app/domain/task/agenda.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { startOfDate, zoneOf } from "#app/domain/time/zone.ts";
import { loadDueLoad, loadDueWithin, type WeekTask } from "#db/queries/week.server.ts";
import type { Store } from "#db/store.ts";

const DAYS = 7;
/** Rows read of the days ahead: more than anybody reads, less than a page can bear. */
const MOST_TASKS = 80;
/** Tasks counted for the load; beyond them it says "more than". */
const MOST_LOAD = 1_000;

export interface Week {
  /** Local days of the organisation, today first. */
  readonly days: readonly string[];
  /** By day in their order; days without work have none. */
  readonly agenda: readonly { readonly day: string; readonly due: number; readonly tasks: readonly WeekTask[] }[];
  readonly loads: readonly AssigneeLoad[];
  readonly late: number;
  readonly due: number;
  /** More is open than was counted: the figures are lower bounds. */
  readonly isPartial: boolean;
}

/** What departments have to deliver today and in the six days after it, and how it is spread over people; late work counts for whoever has it. */
export async function readWeek(store: Store, providerIds: readonly string[], { now, today, zone: name }: { readonly now: number; readonly today: string; readonly zone: string }): Promise<Week> {
  const zone = zoneOf(name);
  const days = Array.from({ length: DAYS }, (_, index) => addDays(today, index));
  const bounds = [...days, addDays(today, DAYS)].map((day) => startOfDate(zone, day));
  const end = bounds[DAYS]!;
  const [tasks, load] = providerIds.length === 0 ? [[], []] : await Promise.all([loadDueWithin(store, providerIds, now, end, MOST_TASKS), loadDueLoad(store, providerIds, end, MOST_LOAD)]);
  const loads = loadByAssignee(load, bounds, now);
  const dueOn = days.map((_, index) => loads.reduce((sum, one) => sum + one.byDay[index]!, 0));
  return {
    days,
    agenda: days.map((day, index) => ({ day, due: dueOn[index]!, tasks: tasks.filter((task) => spanOf(bounds, task.dueAt ?? 0) === index) })),
    loads,
    late: loads.reduce((sum, one) => sum + one.late, 0),
    due: dueOn.reduce((sum, n) => sum + n, 0),
    isPartial: load.length === MOST_LOAD,
  };
}
