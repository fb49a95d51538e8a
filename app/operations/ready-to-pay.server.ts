import type { Mode } from "#app/domain/agreement/terms.ts";
import { MODES } from "#app/domain/agreement/terms.ts";
import type { Names } from "#app/domain/names.ts";
import { nextStep } from "#app/domain/score/closing-calendar.ts";
import { payPeriodName } from "#app/domain/score/pay-period-months.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { loadClosingDates } from "#db/queries/closing-dates.server.ts";
import { countOpenDisputes, countUndecidedItems } from "#db/queries/closing.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import type { PeriodRow } from "#db/queries/periods.server.ts";
import { loadPeopleWithoutPlan, loadPlans } from "#db/queries/plans.server.ts";
import type { PersonWithoutPlan } from "#db/queries/plans.server.ts";
import { loadRuns, openRun } from "#db/queries/runs.server.ts";
import type { RunRow } from "#db/queries/runs.server.ts";
import type { Store } from "#db/store.ts";
import { openAgreementBook } from "./agreement-book.server.ts";
import type { AgreementBook } from "./agreement-book.server.ts";
import { liveScorecards } from "./live-scorecards.server.ts";

export interface ReadyMonth {
  readonly month: string;
  readonly state: PeriodRow["state"];
  readonly cutOffAt: number;
  /** Whole days until the cut-off; 0 or less = it has passed. */
  readonly daysLeft: number;
  readonly pendingItems: number;
  /** The step of its closing whose last day comes next; null without dates, or when all have passed. */
  readonly next: ReturnType<typeof nextStep>;
}

export interface ReadyDepartment {
  readonly departmentId: string;
  readonly name: Names;
  readonly scoreBp: number | null;
  readonly coverageBp: number | null;
  readonly unmeasurableBp: number | null;
  readonly disputes: number;
  /** Lines in force today by mode. */
  readonly lines: Readonly<Record<Mode, number>>;
}

export interface ReadyFund {
  readonly runId: string;
  readonly planName: Names;
  readonly period: string;
  readonly state: RunRow["state"];
  readonly targetMinor: number;
  readonly amountMinor: number;
  readonly limitMinor: number | null;
  readonly currency: string;
  readonly minorDigits: number;
}

export interface ReadyToPay {
  readonly payPeriod: string;
  readonly asOf: number;
  /** Months that are not closed and have begun, oldest first. */
  readonly months: readonly ReadyMonth[];
  readonly departments: readonly ReadyDepartment[];
  readonly withoutPlan: { readonly rows: readonly (PersonWithoutPlan & { readonly department: Names })[]; readonly total: number };
  /** The newest run of each plan. */
  readonly funds: readonly ReadyFund[];
}

/** People named; the rest is a number. */
const NAMED = 12;
const RUNS = 60;

/** What stands between now and the next payout, for HR; null before the first setup. */
export async function readyToPay(store: Store, now: number): Promise<ReadyToPay | null> {
  const periods = await loadPeriods(store);
  if (periods.length === 0) return null;
  const book = await openAgreementBook(store);
  const today = localDateOf(zoneOf(book.organisation.zone), now);
  const payPeriod = payPeriodName(today.slice(0, 7), book.organisation.payPeriod);
  const waiting = periods.filter((row) => row.state !== "closed" && row.from <= now);
  const [live, disputes, pending, plans, runs] = await Promise.all([
    liveScorecards(store, payPeriod, now), countOpenDisputes(store), Promise.all(waiting.map((row) => countUndecidedItems(store, row.month))), loadPlans(store), loadRuns(store, RUNS),
  ]);
  const lines = linesInForce(book, today);
  const dates = new Map((await loadClosingDates(store, waiting[0]?.month ?? today.slice(0, 7))).map((row) => [row.month, row]));
  const serving = [...live.cards.keys()];
  const withoutPlan = await loadPeopleWithoutPlan(store, serving, today, NAMED);
  return {
    payPeriod,
    asOf: live.asOf,
    months: waiting.map((row, i) => ({
      month: row.month, state: row.state, cutOffAt: row.to, daysLeft: Math.ceil((row.to - now) / DAY_MS), pendingItems: pending[i]!, next: dates.has(row.month) ? nextStep(dates.get(row.month)!, today) : null,
    })),
    departments: [...live.cards]
      .filter(([id]) => book.departments.get(id)?.isTeam === false)
      .map(([departmentId, card]) => ({
        departmentId, name: book.departments.get(departmentId)!.name, scoreBp: card.pay.scoreBp, coverageBp: card.coverageBp, unmeasurableBp: card.shown.unmeasurableShareBp,
        disputes: disputes.get(departmentId) ?? 0, lines: lines.get(departmentId) ?? { observe: 0, trial: 0, paid: 0 },
      })),
    withoutPlan: { total: withoutPlan.total, rows: withoutPlan.rows.map((row) => ({ ...row, department: book.departments.get(row.departmentId)?.name ?? {} })) },
    funds: plans.flatMap((plan): ReadyFund[] => {
      const run = runs.find((one) => one.planId === plan.id);
      if (!run) return [];
      const { totals, fund, currency, minorDigits } = openRun(store, run);
      return [{ runId: run.id, planName: plan.name, period: run.period, state: run.state, targetMinor: totals.targetMinor, amountMinor: totals.amountMinor, limitMinor: fund.limitMinor, currency, minorDigits }];
    }),
  };
}

/** Lines of the versions in force on a day, by provider and mode. */
export function linesInForce(book: AgreementBook, day: string): Map<string, Record<Mode, number>> {
  const counts = new Map<string, Record<Mode, number>>();
  for (const agreement of book.agreements.values()) {
    for (const version of book.versionsOf(agreement.id)) {
      if (version.from > day || (version.to !== null && version.to <= day)) continue;
      const of = counts.get(agreement.providerId) ?? (Object.fromEntries(MODES.map((mode) => [mode, 0])) as Record<Mode, number>);
      for (const line of book.obligationsOf(version.id)) of[line.mode] += 1;
      counts.set(agreement.providerId, of);
    }
  }
  return counts;
}
