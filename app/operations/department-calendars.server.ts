import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import type { Calendar } from "#app/domain/calendar/calendar.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { loadCalendars } from "#db/queries/agreements.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import type { Store } from "#db/store.ts";

export interface DepartmentCalendars {
  /** The calendar of a department, or of the next one above that has any; null where none says. */
  readonly of: (departmentId: string) => Calendar | null;
  /** A calendar by its id, as it stands now. */
  readonly byId: (calendarId: string) => Calendar | null;
}

/** The newest calendars, each compiled when it is first asked for. */
export async function openDepartmentCalendars(store: Store): Promise<DepartmentCalendars> {
  const [departments, calendars] = await Promise.all([loadDepartments(store, "all"), loadCalendars(store)]);
  const tree = departmentTree(departments);
  const specs = new Map(calendars.map((row) => [row.calendarId, row.spec]));
  const ofDepartment = new Map(departments.map((row) => [row.id, row.calendarId]));
  const compiled = new Map<string, Calendar>();
  const byId = (id: string): Calendar | null => {
    const known = compiled.get(id);
    if (known) return known;
    const spec = specs.get(id);
    if (!spec) return null;
    const made = compileCalendar(spec);
    compiled.set(id, made);
    return made;
  };
  return {
    byId,
    of: (departmentId) => {
      const id = tree.pathUp(departmentId).map((one) => ofDepartment.get(one)).find(Boolean);
      return id ? byId(id) : null;
    },
  };
}
