import { closingDates, type ClosingDates } from "#app/domain/score/closing-calendar.ts";
import { addMonths } from "#app/domain/time/local-date.ts";
import { loadClosingDates, loadClosingRule } from "#db/queries/closing-dates.server.ts";
import type { ClosingRuleRow } from "#db/queries/closing-dates.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import type { PeriodRow } from "#db/queries/periods.server.ts";
import { datesOf, isPaidWith } from "./closing-months.server.ts";
import type { OperationContext } from "./context.ts";
import { organisationDay } from "./organisation-day.server.ts";

/** The months after the last one that exists whose dates a page shows. */
const MONTHS_AHEAD = 6;

export interface PlannedClosing {
  readonly month: string;
  /** null: neither a rule nor anybody set dates; the month's end is the cut-off. */
  readonly dates: ClosingDates | null;
  /** Set for this month alone. */
  readonly byHand: boolean;
  /** Its dates may still be set. */
  readonly isAhead: boolean;
  /** The quarter or month that is paid with it. */
  readonly endsPayPeriod: boolean;
  readonly state: PeriodRow["state"];
  readonly rowVersion: number;
}

export interface ClosingPlan {
  readonly today: string;
  readonly rule: ClosingRuleRow | null;
  /** False where the organisation has no calendar to count by: then no rule can be set. */
  readonly hasCalendar: boolean;
  readonly months: readonly PlannedClosing[];
}

/** Months that are not closed and the next ones, with the dates they have or will have; null before the first setup. */
export async function readClosingPlan(ctx: Pick<OperationContext, "store" | "now">): Promise<ClosingPlan | null> {
  const { store, now } = ctx;
  const [organisation, periods, rule, day] = await Promise.all([loadOrganisation(store), loadPeriods(store), loadClosingRule(store, now), organisationDay(ctx)]);
  if (!organisation || periods.length === 0) return null;
  const waiting = periods.filter((row) => row.state !== "closed");
  const first = waiting[0]?.month ?? addMonths(periods[periods.length - 1]!.month, 1);
  const stored = new Map((await loadClosingDates(store, first)).map((row) => [row.month, row]));
  const last = addMonths(periods[periods.length - 1]!.month, MONTHS_AHEAD);
  const months: PlannedClosing[] = [];
  for (let month = first; month <= last; month = addMonths(month, 1)) {
    const row = waiting.find((one) => one.month === month);
    const endsPayPeriod = isPaidWith(month, organisation.payPeriod);
    const known = stored.get(month);
    const follows = row === undefined && rule && day.calendar ? closingDates(rule.rule, day.calendar, month, endsPayPeriod) : null;
    months.push({
      month, endsPayPeriod, dates: known ? datesOf(known) : follows, byHand: known?.byHand ?? false, isAhead: row === undefined || row.from > now, state: row?.state ?? "open", rowVersion: known?.rowVersion ?? 0,
    });
  }
  return { today: day.today, rule, hasCalendar: day.calendar !== null, months };
}
