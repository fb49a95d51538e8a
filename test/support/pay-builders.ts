import type { RunFacts } from "#app/domain/pay/pay-context.ts";
import { DEFAULT_PLAN, type PlanTerms } from "#app/domain/pay/plan-terms.ts";
import type { PaidMembership, PersonPay } from "#app/domain/pay/statement.ts";
import type { Scorecard } from "#app/domain/score/scorecard.ts";

/** The curve of the worked example: each point is worth 2 % of the target bonus. */
export const PLAIN_CURVE = {
  type: "curve",
  points: [
    [5000, 0],
    [10_000, 10_000],
    [10_600, 11_200],
  ],
} as const;

export function membership(
  departmentId: string,
  over: Partial<PaidMembership> = {}
): PaidMembership {
  return {
    id: departmentId,
    departmentId,
    from: "2020-01-01",
    to: null,
    fte: "1",
    sharePct: "100",
    ...over,
  };
}

export function person(
  personId: string,
  targetMinor: number,
  over: Partial<PersonPay> = {}
): PersonPay {
  return {
    personId,
    target: { type: "amount", minor: targetMinor },
    memberships: [membership("hr")],
    absences: [],
    poolId: "hr",
    coefficient: "1",
    pastPeriods: [],
    ...over,
  };
}

/** The third quarter of 2026. */
export function runFacts(
  cards: Readonly<Record<string, Scorecard>>,
  plan: Partial<PlanTerms> = {},
  over: Partial<RunFacts> = {}
): RunFacts {
  return {
    plan: { ...DEFAULT_PLAN, payout: PLAIN_CURVE, ...plan },
    firstDay: "2026-07-01",
    lastDay: "2026-09-30",
    productionCalendar: { holidays: [], workingWeekends: [] },
    departmentCards: new Map(Object.entries(cards)),
    teamCards: new Map(),
    parentOf: new Map(),
    ...over,
  };
}
