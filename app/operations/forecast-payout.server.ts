import { multiply, parseDecimal, sum, divide, isZero } from "#app/domain/decimal/rational.ts";
import { fromBp, toBp } from "#app/domain/decimal/stored-units.ts";
import type { Names } from "#app/domain/names.ts";
import { departmentPayout } from "#app/domain/pay/department-payout.ts";
import { payPeriodDays, payPeriodName } from "#app/domain/score/pay-period-months.ts";
import type { Scorecard } from "#app/domain/score/scorecard.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadMemberships } from "#db/queries/people.server.ts";
import { findPlan, loadPlanMembers, loadPlanVersionAt } from "#db/queries/plans.server.ts";
import { loadDepartmentLinks } from "#db/queries/runs.server.ts";
import type { Store } from "#db/store.ts";
import { externalValueOf } from "./calculate-run.server.ts";
import { liveScorecards } from "./live-scorecards.server.ts";

export interface Forecast {
  readonly period: string;
  readonly planName: Names;
  /** null: nothing is measured yet. */
  readonly payoutBp: number | null;
  readonly scoreBp: number | null;
  readonly departmentId: string;
  readonly asOf: number;
}

/**
 * What the running pay period would pay as it stands, in percent: "forecast, not accrued". Null for people without
 * a plan or a department today.
 */
export async function forecastPayout(store: Store, personId: string, now: number): Promise<Forecast | null> {
  const organisation = await loadOrganisation(store);
  if (!organisation) return null;
  const today = localDateOf(zoneOf(organisation.zone), now);
  const period = payPeriodName(today.slice(0, 7), organisation.payPeriod);
  const [[member], memberships, departments] = await Promise.all([
    loadPlanMembers(store, { personIds: [personId] }, today, addDays(today, 1)), loadMemberships(store, today, today, personId), loadDepartmentLinks(store),
  ]);
  if (!member || memberships.length === 0) return null;
  const [plan, version, live] = await Promise.all([findPlan(store, member.planId), loadPlanVersionAt(store, member.planId, payPeriodDays(period).from), liveScorecards(store, period, now)]);
  if (!plan || !version) return null;
  const externalValue = await externalValueOf(store, version.terms, period);
  const teams = new Set(departments.filter((row) => row.isTeam).map((row) => row.id));
  const cardsOf = (isTeam: boolean) => new Map<string, Scorecard>([...live.cards].filter(([id]) => teams.has(id) === isTeam));
  const source = { externalValue, departmentCards: cardsOf(false), teamCards: cardsOf(true), parentOf: new Map(departments.map((row) => [row.id, row.parentId])) };
  const parts = memberships.map((row) => ({ payout: departmentPayout(version.terms, source, row.departmentId), weight: multiply(parseDecimal(row.fte), parseDecimal(row.sharePct)) }));
  const weights = sum(parts.map((part) => part.weight));
  const isMeasured = parts.some((part) => part.payout.scoreBp !== null) && !isZero(weights);
  const mean = (values: readonly { n: bigint; d: bigint }[]) => toBp(divide(sum(values.map((value, i) => multiply(value, parts[i]!.weight))), weights));
  const scores = parts.map((part) => part.payout.scoreBp);
  return {
    period,
    planName: plan.name,
    payoutBp: isMeasured ? mean(parts.map((part) => part.payout.payoutPct)) : null,
    scoreBp: isMeasured && scores.every((bp) => bp !== null) ? mean(scores.map((bp) => fromBp(bp!))) : null,
    departmentId: parts[0]!.payout.cardOf ?? memberships[0]!.departmentId,
    asOf: live.asOf,
  };
}
