import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { excludedAbsences } from "#app/domain/pay/absence.ts";
import { withBase } from "#app/domain/pay/kept-target.ts";
import { personPay } from "#app/domain/pay/person-pay.ts";
import type { PlanStay } from "#app/domain/pay/person-pay.ts";
import type { RunFacts } from "#app/domain/pay/pay-context.ts";
import type { PlanTerms } from "#app/domain/pay/plan-terms.ts";
import { prepareRun } from "#app/domain/pay/prepare-run.ts";
import type { PreparedRun } from "#app/domain/pay/prepare-run.ts";
import { productionCalendarOf } from "#app/domain/pay/production-calendar.ts";
import type { ProductionCalendar } from "#app/domain/pay/prorate-working.ts";
import type { BonusTarget, PastPeriod, PersonPay, Statement } from "#app/domain/pay/statement.ts";
import { monthsOfPayPeriod, payPeriodDays } from "#app/domain/score/pay-period-months.ts";
import type { Scorecard } from "#app/domain/score/scorecard.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { loadCalendars } from "#db/queries/agreements.server.ts";
import { loadMemberships } from "#db/queries/people.server.ts";
import { findExternalValue } from "#db/queries/external-metrics.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import { loadCoefficients, openCoefficient } from "#db/queries/coefficients.server.ts";
import { loadAbsences, loadPayBases, openBase } from "#db/queries/plan-people.server.ts";
import { loadPlanMembers, openTarget } from "#db/queries/plans.server.ts";
import type { PlanVersionRow } from "#db/queries/plans.server.ts";
import { loadDepartmentLinks } from "#db/queries/runs.server.ts";
import { loadScorecards } from "#db/queries/scorecards.server.ts";
import type { Store } from "#db/store.ts";
import { loadHeldPeople } from "./acknowledgement-book.server.ts";
import { groupBy } from "./agreement-book.server.ts";

export interface CalculatedRun {
  readonly facts: RunFacts;
  readonly people: readonly PersonPay[];
  readonly run: PreparedRun;
  readonly scorecardHashes: Readonly<Record<string, string>>;
  /** Where each person is shown: the department of the last membership. */
  readonly departmentOf: ReadonlyMap<string, string>;
  /** People who would be in it, but whose target is a percent of a base that nobody entered. */
  readonly withoutBase: readonly string[];
}

/** Whether every counted month of a pay period is closed. */
export async function isPayPeriodClosed(store: Store, period: string): Promise<boolean> {
  const rows = new Map((await loadPeriods(store)).map((row) => [row.month, row.state]));
  const first = [...rows.keys()].sort()[0];
  return monthsOfPayPeriod(period).every((month) => rows.get(month) === "closed" || (first !== undefined && month < first && !rows.has(month))) && rows.size > 0;
}

/** What a person is owed for earlier periods, in the unit of the statements of then. */
export interface OwedForPast {
  readonly departmentId: string;
  readonly unit: Statement["unit"];
  readonly periods: readonly PastPeriod[];
}

/** What a calculation takes instead of the frozen facts, or on top of them. */
export interface BesidesFrozen {
  /** Scorecards, of teams too, with corrections approved since. */
  readonly corrected?: ReadonlyMap<string, Scorecard>;
  /** By person. */
  readonly owed?: ReadonlyMap<string, OwedForPast>;
}

/**
 * Calculates what a plan version pays for a pay period from its final scorecards, the memberships and the
 * members of the plan with their targets. The same facts give the same result. Who is owed something for an earlier period and is in the
 * plan no longer gets a statement without a target.
 */
export async function calculateRun(store: Store, version: PlanVersionRow, period: string, { corrected, owed }: BesidesFrozen = {}): Promise<CalculatedRun> {
  const { from, to } = payPeriodDays(period);
  const [cards, departments, memberships, members, productionCalendar, bases, absences, coefficients, heldPeople, externalValue] = await Promise.all([
    loadScorecards(store, [period]), loadDepartmentLinks(store), loadMemberships(store, from, to), loadPlanMembers(store, { planId: version.planId }, from, to), loadProductionCalendar(store),
    loadPayBases(store, addDays(to, -1)), loadAbsences(store, from, to), version.terms.mode === "pool" ? loadCoefficients(store, version.planId, period) : new Map<string, never>(),
    loadHeldPeople(store, version.id), externalValueOf(store, version.terms, period),
  ]);
  const teams = new Set(departments.filter((row) => row.isTeam).map((row) => row.id));
  const cardsOf = (isTeam: boolean) => new Map<string, Scorecard>(cards.filter((row) => teams.has(row.departmentId) === isTeam).map((row) => [row.departmentId, corrected?.get(row.departmentId) ?? row.content.card]));
  const tree = departmentTree(departments);
  const facts: RunFacts = {
    plan: version.terms,
    firstDay: from,
    lastDay: addDays(to, -1),
    productionCalendar,
    departmentCards: cardsOf(false),
    teamCards: cardsOf(true),
    parentOf: new Map(departments.map((row) => [row.id, row.parentId])),
    ...(version.terms.external ? { externalValue } : {}),
  };
  const poolOf = (departmentId: string) => tree.pathUp(departmentId).find((id) => !teams.has(id)) ?? departmentId;
  const membershipsOf = groupBy(memberships.filter((row) => row.from < to), (row) => row.personId);
  const absencesOf = groupBy(excludedAbsences(absences, version.terms.excludedAbsences), (row) => row.personId);
  const people: PersonPay[] = [];
  const withoutBase: string[] = [];
  const departmentOf = new Map<string, string>();
  for (const [personId, rows] of groupBy(members, (row) => row.personId)) {
    const base = bases.get(personId);
    const baseMinor = base ? openBase(store, base) : null;
    const stays = rows.flatMap((row): PlanStay[] => {
      const target = withBase(openTarget(store, row), baseMinor);
      return target ? [{ from: row.from, to: row.to, target }] : [];
    });
    if (stays.length < rows.length) {
      withoutBase.push(personId);
      continue;
    }
    const person = personPay(personId, membershipsOf.get(personId) ?? [], stays, poolOf);
    if (!person) continue;
    const given = coefficients.get(personId);
    people.push({
      ...person,
      pastPeriods: owedIn(unitOf(person.target), owed?.get(personId)),
      absences: (absencesOf.get(personId) ?? []).map((row) => ({ from: row.from, to: row.to })),
      ...(given ? { coefficient: openCoefficient(store, given).coefficient } : {}),
      ...(heldPeople.has(personId) ? { isHeld: true } : {}),
    });
    departmentOf.set(personId, [...person.memberships].sort((a, b) => (a.from < b.from ? -1 : 1)).at(-1)!.departmentId);
  }
  const isPaid = new Set(people.map((person) => person.personId));
  for (const [personId, past] of owed ?? []) {
    const sum = past.periods.reduce((total, one) => total + one.recalculatedMinor - one.paidMinor - one.alreadyAdjustedMinor, 0);
    if (isPaid.has(personId) || sum <= 0) continue;
    const target: BonusTarget = past.unit === "percent" ? { type: "percent_only" } : { type: "amount", minor: 0 };
    people.push({ personId, target, memberships: [], absences: [], poolId: poolOf(past.departmentId), coefficient: "1", pastPeriods: past.periods });
    departmentOf.set(personId, past.departmentId);
  }
  return {
    facts,
    people,
    run: prepareRun(people, facts),
    scorecardHashes: Object.fromEntries(cards.map((row) => [row.departmentId, row.contentHash])),
    departmentOf,
    withoutBase,
  };
}

/** What the metric of a plan was in a period; null where it has none or nobody has entered it. */
export async function externalValueOf(store: Store, { external }: Pick<PlanTerms, "external">, period: string): Promise<string | null> {
  return (external && (await findExternalValue(store, external.metricId, period)))?.value ?? null;
}

const unitOf = (target: BonusTarget): Statement["unit"] => (target.type === "percent_only" ? "percent" : "money");
/** A difference in money cannot be put on a statement in percent, nor the other way round. */
const owedIn = (unit: Statement["unit"], owed: OwedForPast | undefined): readonly PastPeriod[] => (owed?.unit === unit ? owed.periods : []);

/** One calendar decides proration by working days for all: that of the first department at the top that has one. */
export async function loadProductionCalendar(store: Store): Promise<ProductionCalendar> {
  const [departments, calendars] = await Promise.all([loadDepartmentLinks(store), loadCalendars(store)]);
  const top = departments.find((row) => row.parentId === null && row.calendarId !== null);
  return productionCalendarOf(calendars.find((row) => row.calendarId === top?.calendarId)?.spec ?? null);
}
