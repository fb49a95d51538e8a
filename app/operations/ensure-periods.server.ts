import { addMonths } from "#app/domain/time/local-date.ts";
import { periodOf } from "#app/domain/time/instant.ts";
import { startOfDate, zoneOf } from "#app/domain/time/zone.ts";
import { loadClosingDates, loadClosingRule, putRuleDates } from "#db/queries/closing-dates.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { insertPeriods, loadPeriods } from "#db/queries/periods.server.ts";
import { datesByMonth, endOfDay } from "./closing-months.server.ts";
import type { OperationContext } from "./context.ts";
import { organisationDay } from "./organisation-day.server.ts";

/**
 * Makes sure that every month from the organisation's first period to the one after `now` exists, each beginning where the one
 * before ends. The cut-off is the month's end, or the earlier day that the closing calendar had for it before the month
 * opened. Months that are there are left as they are.
 */
export async function ensurePeriods(ctx: OperationContext): Promise<void> {
  const { store, now } = ctx;
  const organisation = await loadOrganisation(store);
  if (!organisation) return;
  const zone = zoneOf(organisation.zone);
  const known = new Map((await loadPeriods(store)).map((row) => [row.month, row]));
  const last = addMonths(periodOf(now, zone), 1);
  const missing: string[] = [];
  for (let month = organisation.firstPeriod; month <= last; month = addMonths(month, 1)) if (!known.has(month)) missing.push(month);
  if (missing.length === 0) return;

  const [own, { calendar }] = await Promise.all([loadClosingDates(store, missing[0]!), organisationDay(ctx)]);
  const spans = new Map<string, { readonly from: number; readonly to: number }>(known);
  const dated: Parameters<typeof putRuleDates>[2][number][] = [];
  for (const month of missing) {
    const from = spans.get(addMonths(month, -1))?.to ?? startOfDate(zone, `${month}-01`);
    const rule = await loadClosingRule(store, from);
    const dates = datesByMonth(rule, calendar, organisation.payPeriod, own)(month);
    spans.set(month, { from, to: dates ? endOfDay(zone, dates.cutOffOn) : startOfDate(zone, `${addMonths(month, 1)}-01`) });
    if (dates && rule) dated.push({ month, ...dates, setBy: rule.createdBy, setAt: rule.createdAt });
  }
  await store.writeAll((w) => [...insertPeriods(store, w, missing.map((month) => ({ month, ...spans.get(month)! }))), ...putRuleDates(store, w, dated)], {
    at: now, actor: ctx.actor, action: "period.open", entity: "period", entityId: missing[0]!, rows: missing.length, details: { months: missing },
  });
}
