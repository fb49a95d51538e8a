import type { Calendar } from "#app/domain/calendar/calendar.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import type { Zone } from "#app/domain/time/zone.ts";
import { loadDepartments, loadOrganisation } from "#db/queries/directory.server.ts";
import type { OperationContext } from "./context.ts";
import { organisationCalendar } from "./watch-agreements.server.ts";

/** What day it is for the organisation, and by which calendar it works; null where its top department has none. */
export interface OrganisationDay {
  readonly zone: Zone;
  readonly today: string;
  readonly calendar: Calendar | null;
}

/** The organisation's day at the instant of an operation. */
export async function organisationDay(ctx: Pick<OperationContext, "store" | "now">): Promise<OrganisationDay> {
  const [organisation, departments] = await Promise.all([loadOrganisation(ctx.store), loadDepartments(ctx.store)]);
  const zone = zoneOf(organisation?.zone ?? "UTC");
  return { zone, today: localDateOf(zone, ctx.now), calendar: await organisationCalendar(ctx, { departments: new Map(departments.map((row) => [row.id, row])) }) };
}
