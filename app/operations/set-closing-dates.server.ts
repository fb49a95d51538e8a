import { ok, refused } from "#app/domain/refusal.ts";
import { checkClosingDates, type ClosingDates } from "#app/domain/score/closing-calendar.ts";
import { readMonth } from "#app/domain/time/local-date.ts";
import { findClosingDates, loadClosingDates, loadClosingRule, putOwnDates } from "#db/queries/closing-dates.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import { datesByMonth, datesOf, isPaidWith, moveUnopened } from "./closing-months.server.ts";
import type { OperationContext } from "./context.ts";
import { organisationDay } from "./organisation-day.server.ts";
import type { ClosingSaved } from "./save-closing-rule.server.ts";

export interface SetClosingDates {
  /** YYYY-MM */
  readonly month: string;
  readonly dates: ClosingDates;
  /** Of the row that was shown; 0 = there was none. */
  readonly rowVersion: number;
  readonly personId: string;
}

/** Sets the dates of one month by hand. Refuses a month that has opened: what falls due in it is known to its people. */
export async function setClosingDates(ctx: OperationContext, command: SetClosingDates): Promise<ClosingSaved> {
  const { store, now } = ctx;
  const { month, rowVersion, personId } = command;
  const [organisation, periods, rule, before, { calendar, zone, today }] = await Promise.all([loadOrganisation(store), loadPeriods(store), loadClosingRule(store, now), findClosingDates(store, month), organisationDay(ctx)]);
  if (!organisation || !readMonth(month)) return { ok: false, faults: [refused("unknown_period")] };
  const row = periods.find((one) => one.month === month);
  if (row ? row.from <= now : month <= today.slice(0, 7)) return { ok: false, faults: [refused("already_open", { month })] };
  const isPaid = isPaidWith(month, organisation.payPeriod);
  const dates: ClosingDates = { ...command.dates, ...(isPaid ? {} : { approveBy: null, payOn: null }) };
  const faults = checkClosingDates(dates, month);
  if (faults.length > 0) return { ok: false, faults: faults.map((fault) => refused(fault.code, fault.facts, fault.field)) };

  const kept = (await loadClosingDates(store, month)).filter((one) => one.month !== month);
  const follow = datesByMonth(rule, calendar, organisation.payPeriod, kept);
  const datesFor = (one: string) => (one === month ? dates : follow(one));
  try {
    await store.writeAll((w) => [putOwnDates(store, w, { month, ...dates, setBy: personId, setAt: now }, rowVersion), ...moveUnopened(store, w, periods, datesFor, zone, now)], {
      at: now, actor: ctx.actor, action: "closing_calendar.dates", entity: "closing_date", entityId: month, details: { before: before && datesOf(before), after: dates },
    });
  } catch (error) {
    if (error instanceof StaleWriteError || error instanceof DuplicateError) return { ok: false, faults: [refused("changed_meanwhile")] };
    throw error;
  }
  return ok({ months: [month] });
}
