import type { Standing } from "#app/domain/evaluation/verdict.ts";
import { habitShares, type HabitShares } from "#app/domain/score/habit-share.ts";
import { loadHabits, loadProvidersOfLines } from "#db/queries/habits.server.ts";
import { loadTallies } from "#db/queries/scorecards.server.ts";
import type { Store } from "#db/store.ts";
import { groupBy } from "./agreement-book.server.ts";

export interface DepartmentHabits extends HabitShares {
  readonly departmentId: string;
}

export interface Habits {
  readonly rows: readonly DepartmentHabits[];
  /** When moves and pauses were counted last; null when never. */
  readonly countedAt: number | null;
}

/** Excuses, moves and pauses of departments in some months, from tallies and kept figures: no task is looked at. */
export async function readHabits(store: Store, months: readonly string[], departmentIds: readonly string[] | "all"): Promise<Habits> {
  const [providers, habits] = await Promise.all([loadProvidersOfLines(store), loadHabits(store, months, departmentIds)]);
  const asked = (id: string) => departmentIds === "all" || departmentIds.includes(id);
  const keys = [...providers].flatMap(([key, providerId]) => (asked(providerId) ? [key] : []));
  const tallies = keys.length === 0 ? [] : await loadTallies(store, months, keys);
  const byProvider = groupBy(tallies, (row) => providers.get(row.obligationKey)!);
  const byDepartment = groupBy(habits, (row) => row.departmentId);
  const rows = [...new Set([...byProvider.keys(), ...byDepartment.keys()])].map((departmentId): DepartmentHabits => {
    const tally: Partial<Record<Standing, number>> = {};
    for (const row of byProvider.get(departmentId) ?? []) tally[row.standing] = (tally[row.standing] ?? 0) + row.n;
    return { departmentId, ...habitShares([tally], byDepartment.get(departmentId) ?? []) };
  });
  return { rows: rows.filter((row) => row.due > 0 || row.tasks > 0), countedAt: habits.reduce<number | null>((newest, row) => (newest === null || row.countedAt > newest ? row.countedAt : newest), null) };
}
