import {
  compare,
  fraction,
  multiply,
  ONE,
  parseDecimal,
  percentOf,
  sum,
  whole,
  ZERO,
  type Rational,
} from "../decimal/rational.ts";
import { round, roundToUnits } from "../decimal/round.ts";
import { fromBp, fromMinor, toBp, toMinor } from "../decimal/stored-units.ts";
import { compareCodePoints } from "../order-by-code-point.ts";
import { adjust } from "./adjustment.ts";
import type { DepartmentPayout } from "./department-payout.ts";
import { employeeBonus, paySegments, segmentWeight, type EmployeeBonus } from "./employee-bonus.ts";
import type { PayContext } from "./pay-context.ts";
import type { PlanTerms } from "./plan-terms.ts";
import type {
  BonusTarget,
  PastPeriod,
  PersonPay,
  Remark,
  Statement,
  StatementAdjustment,
  StatementLine,
  StatementSegment,
} from "./statement.ts";
import { lossLines } from "./waterfall.ts";

/** A target of percent only: 100.00 %, counted in 0.01 %. */
const WHOLE_TARGET_BP = 10_000;

interface Segment {
  readonly membership: PersonPay["memberships"][number];
  readonly id: string;
  readonly days: number;
  readonly fte: Rational;
  readonly sharePct: Rational;
  readonly payoutPct: Rational;
  readonly payout: DepartmentPayout;
}

/**
 * One person's own statement (design.md section 8): segments -> payouts -> bonus -> lines, before fund, pool
 * and adjustments, which need the whole run. Throws `bad_curve`, `negative_amount`.
 */
export function prepareOwnStatement(person: PersonPay, context: PayContext): Statement {
  const { plan } = context;
  const digits = person.target.type === "percent_only" ? 2 : plan.minorDigits;
  const segments = segmentsOf(person, context);
  const targetMinor = fullTarget(person.target, digits);
  const bonus = bonusOf(person.target, targetMinor, segments, context, digits);
  const targets = bonus.lines.map((line) => toMinor(line.target, digits));
  const lines: StatementLine[] = [{ id: "target", segmentId: null, amountMinor: targetMinor }];
  const proratedMinor = toMinor(bonus.proratedTotal, digits);
  lines.push({ id: "time", segmentId: null, amountMinor: proratedMinor - targetMinor });
  segments.forEach((segment, i) => lines.push(...segmentLines(segment, targets[i]!, digits)));
  const bonuses = bonus.lines.map((line) => toMinor(line.bonus, digits));
  const earnedMinor = toMinor(bonus.total, digits);
  if (bonus.capped) {
    const uncapped = bonuses.reduce((total, one) => total + one, 0);
    lines.push({ id: "cap", segmentId: null, amountMinor: earnedMinor - uncapped });
  }
  const held = segments.flatMap(({ id, payout }, i) =>
    payout.policy === "hold"
      ? [{ id: `held:${id}`, segmentId: id, amountMinor: 0 - targets[i]! }]
      : []
  );
  return {
    personId: person.personId,
    unit: person.target.type === "percent_only" ? "percent" : "money",
    shadow: plan.shadow,
    targetMinor,
    totalDays: context.totalDays,
    ...(person.absences.length > 0 ? { absences: person.absences } : {}),
    proratedMinor,
    segments: segments.map((segment, i) => statementSegment(segment, targets[i]!, bonuses[i]!)),
    earnedMinor,
    capped: bonus.capped,
    heldMinor: held.reduce((total, line) => total - line.amountMinor, 0),
    lines: [...lines, ...held],
    adjustments: [],
    amountMinor: earnedMinor,
    effectivePayoutBp: effectivePayout(earnedMinor, proratedMinor),
    remarks: remarksOf(segments, context.totalDays, person.isHeld === true),
  };
}

/** Memberships that reach into the period, by start, then id. */
function segmentsOf(person: PersonPay, context: PayContext): Segment[] {
  const fteOf = (fte: string) => (context.plan.targetIncludesFte ? ONE : parseDecimal(fte));
  return person.memberships
    .map((membership) => {
      const own = context.payoutOf(membership.departmentId);
      const payout = person.isHeld ? heldPayout(own) : own;
      return {
        membership,
        id: membership.id,
        days: context.daysOf(membership, person.absences),
        fte: fteOf(membership.fte),
        sharePct: parseDecimal(membership.sharePct),
        payoutPct: payout.payoutPct,
        payout,
      };
    })
    .filter(({ days }) => days > 0)
    .sort(
      (a, b) =>
        compareCodePoints(a.membership.from, b.membership.from) || compareCodePoints(a.id, b.id)
    );
}

/** What a department pays somebody whose pay is held whatever it earned: nothing now. */
const heldPayout = (payout: DepartmentPayout): DepartmentPayout => ({
  ...payout, scoreBp: null, external: null, policy: "hold", curvePct: ZERO, payoutPct: ZERO, steps: [], failedGates: [], notMeasuredGates: [], gateValues: [], causes: [],
});

function fullTarget(target: BonusTarget, digits: number): number {
  if (target.type === "percent_only") return WHOLE_TARGET_BP;
  if (target.type === "amount") return target.minor;
  const base = fromMinor(target.baseMinor, digits);
  return toMinor(round(percentOf(fromBp(target.percentBp), base), digits), digits);
}

function bonusOf(
  target: BonusTarget,
  targetMinor: number,
  segments: readonly Segment[],
  { plan, totalDays }: PayContext,
  digits: number
): EmployeeBonus {
  const cap = fromBp(plan.memberCapBp);
  // Nobody can have days in a period without any, so its length does not matter.
  const full = fromMinor(targetMinor, digits);
  if (target.type !== "percent_only" || segments.length === 0) {
    return employeeBonus(full, Math.max(1, totalDays), cap, segments, digits);
  }
  const weighted = segments.map((segment) => ({ ...segment, weight: segmentWeight(segment) }));
  return { proratedTotal: full, ...paySegments(BigInt(targetMinor), cap, weighted, digits) };
}

/** The segment's waterfall at the curve's payout, then what each gate and the plan cap took. */
function segmentLines(segment: Segment, targetMinor: number, digits: number): StatementLine[] {
  const { payout, id: segmentId } = segment;
  // A held segment is explained by one line of its own, for the whole target.
  if (payout.policy === "hold") return [];
  const target = fromMinor(targetMinor, digits);
  const paidAt = (pct: Rational) => roundToUnits(percentOf(pct, target), digits);
  const reason = payout.policy === null ? "below_threshold" : "nothing_measured";
  let paid = paidAt(payout.curvePct);
  const lines = lossLines(BigInt(targetMinor) - paid, payout.curvePct, payout.causes, reason)
    .filter((line) => line.amount !== 0n)
    .map((line) => ({ id: line.id, segmentId, amountMinor: Number(line.amount) }));
  for (const step of payout.steps) {
    const after = paidAt(step.payoutPct);
    const isGate = payout.failedGates.includes(step.id);
    // A failed gate is shown even where it took nothing.
    if (isGate || after !== paid) {
      const id = isGate ? `gate:${step.id}` : step.id;
      lines.push({ id, segmentId, amountMinor: Number(after - paid) });
    }
    paid = after;
  }
  return lines;
}

function statementSegment(
  segment: Segment,
  targetMinor: number,
  bonusMinor: number
): StatementSegment {
  const { membership, payout, days } = segment;
  return {
    id: membership.id,
    departmentId: membership.departmentId,
    from: membership.from,
    to: membership.to,
    days,
    fte: membership.fte,
    sharePct: membership.sharePct,
    cardOf: payout.cardOf,
    departmentScoreBp: payout.departmentScoreBp,
    teamScoreBp: payout.teamScoreBp,
    scoreBp: payout.scoreBp,
    ...(payout.external ? { external: payout.external } : {}),
    policy: payout.policy,
    curveBp: toBp(payout.curvePct),
    payoutBp: toBp(payout.payoutPct),
    failedGates: payout.failedGates,
    notMeasuredGates: payout.notMeasuredGates,
    gateValues: payout.gateValues,
    targetMinor,
    bonusMinor,
  };
}

function remarksOf(segments: readonly Segment[], totalDays: number, isHeld: boolean): Remark[] {
  const remarks: Remark[] = [];
  if (segments.length === 0) remarks.push("no_segment");
  if (isHeld) remarks.push("not_acknowledged");
  else if (segments.some(({ payout }) => payout.policy !== null)) remarks.push("nothing_measured");
  if (segments.some(({ payout }) => payout.policy === "hold")) remarks.push("held");
  const shares = segments.map(({ days, sharePct }) => multiply(whole(days), sharePct));
  if (compare(sum(shares), whole(totalDays * 100)) > 0) remarks.push("over_full_time");
  return remarks;
}

function effectivePayout(amountMinor: number, proratedMinor: number): number | null {
  if (proratedMinor === 0) return null;
  return toBp(fraction(100n * BigInt(amountMinor), BigInt(proratedMinor)));
}

/** The statement with what a fund limit or a pool made of the earned amount, before held lines. */
export function withShare(
  statement: Statement,
  id: "fund" | "pool",
  shareMinor: number
): Statement {
  const difference = shareMinor - statement.earnedMinor;
  if (difference === 0) return statement;
  const firstHeld = statement.lines.findIndex((line) => line.id.startsWith("held:"));
  const place = firstHeld < 0 ? statement.lines.length : firstHeld;
  return {
    ...statement,
    lines: [
      ...statement.lines.slice(0, place),
      { id, segmentId: null, amountMinor: difference },
      ...statement.lines.slice(place),
    ],
    amountMinor: shareMinor,
    effectivePayoutBp: effectivePayout(shareMinor, statement.proratedMinor),
  };
}

/** The statement with the adjustments for past periods, oldest first (formulas.md, adjustment). */
export function withAdjustments(
  statement: Statement,
  pastPeriods: readonly PastPeriod[],
  plan: PlanTerms
): Statement {
  if (pastPeriods.length === 0) return statement;
  const lines: StatementLine[] = [];
  const adjustments: StatementAdjustment[] = [];
  let amountMinor = statement.amountMinor;
  for (const past of [...pastPeriods].sort((a, b) => compareCodePoints(a.period, b.period))) {
    const { delta, applied, carry } = adjust(
      whole(past.recalculatedMinor),
      whole(past.paidMinor),
      whole(past.alreadyAdjustedMinor),
      whole(amountMinor),
      plan.negativeAdjustment
    );
    const [deltaMinor, appliedMinor, carryMinor] = [
      toMinor(delta, 0),
      toMinor(applied, 0),
      toMinor(carry, 0),
    ];
    adjustments.push({ period: past.period, deltaMinor, appliedMinor, carryMinor });
    if (appliedMinor === 0) continue;
    lines.push({ id: `adjustment:${past.period}`, segmentId: null, amountMinor: appliedMinor });
    amountMinor += appliedMinor;
  }
  return { ...statement, lines: [...statement.lines, ...lines], adjustments, amountMinor };
}
