import { canonicalJson } from "#app/domain/canonical-json.ts";
import { ok, refused, type Refused } from "#app/domain/refusal.ts";
import { checkClosingDates, checkClosingRule, closingDates, type ClosingRule } from "#app/domain/score/closing-calendar.ts";
import { addMonths } from "#app/domain/time/local-date.ts";
import { newId } from "#db/new-id.server.ts";
import { insertClosingRule, loadClosingDates, loadClosingRule, putRuleDates } from "#db/queries/closing-dates.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import { datesByMonth, isPaidWith, moveUnopened } from "./closing-months.server.ts";
import type { OperationContext } from "./context.ts";
import { organisationDay } from "./organisation-day.server.ts";

export type ClosingSaved = { readonly ok: true; readonly value: { readonly months: readonly string[] } } | { readonly ok: false; readonly faults: readonly Refused[] };

/** A rule must give legal dates in each of the coming months. */
const MONTHS_CHECKED = 24;

/**
 * Sets how the dates of closings are counted back from the payment. Months that have opened keep theirs, and so do those whose
 * dates somebody set by hand (design.md section 7).
 */
export async function saveClosingRule(ctx: OperationContext, rule: ClosingRule, personId: string): Promise<ClosingSaved> {
  const { store, now } = ctx;
  const faults = checkClosingRule(rule);
  if (faults.length > 0) return { ok: false, faults: faults.map((fault) => refused(fault.code, fault.facts, fault.field)) };
  const [organisation, periods, before, { calendar, zone, today }] = await Promise.all([loadOrganisation(store), loadPeriods(store), loadClosingRule(store, now), organisationDay(ctx)]);
  if (!organisation || !calendar) return { ok: false, faults: [refused("no_calendar")] };
  const month = today.slice(0, 7);
  for (let ahead = 1; ahead <= MONTHS_CHECKED; ahead += 1) {
    const tried = addMonths(month, ahead);
    const [fault] = checkClosingDates(closingDates(rule, calendar, tried, isPaidWith(tried, organisation.payPeriod)), tried);
    if (fault) return { ok: false, faults: [refused("dates_impossible", { month: tried, fault: fault.code }, "paymentDay")] };
  }
  if (before && canonicalJson(before.rule) === canonicalJson(rule)) return ok({ months: [] });
  const row = { id: newId(), rule, createdBy: personId, createdAt: now };
  const unopened = periods.filter((one) => one.from > now);
  const own = await loadClosingDates(store, unopened[0]?.month ?? month);
  const datesFor = datesByMonth(row, calendar, organisation.payPeriod, own);
  const rows = unopened.map((one) => ({ month: one.month, ...datesFor(one.month)!, setBy: personId, setAt: now }));
  try {
    await store.writeAll((w) => [insertClosingRule(store, w, row), ...putRuleDates(store, w, rows), ...moveUnopened(store, w, periods, datesFor, zone, now)], {
      at: now, actor: ctx.actor, action: "closing_calendar.rule", entity: "closing_rule", entityId: row.id, details: { before: before?.rule ?? null, after: rule, months: unopened.map((one) => one.month) },
    });
  } catch (error) {
    // A month opened, or another rule was saved, at the same moment.
    if (error instanceof StaleWriteError || error instanceof DuplicateError) return { ok: false, faults: [refused("changed_meanwhile")] };
    throw error;
  }
  return ok({ months: unopened.map((one) => one.month) });
}
