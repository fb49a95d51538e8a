import type { Calendar } from "#app/domain/calendar/calendar.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { Store } from "#db/store.ts";
import { openDepartmentCalendars } from "./department-calendars.server.ts";

/** The calendar by which a person works: their own, else that of a department or of the next above; null where none says. */
export async function openPersonCalendars(store: Store): Promise<(personId: string, departmentId: string) => Calendar | null> {
  const [people, calendars] = await Promise.all([loadPeople(store), openDepartmentCalendars(store)]);
  const own = new Map(people.map((row) => [row.id, row.calendarId]));
  return (personId, departmentId) => {
    const id = own.get(personId);
    return id ? calendars.byId(id) : calendars.of(departmentId);
  };
}
