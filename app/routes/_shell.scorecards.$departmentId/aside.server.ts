import { can } from "#app/domain/access/can.ts";
import type { Locale } from "#app/domain/names.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { monthsOfPayPeriod } from "#app/domain/score/pay-period-months.ts";
import { voiceFigures } from "#app/domain/voice/voice-figures.ts";
import { openFollowUpBook } from "#app/operations/follow-up-book.server.ts";
import { readHabits } from "#app/operations/read-habits.server.ts";
import type { PeriodFrame } from "#app/operations/read-scorecards.server.ts";
import { nameCases } from "#app/operations/lists/case-list.server.ts";
import { nameIncidents } from "#app/web/incident-rows.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { loadCasesOfPeriod } from "#db/queries/cases.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadIncidentsBetween } from "#db/queries/incidents.server.ts";
import { loadVoiceTimes } from "#db/queries/voices.server.ts";
import type { Store } from "#db/store.ts";

/**
 * What stands beside a score and never enters it: incidents that stopped the department's clocks, how often its own were stopped or moved,
 * what its clients said by themselves, and what it changed.
 */
export async function readAside(store: Store, viewer: Viewer, departmentId: string, frame: PeriodFrame, locale: Locale, now: number) {
  const months = monthsOfPayPeriod(frame.period);
  const rows = frame.rows.filter((row) => months.includes(row.month));
  const [from, to] = [Math.min(...rows.map((row) => row.from)), Math.max(...rows.map((row) => row.to))];
  const mayHabits = can(viewer.actor, "period.read", { departmentIds: [departmentId] });
  const [departments, said, cases, follow, incidents, habits] = await Promise.all([loadDepartments(store, "all"), loadVoiceTimes(store, departmentId, months), rows.length === 0 ? [] : loadCasesOfPeriod(store, departmentId, from, to, MOST_CASES), openFollowUpBook(store), rows.length === 0 ? [] : loadIncidentsBetween(store, from, to), mayHabits ? readHabits(store, months, [departmentId]) : null]);
  const path = departmentTree(departments).pathUp(departmentId);
  const mine = incidents.filter((one) => one.departmentIds.some((id) => path.includes(id)));
  return { incidents: mine.length === 0 ? [] : await nameIncidents(store, mine, locale), habits: habits?.rows[0] ?? null, voice: voiceFigures(said, now), cases: await nameCases(store, cases, follow, locale, now) };
}
/** So many cases stand beside a score; the list has the rest. */
const MOST_CASES = 10;

export type ScoreAside = Awaited<ReturnType<typeof readAside>>;
