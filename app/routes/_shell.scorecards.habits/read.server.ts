import { readTableQuery } from "#app/domain/list/table-query.ts";
import { can } from "#app/domain/access/can.ts";
import { nameIn, type Locale } from "#app/domain/names.ts";
import { monthsOfPayPeriod } from "#app/domain/score/pay-period-months.ts";
import { readHabits, type DepartmentHabits } from "#app/operations/read-habits.server.ts";
import { readPeriodFrame } from "#app/operations/read-scorecards.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { pageOfRows } from "#app/web/page-of-rows.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";

const SORTS = ["name", "excused", "moved", "movedTwice", "paused", "tasks", "due"] as const;

export interface HabitRow extends DepartmentHabits {
  readonly name: string;
}

const NO_ROWS: readonly HabitRow[] = [];

/** The table of departments: all of them for those who oversee, their own for heads. */
export async function readHabitsPage({ store, now }: AppContext, viewer: Viewer, url: URL, locale: Locale) {
  const frame = await readPeriodFrame(store, url.searchParams.get("period"), now());
  const query = readTableQuery(url.searchParams, { sortable: SORTS, defaultSort: { column: "excused", descending: true }, filters: {}, pageSize: 50 });
  if (!frame) return { frame: null, query, rows: NO_ROWS, total: 0, all: NO_ROWS, countedAt: null };
  const departments = await loadDepartments(store, "all");
  const mine = departments.filter((row) => can(viewer.actor, "period.read", { departmentIds: [row.id] })).map((row) => row.id);
  const names = new Map(departments.map((row) => [row.id, nameIn(row.name, locale)]));
  const habits = await readHabits(store, monthsOfPayPeriod(frame.period), mine);
  const all = habits.rows.map((row): HabitRow => ({ ...row, name: names.get(row.departmentId) ?? "–" }));
  const page = pageOfRows(all, query, {
    text: (row) => row.name,
    sort: { name: (row) => row.name, excused: (row) => row.excusedBp ?? -1, moved: (row) => row.movedBp ?? -1, movedTwice: (row) => row.movedTwice, paused: (row) => row.pausedBp ?? -1, tasks: (row) => row.tasks, due: (row) => row.due },
    filter: {},
  });
  return { frame: { period: frame.period, periods: frame.periods }, query, rows: page.rows, total: page.total, all, countedAt: habits.countedAt };
}
