import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import type { Calendar } from "#app/domain/calendar/calendar.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { loadCalendars } from "#db/queries/agreements.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { Store } from "#db/store.ts";

/** The calendar by which a person works: their own, else that of a department or of the next above; null where none says. */
export async function openPersonCalendars(store: Store): Promise<(personId: string, departmentId: string) => Calendar | null> {
  const [people, departments, calendars] = await Promise.all([loadPeople(store), loadDepartments(store, "all"), loadCalendars(store)]);
  const tree = departmentTree(departments);
  const specs = new Map(calendars.map((row) => [row.calendarId, row.spec]));
  const compiled = new Map<string, Calendar>();
  const calendarOf = (id: string): Calendar | null => {
    const known = compiled.get(id);
    if (known) return known;
    const spec = specs.get(id);
    if (!spec) return null;
    const made = compileCalendar(spec);
    compiled.set(id, made);
    return made;
  };
  const own = new Map(people.map((row) => [row.id, row.calendarId]));
  const ofDepartment = new Map(departments.map((row) => [row.id, row.calendarId]));
  return (personId, departmentId) => {
    const id = own.get(personId) ?? tree.pathUp(departmentId).map((one) => ofDepartment.get(one)).find(Boolean);
    return id ? calendarOf(id) : null;
  };
}
