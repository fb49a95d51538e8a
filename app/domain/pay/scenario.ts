import { percentOf } from "../decimal/rational.ts";
import { round } from "../decimal/round.ts";
import { fromBp, fromMinor, toBp, toMinor } from "../decimal/stored-units.ts";
import { buildScorecard, buildTeamScorecard } from "../score/build-scorecard.ts";
import { inputOfCard } from "../score/input-of-card.ts";
import type { ScorePolicy } from "../score/score-policy.ts";
import type { Scorecard } from "../score/scorecard.ts";
import { compareCodePoints } from "../order-by-code-point.ts";
import { departmentPayout, type ScorecardSource } from "./department-payout.ts";
import { fundScale } from "./fund-scale.ts";
import { LOWEST_CLIENT_GATE, type PlanTerms } from "./plan-terms.ts";

/** What is different in a scenario; what is left out stays as it is. */
export interface ScenarioChanges {
  /** Weight of the objective in percent; the rest is satisfaction's. */
  readonly objectivePct?: number;
  readonly curve?: readonly (readonly [scoreBp: number, payoutBp: number])[];
  readonly planCapBp?: number;
  /** The gate of the lowest client; null takes it away. */
  readonly gate?: { readonly thresholdBp: number; readonly capBp: number } | null;
  readonly scores?: readonly { readonly departmentId: string; readonly scoreBp: number }[];
}

/** People of one department with one target: they are paid the same. */
export interface TargetGroup {
  readonly departmentId: string;
  /** Prorated. */
  readonly targetMinor: number;
  readonly people: number;
}

export interface ScenarioFacts extends ScorecardSource {
  readonly plan: PlanTerms;
  readonly groups: readonly TargetGroup[];
  /** Team -> the department whose lines name it. */
  readonly departmentOfTeam: ReadonlyMap<string, string>;
}

export interface ScenarioDepartment {
  readonly departmentId: string;
  readonly people: number;
  readonly targetMinor: number;
  readonly scoreBp: number | null;
  readonly payoutBp: number;
  readonly paidMinor: number;
}

export interface ScenarioResult {
  /** In code point order of the departments. */
  readonly departments: readonly ScenarioDepartment[];
  readonly targetMinor: number;
  /** Before the limit of the fund. */
  readonly earnedMinor: number;
  readonly paidMinor: number;
  readonly limitMinor: number | null;
}

/** What a scenario pays, by the functions of the run: one payout a department, one rounding a target, then the fund. */
export function runScenario(facts: ScenarioFacts, changes: ScenarioChanges): ScenarioResult {
  const plan = changedPlan(facts.plan, changes);
  const source = changedSource(facts, changes);
  const byDepartment = new Map<string, TargetGroup[]>();
  for (const group of facts.groups) byDepartment.set(group.departmentId, [...(byDepartment.get(group.departmentId) ?? []), group]);
  const earned = [...byDepartment].sort(([a], [b]) => compareCodePoints(a, b)).map(([departmentId, groups]) => {
    const payout = departmentPayout(plan, source, departmentId);
    const payoutBp = Math.min(toBp(payout.payoutPct), plan.memberCapBp);
    return {
      departmentId,
      people: groups.reduce((sum, one) => sum + one.people, 0),
      targetMinor: groups.reduce((sum, one) => sum + one.people * one.targetMinor, 0),
      scoreBp: payout.scoreBp,
      payoutBp,
      paidMinor: groups.reduce((sum, one) => sum + one.people * bonusOf(one.targetMinor, payoutBp, plan.minorDigits), 0),
    };
  });
  const earnedMinor = earned.reduce((sum, one) => sum + one.paidMinor, 0);
  const limit = plan.fundLimitMinor;
  const scaled = fundScale(BigInt(limit ?? earnedMinor), earned.map((one) => ({ id: one.departmentId, earned: BigInt(one.paidMinor) })));
  const departments = earned.map((one, place) => ({ ...one, paidMinor: Number(scaled.paid[place]!) }));
  return {
    departments,
    targetMinor: departments.reduce((sum, one) => sum + one.targetMinor, 0),
    earnedMinor,
    paidMinor: departments.reduce((sum, one) => sum + one.paidMinor, 0),
    limitMinor: limit,
  };
}

const bonusOf = (targetMinor: number, payoutBp: number, digits: number): number =>
  toMinor(round(percentOf(fromBp(payoutBp), fromMinor(targetMinor, digits)), digits), digits);

function changedPlan(plan: PlanTerms, changes: ScenarioChanges): PlanTerms {
  const others = plan.gates.filter((gate) => gate.type !== "lowest_client");
  return {
    ...plan,
    ...(changes.curve === undefined ? {} : { payout: { type: "curve" as const, points: changes.curve } }),
    ...(changes.planCapBp === undefined ? {} : { planCapBp: changes.planCapBp }),
    ...(changes.gate === undefined
      ? {}
      : {
          gates:
            changes.gate === null
              ? others
              : [...others, { ...LOWEST_CLIENT_GATE, type: "lowest_client" as const, thresholdBp: changes.gate.thresholdBp, minDueItems: 10, effect: { action: "cap" as const, capBp: changes.gate.capBp } }],
        }),
  };
}

function changedSource(facts: ScenarioFacts, { objectivePct, scores = [] }: ScenarioChanges): ScorecardSource {
  const { parentOf } = facts;
  const weighed = (card: Scorecard, teamId: string | null): Scorecard => {
    if (objectivePct === undefined) return card;
    const input = inputOfCard(card, "pay");
    const policy: ScorePolicy = { ...card.policy, objectiveWeight: String(objectivePct), satisfactionWeight: String(100 - objectivePct) };
    return teamId === null ? buildScorecard({ ...input, policy }) : buildTeamScorecard({ ...input, policy }, teamId);
  };
  const given = new Map(scores.map((one) => [one.departmentId, one.scoreBp]));
  const withScore = (card: Scorecard, id: string): Scorecard => {
    const scoreBp = given.get(id);
    return scoreBp === undefined ? card : { ...card, pay: { ...card.pay, scoreBp, reason: null } };
  };
  const departmentCards = new Map([...facts.departmentCards].map(([id, card]) => [id, withScore(weighed(card, null), id)]));
  const teamCards = new Map(
    [...facts.teamCards].map(([id, card]) => {
      const department = facts.departmentCards.get(facts.departmentOfTeam.get(id) ?? "");
      return [id, withScore(objectivePct === undefined || department === undefined ? card : weighed(department, id), id)];
    })
  );
  return { departmentCards, teamCards, parentOf, externalValue: facts.externalValue ?? null };
}
