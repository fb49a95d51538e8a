import { isWorkingDay } from "#app/domain/calendar/working-days.ts";
import { nextMailAt, type MailRhythm } from "#app/domain/list/mail-rhythm.ts";
import { weekdayOf } from "#app/domain/time/local-date.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { openDepartmentCalendars } from "#app/operations/department-calendars.server.ts";
import { loadMemberships, loadPeople } from "#db/queries/people.server.ts";
import type { SubscriptionRow } from "#db/queries/subscriptions.server.ts";
import type { Store } from "#db/store.ts";

/** The rhythm of an order as the rules read it. */
export const rhythmOf = (row: Pick<SubscriptionRow, "rhythm" | "weekday" | "minute">): MailRhythm =>
  row.rhythm === "weekly" ? { rhythm: "weekly", weekday: row.weekday ?? 0, minute: row.minute } : { rhythm: row.rhythm, minute: row.minute };

/**
 * When the next mail of a person comes, on their own clock and by the calendar that they work by: their own, else their department's. Without
 * any, Monday to Friday are working days.
 */
export async function openMailTimes(store: Store): Promise<(personId: string, when: MailRhythm, after: number) => Promise<number>> {
  const calendars = await openDepartmentCalendars(store);
  return async (personId, when, after) => {
    const [person] = await loadPeople(store, [personId]);
    const zone = zoneOf(person?.zone ?? "UTC");
    const today = localDateOf(zone, after);
    const [place] = await loadMemberships(store, today, today, personId);
    const calendar = person?.calendarId ? calendars.byId(person.calendarId) : place ? calendars.of(place.departmentId) : null;
    return nextMailAt(when, zone, (day) => (calendar ? isWorkingDay(calendar, day) : weekdayOf(day) < 5), after);
  };
}
