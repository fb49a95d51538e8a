import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { findCalendar, upsertConfirmedYear } from "#db/queries/catalogue.server.ts";
import type { OperationContext } from "./context.ts";

/** Records that a person looked at a year of a calendar, as the newest version has it, and found it right. */
export async function confirmCalendarYear(ctx: OperationContext, command: { readonly calendarId: string; readonly year: number; readonly number: number; readonly personId: string }): Promise<Result<null, "unknown_calendar" | "changed_meanwhile">> {
  const { store, now } = ctx;
  const { calendarId, year, personId } = command;
  const version = (await findCalendar(store, calendarId))?.versions[0];
  if (!version) return refused("unknown_calendar");
  if (version.number !== command.number) return refused("changed_meanwhile", { number: version.number });
  await store.writeAll((w) => [upsertConfirmedYear(store, w, { calendarId, year, versionId: version.id, confirmedBy: personId, confirmedAt: now })], {
    at: now, actor: ctx.actor, action: "calendar.confirm_year", entity: "calendar", entityId: calendarId, details: { year, number: version.number },
  });
  return ok(null);
}
