import { can } from "#app/domain/access/can.ts";
import type { Locale } from "#app/domain/names.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { monthsOfPayPeriod } from "#app/domain/score/pay-period-months.ts";
import { readHabits } from "#app/operations/read-habits.server.ts";
import type { PeriodFrame } from "#app/operations/read-scorecards.server.ts";
import { nameIncidents } from "#app/web/incident-rows.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadIncidentsBetween } from "#db/queries/incidents.server.ts";
import type { Store } from "#db/store.ts";

/** What stands beside a score and never enters it: incidents that stopped the department's clocks, and how often its own were stopped or moved. */
export async function readAside(store: Store, viewer: Viewer, departmentId: string, frame: PeriodFrame, locale: Locale) {
  const months = monthsOfPayPeriod(frame.period);
  const rows = frame.rows.filter((row) => months.includes(row.month));
  const [from, to] = [Math.min(...rows.map((row) => row.from)), Math.max(...rows.map((row) => row.to))];
  const mayHabits = can(viewer.actor, "period.read", { departmentIds: [departmentId] });
  const [departments, incidents, habits] = await Promise.all([loadDepartments(store, "all"), rows.length === 0 ? [] : loadIncidentsBetween(store, from, to), mayHabits ? readHabits(store, months, [departmentId]) : null]);
  const path = departmentTree(departments).pathUp(departmentId);
  const mine = incidents.filter((one) => one.departmentIds.some((id) => path.includes(id)));
  return { incidents: mine.length === 0 ? [] : await nameIncidents(store, mine, locale), habits: habits?.rows[0] ?? null };
}
export type ScoreAside = Awaited<ReturnType<typeof readAside>>;
