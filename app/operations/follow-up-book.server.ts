import type { Calendar } from "#app/domain/calendar/calendar.ts";
import type { FollowUpPolicy } from "#app/domain/improvement/follow-up-policy.ts";
import { afterWorkingDays, dateAfterWorkingDays } from "#app/domain/improvement/reply-clock.ts";
import { zoneOf, type Zone } from "#app/domain/time/zone.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadFollowUpPolicy } from "#db/queries/follow-up.server.ts";
import type { Store } from "#db/store.ts";
import { openDepartmentCalendars } from "./department-calendars.server.ts";

/** The clocks of replies and cases, as they are set now. */
export interface FollowUpBook {
  readonly policy: FollowUpPolicy;
  /** The organisation's. */
  readonly zone: Zone;
  readonly calendarOf: (departmentId: string) => Calendar | null;
  /** The instant so many working days of a department after another. */
  readonly dueAt: (departmentId: string, start: number, days: number) => number;
  /** The local date so many working days of a department after an instant. */
  readonly dueOn: (departmentId: string, start: number, days: number) => string;
}

export async function openFollowUpBook(store: Store): Promise<FollowUpBook> {
  const [policy, organisation, calendars] = await Promise.all([loadFollowUpPolicy(store), loadOrganisation(store), openDepartmentCalendars(store)]);
  const zone = zoneOf(organisation?.zone ?? "UTC");
  const rule = `after/${organisation?.dayEnd ?? "snap"}` as const;
  return {
    policy,
    zone,
    calendarOf: calendars.of,
    dueAt: (departmentId, start, days) => afterWorkingDays(calendars.of(departmentId), start, days, rule),
    dueOn: (departmentId, start, days) => dateAfterWorkingDays(calendars.of(departmentId), zone, start, days),
  };
}
