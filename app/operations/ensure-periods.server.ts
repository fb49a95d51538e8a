import { addMonths } from "#app/domain/time/local-date.ts";
import { periodOf } from "#app/domain/time/instant.ts";
import { startOfDate, zoneOf } from "#app/domain/time/zone.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { insertPeriods, loadPeriods } from "#db/queries/periods.server.ts";
import type { OperationContext } from "./context.ts";

/**
 * Makes sure that every month from the organisation's first period to the one after `now` exists, with
 * the month's ends as cut-offs. Months that are there are left as they are.
 */
export async function ensurePeriods(ctx: OperationContext): Promise<void> {
  const organisation = await loadOrganisation(ctx.store);
  if (!organisation) return;
  const zone = zoneOf(organisation.zone);
  const known = new Set((await loadPeriods(ctx.store)).map((row) => row.month));
  const last = addMonths(periodOf(ctx.now, zone), 1);
  const rows: { month: string; from: number; to: number }[] = [];
  for (let month = organisation.firstPeriod; month <= last; month = addMonths(month, 1)) {
    if (known.has(month)) continue;
    rows.push({ month, from: startOfDate(zone, `${month}-01`), to: startOfDate(zone, `${addMonths(month, 1)}-01`) });
  }
  if (rows.length === 0) return;
  await ctx.store.writeAll((w) => insertPeriods(ctx.store, w, rows), {
    at: ctx.now, actor: ctx.actor, action: "period.open", entity: "period", entityId: rows[0]!.month, rows: rows.length, details: { months: rows.map((row) => row.month) },
  });
}
