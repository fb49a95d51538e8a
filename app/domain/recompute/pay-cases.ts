import { HUNDRED, parseDecimal, subtract } from "../decimal/rational.ts";
import { formatShortest } from "../decimal/round.ts";
import { payContext, type RunFacts } from "../pay/pay-context.ts";
import type { PayoutRule, PlanTerms } from "../pay/plan-terms.ts";
import type { PreparedRun } from "../pay/prepare-run.ts";
import type { PersonPay, Statement, StatementSegment } from "../pay/statement.ts";
import { addDays } from "../time/local-date.ts";
import { moneyText, percentText, type FormulaCase } from "./formula-case.ts";

/**
 * Every step of a bonus run as cases of formulas.md: curve and gates of each department, days, bonus and adjustments
 * of each person, and how fund or pools share. A statement in percent only has no case of `employee_bonus`, because
 * its target is not prorated here.
 *
 * @param id names the run
 */
export function payCases(id: string, facts: RunFacts, people: readonly PersonPay[], run: PreparedRun): FormulaCase[] {
  const personOf = new Map(people.map((person) => [person.personId, person]));
  const { plan } = facts;
  return [
    ...payoutCases(id, plan, run.statements),
    ...run.statements.flatMap((statement) => personCases(`${id}/${statement.personId}`, facts, personOf.get(statement.personId)!, statement)),
    ...(plan.mode === "pool" ? poolCases(id, plan, personOf, run) : fundCases(id, plan, run)),
  ];
}

/** Curve and gates once a department, as its members' segments show them. */
function payoutCases(id: string, plan: PlanTerms, statements: readonly Statement[]): FormulaCase[] {
  const byDepartment = new Map<string, StatementSegment>();
  // Where one member's pay is held, another's segment tells what the department pays.
  for (const segment of statements.flatMap((statement) => statement.segments)) {
    if (segment.policy !== "hold" || !byDepartment.has(segment.departmentId)) byDepartment.set(segment.departmentId, segment);
  }
  return [...byDepartment.values()].flatMap((segment) => {
    const place = `${id}/${segment.departmentId}`;
    const curve = { id: `${place}/curve`, ...payoutCase(plan.payout, segment.scoreBp), expect: { payout_pct: percentText(segment.curveBp) } };
    const gates = segment.policy === null ? plan.gates : [];
    const input = {
      payout_pct: percentText(segment.curveBp),
      plan_cap_pct: percentText(plan.planCapBp),
      gates: gates.map(({ id: gateId, effect }, i) => ({
        id: gateId,
        threshold: percentText(segment.gateValues[i]?.thresholdBp ?? 0),
        value: percentText(segment.gateValues[i]?.valueBp ?? null),
        action: effect.action,
        ...(effect.action === "cap" && { cap_pct: percentText(effect.capBp) }),
      })),
    };
    const expect = { payout_pct: percentText(segment.payoutBp), failed: segment.failedGates, not_measured: segment.notMeasuredGates };
    return [...(segment.scoreBp === null ? [] : [...externalCases(place, plan, segment), curve]), { id: `${place}/gates`, kind: "gates", input, expect }];
  });
}

/** How the part from outside and the score became one; nothing where the plan has no such part. */
function externalCases(place: string, { external }: PlanTerms, segment: StatementSegment): FormulaCase[] {
  if (!external || !segment.external) return [];
  const { ownBp, scoreBp } = segment.external;
  const weight = parseDecimal(external.weightPct);
  const input = { objective: percentText(ownBp), satisfaction: percentText(scoreBp), w_obj: formatShortest(subtract(HUNDRED, weight)), w_sat: external.weightPct };
  return [{ id: `${place}/external`, kind: "combine", input, expect: { score: percentText(segment.scoreBp), reweighted: scoreBp === null } }];
}

function payoutCase(rule: PayoutRule, scoreBp: number | null): Pick<FormulaCase, "kind" | "input"> {
  const x = percentText(scoreBp);
  switch (rule.type) {
    case "curve":
      return { kind: "payout_curve", input: { points: rule.points.map((point) => point.map(percentText)), x } };
    case "steps":
      return { kind: "payout_steps", input: { steps: rule.steps.map((step) => step.map(percentText)), x } };
    case "ramp":
      return {
        kind: "payout_ramp",
        input: { tiers: rule.tiers.map(({ fromBp, toBp, rate }) => [percentText(fromBp), percentText(toBp), rate]), x, cap_pct: percentText(rule.capBp) },
      };
  }
}

function personCases(id: string, facts: RunFacts, person: PersonPay, statement: Statement): FormulaCase[] {
  const { plan, firstDay, lastDay, productionCalendar } = facts;
  const digits = statement.unit === "percent" ? 2 : plan.minorDigits;
  const money = (minor: number) => moneyText(minor, digits);
  const excluded = person.absences.filter(({ from, to }) => from < to).map(({ from, to }) => [from, addDays(to, -1)]);
  const working = plan.proration === "working";
  const days = statement.segments.map((segment): FormulaCase => ({
    id: `${id}/${segment.id}/days`,
    kind: working ? "prorate_working" : "prorate_calendar",
    input: {
      target: "0",
      period_start: firstDay,
      period_end: lastDay,
      hire: segment.from,
      ...(segment.to !== null && { leave: addDays(segment.to, -1) }),
      ...(excluded.length > 0 && { excluded }),
      ...(working && { holidays: productionCalendar.holidays, working_weekends: productionCalendar.workingWeekends }),
    },
    expect: { counted: segment.days, total: statement.totalDays },
  }));
  return [...days, ...(statement.unit === "money" ? [bonusCase(id, plan, statement)] : []), ...waterfallCases(id, facts, statement, money), ...adjustmentCases(id, plan, person, statement, money)];
}

function bonusCase(id: string, plan: PlanTerms, statement: Statement): FormulaCase {
  const money = (minor: number) => moneyText(minor, plan.minorDigits);
  return {
    id: `${id}/bonus`,
    kind: "employee_bonus",
    input: {
      target_full: money(statement.targetMinor),
      total_days: Math.max(1, statement.totalDays),
      cap_pct: percentText(plan.memberCapBp),
      segments: statement.segments.map(({ id: segment, days, fte, sharePct, payoutBp }) => ({
        id: segment, days, fte: plan.targetIncludesFte ? "1" : fte, share_pct: sharePct, payout_pct: percentText(payoutBp),
      })),
      minor_digits: plan.minorDigits,
    },
    expect: {
      prorated_total: money(statement.proratedMinor),
      lines: Object.fromEntries(statement.segments.map((segment) => [segment.id, { target: money(segment.targetMinor), bonus: money(segment.bonusMinor) }])),
      total: money(statement.earnedMinor),
      capped: statement.capped,
    },
  };
}

/** The loss of each paid segment over its causes; only where points are decimals, which a mix of team and department need not give. */
function waterfallCases(id: string, facts: RunFacts, statement: Statement, money: (minor: number) => string): FormulaCase[] {
  if (facts.plan.mix.team !== "0") return [];
  const context = payContext(facts);
  const digits = statement.unit === "percent" ? 2 : facts.plan.minorDigits;
  return statement.segments.flatMap((segment) => {
    if (segment.policy === "hold") return [];
    const { causes, policy } = context.payoutOf(segment.departmentId);
    const lines = statement.lines.filter((line) => line.segmentId === segment.id && !/^(gate:|held:)|^plan_cap$/.test(line.id));
    return [
      {
        id: `${id}/${segment.id}/lines`,
        kind: "waterfall",
        input: {
          target_full: money(segment.targetMinor),
          prorated: money(segment.targetMinor),
          payout_pct: percentText(segment.curveBp),
          causes: causes.map(({ id: cause, points }) => ({ id: cause, points: formatShortest(points) })),
          ...(policy !== null && { reason: "nothing_measured" }),
          minor_digits: digits,
        },
        // Lines of nothing are left out of a statement; the formula's start and bonus say the rest.
        expect: { bonus: money(segment.targetMinor + lines.reduce((sum, line) => sum + line.amountMinor, 0)) },
      },
    ];
  });
}

function adjustmentCases(id: string, plan: PlanTerms, person: PersonPay, statement: Statement, money: (minor: number) => string): FormulaCase[] {
  let open = statement.amountMinor - statement.adjustments.reduce((sum, one) => sum + one.appliedMinor, 0);
  return statement.adjustments.map((adjusted) => {
    const past = person.pastPeriods.find(({ period }) => period === adjusted.period)!;
    const input = {
      recalculated: money(past.recalculatedMinor),
      paid: money(past.paidMinor),
      already_adjusted: money(past.alreadyAdjustedMinor),
      open_bonus: money(open),
      policy: plan.negativeAdjustment,
      ...(statement.unit === "money" && { minor_digits: plan.minorDigits }),
    };
    open += adjusted.appliedMinor;
    return {
      id: `${id}/adjustment:${adjusted.period}`,
      kind: "adjustment",
      input,
      expect: { delta: money(adjusted.deltaMinor), applied: money(adjusted.appliedMinor), carry: money(adjusted.carryMinor), to_pay: money(open) },
    };
  });
}

/** What each money statement got of the fund, before adjustments. */
const sharedMinor = (statement: Statement): number => statement.amountMinor - statement.adjustments.reduce((sum, one) => sum + one.appliedMinor, 0);

function fundCases(id: string, plan: PlanTerms, run: PreparedRun): FormulaCase[] {
  const paid = run.statements.filter((statement) => statement.unit === "money");
  if (plan.fundLimitMinor === null || paid.length === 0) return [];
  const money = (minor: number) => moneyText(minor, plan.minorDigits);
  return [
    {
      id: `${id}/fund`,
      kind: "fund_scale",
      input: { limit: money(plan.fundLimitMinor), members: paid.map(({ personId, earnedMinor }) => ({ id: personId, earned: money(earnedMinor) })), minor_digits: plan.minorDigits },
      expect: { factor: run.fund.factor, paid: Object.fromEntries(paid.map((statement) => [statement.personId, money(sharedMinor(statement))])) },
    },
  ];
}

function poolCases(id: string, plan: PlanTerms, personOf: ReadonlyMap<string, PersonPay>, run: PreparedRun): FormulaCase[] {
  const money = (minor: number) => moneyText(minor, plan.minorDigits);
  const pools = new Map<string, Statement[]>();
  for (const statement of run.statements) {
    if (statement.unit !== "money") continue;
    const { poolId } = personOf.get(statement.personId)!;
    pools.set(poolId, [...(pools.get(poolId) ?? []), statement]);
  }
  return [...pools].map(([poolId, members]) => ({
    id: `${id}/pool:${poolId}`,
    kind: "pool_ktu",
    input: {
      amount: money(members.reduce((sum, statement) => sum + sharedMinor(statement), 0)),
      members: members.map(({ personId, proratedMinor, heldMinor }) => ({ id: personId, base: money(proratedMinor - heldMinor), ktu: personOf.get(personId)!.coefficient })),
      minor_digits: plan.minorDigits,
    },
    expect: { shares: Object.fromEntries(members.map((statement) => [statement.personId, money(sharedMinor(statement))])) },
  }));
}
