import { dayNumber } from "./day-number.ts";
import {
  departmentPayout,
  type DepartmentPayout,
  type ScorecardSource,
} from "./department-payout.ts";
import type { PlanTerms } from "./plan-terms.ts";
import { countCalendarDays } from "./prorate-calendar.ts";
import { countWorkingDays, type ProductionCalendar } from "./prorate-working.ts";

/** Everything that the statements of one run share. */
export interface RunFacts extends ScorecardSource {
  readonly plan: PlanTerms;
  /** Local dates, both included: the calendar month or quarter. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** Needed for proration by working days. */
  readonly productionCalendar: ProductionCalendar;
}

/** Half-open span of local dates. */
interface Span {
  readonly from: string;
  readonly to: string | null;
}

/** Shared answers of one run, computed once: payouts by department, days by span. */
export interface PayContext {
  readonly plan: PlanTerms;
  readonly totalDays: number;
  readonly payoutOf: (departmentId: string) => DepartmentPayout;
  /** Days of the period inside the span and outside the absences, on the plan's basis. */
  readonly daysOf: (span: Span, absences: readonly { from: string; to: string }[]) => number;
}

export function payContext(facts: RunFacts): PayContext {
  const { plan, firstDay, lastDay, productionCalendar } = facts;
  const payouts = new Map<string, DepartmentPayout>();
  const spans = new Map<string, { counted: number; total: number }>();

  const count = ({ from, to }: Span, absences: readonly { from: string; to: string }[]) => {
    const entitlement = {
      periodStart: firstDay,
      periodEnd: lastDay,
      hire: from,
      leave: to === null ? null : dayBefore(to),
      excluded: absences
        .filter((absence) => absence.from < absence.to)
        .map((absence) => [absence.from, dayBefore(absence.to)] as const),
    };
    return plan.proration === "working"
      ? countWorkingDays(entitlement, productionCalendar)
      : countCalendarDays(entitlement);
  };
  const memberDays = (span: Span, absences: readonly { from: string; to: string }[]) => {
    if (absences.length > 0) return count(span, absences);
    const key = `${span.from}/${span.to}`;
    let days = spans.get(key);
    if (days === undefined) spans.set(key, (days = count(span, absences)));
    return days;
  };

  return {
    plan,
    totalDays: memberDays({ from: firstDay, to: null }, []).total,
    payoutOf: (departmentId) => {
      let payout = payouts.get(departmentId);
      if (payout === undefined) {
        payouts.set(departmentId, (payout = departmentPayout(plan, facts, departmentId)));
      }
      return payout;
    },
    daysOf: (span, absences) => memberDays(span, absences).counted,
  };
}

/** The local date before: the last day worked of a half-open membership. */
function dayBefore(date: string): string {
  const MS_PER_DAY = 86_400_000;
  return new Date((dayNumber(date) - 1) * MS_PER_DAY).toISOString().slice(0, 10);
}
