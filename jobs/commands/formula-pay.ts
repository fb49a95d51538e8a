import { z } from "zod";
import type { Rational } from "#app/domain/decimal/rational.ts";
import { compareCodePoints } from "#app/domain/order-by-code-point.ts";
import { formatUnits } from "#app/domain/decimal/round.ts";
import { adjust, NEGATIVE_POLICIES } from "#app/domain/pay/adjustment.ts";
import { disciplinaryLimit } from "#app/domain/pay/disciplinary-limit.ts";
import { employeeBonus } from "#app/domain/pay/employee-bonus.ts";
import { fundScale } from "#app/domain/pay/fund-scale.ts";
import { applyGates } from "#app/domain/pay/gates.ts";
import { payoutCurve } from "#app/domain/pay/payout-curve.ts";
import { payoutRamp } from "#app/domain/pay/payout-ramp.ts";
import { payoutSteps } from "#app/domain/pay/payout-steps.ts";
import { ktuWeights } from "#app/domain/pay/pool-ktu.ts";
import { splitAmount, wholeMinorUnits, type PoolMember } from "#app/domain/pay/pool.ts";
import { prorateCalendar } from "#app/domain/pay/prorate-calendar.ts";
import { prorateWorking } from "#app/domain/pay/prorate-working.ts";
import type { Proration } from "#app/domain/pay/prorate.ts";
import { waterfall } from "#app/domain/pay/waterfall.ts";
import {
  day,
  dayRange,
  dec,
  decFromZero,
  id,
  int,
  minorDigits,
  count,
  optional,
  text,
  uniqueById,
} from "./formula-fields.ts";
import { kind, show, show2, type Answer, type FormulaKind } from "./formula-kind.ts";

const points = z.array(z.tuple([dec, dec]));

const gate = z
  .object({
    id,
    threshold: dec,
    action: z.enum(["cap", "zero"]),
    cap_pct: optional(dec),
    value: optional(dec),
  })
  .transform(({ action, cap_pct: capPct, ...rest }, context) => {
    if (action === "zero") return { ...rest, rule: { action } };
    if (capPct !== null) return { ...rest, rule: { action, capPct } };
    context.addIssue("a cap gate needs cap_pct");
    return z.NEVER;
  });

export const entitlementFields = {
  period_start: day,
  period_end: day,
  hire: optional(day),
  leave: optional(day),
  excluded: optional(z.array(dayRange)),
};
const proration = {
  target: dec,
  fte: optional(decFromZero),
  ...entitlementFields,
  minor_digits: minorDigits,
};

type EntitlementInput = z.output<z.ZodObject<typeof entitlementFields>>;

export const entitlementOf = (input: EntitlementInput) => ({
  periodStart: input.period_start,
  periodEnd: input.period_end,
  hire: input.hire,
  leave: input.leave,
  excluded: input.excluded,
});

/** A period that ends before it starts is a malformed input, not a formula's error. */
export const periodInOrder = (input: EntitlementInput) => input.period_start <= input.period_end;

const showProration = (result: Proration, digits: number): Answer => ({
  counted: result.counted,
  total: result.total,
  factor: show(result.factor, 6),
  amount: show(result.amount, digits),
});

/** Shares by id in code point order, and their sum. */
function showShares(ids: readonly string[], shares: readonly bigint[], digits: number) {
  const rows = ids.map((member, i) => [member, formatUnits(shares[i]!, digits)] as const);
  rows.sort(([a], [b]) => compareCodePoints(a, b));
  const total = shares.reduce((sum, share) => sum + share, 0n);
  return { shares: new Map(rows), total: formatUnits(total, digits) };
}

const answerPool = (
  amount: Rational,
  poolMembers: readonly PoolMember[],
  digits: number
): Answer => {
  const shares = splitAmount(amount, poolMembers, digits);
  return showShares(
    poolMembers.map((member) => member.id),
    shares,
    digits
  );
};

const members = <T extends z.ZodType<{ id: string }>>(member: T) =>
  z.array(member).refine(uniqueById);

/** Kinds of formulas.md about pay, except `chain`. */
export const PAY_KINDS: Readonly<Record<string, FormulaKind>> = {
  payout_curve: kind(z.object({ points, x: dec }), (input) => ({
    payout_pct: show2(payoutCurve(input.points, input.x)),
  })),

  payout_steps: kind(z.object({ steps: points, x: dec }), (input) => ({
    payout_pct: show2(payoutSteps(input.steps, input.x)),
  })),

  payout_ramp: kind(
    z.object({
      tiers: z.array(z.tuple([dec, dec.nullable(), dec])),
      x: dec,
      cap_pct: optional(dec),
    }),
    (input) => {
      const tiers = input.tiers.map(([from, to, rate]) => ({ from, to, rate }));
      return { payout_pct: show2(payoutRamp(tiers, input.x, input.cap_pct)) };
    }
  ),

  gates: kind(z.object({ payout_pct: dec, plan_cap_pct: dec, gates: z.array(gate) }), (input) => {
    const result = applyGates(input.payout_pct, input.plan_cap_pct, input.gates);
    return {
      payout_pct: show2(result.payoutPct),
      failed: result.failed,
      not_measured: result.notMeasured,
    };
  }),

  prorate_calendar: kind(z.object(proration).refine(periodInOrder), (input) => {
    const digits = input.minor_digits;
    const result = prorateCalendar(input.target, input.fte, entitlementOf(input), digits);
    return showProration(result, digits);
  }),

  prorate_working: kind(
    z
      .object({ ...proration, holidays: z.array(day), working_weekends: z.array(day) })
      .refine(periodInOrder),
    (input) => {
      const calendar = { holidays: input.holidays, workingWeekends: input.working_weekends };
      const digits = input.minor_digits;
      const result = prorateWorking(
        input.target,
        input.fte,
        entitlementOf(input),
        calendar,
        digits
      );
      return showProration(result, digits);
    }
  ),

  pool: kind(
    z.object({
      amount: dec,
      members: members(z.object({ id, weight: dec })),
      minor_digits: minorDigits,
    }),
    (input) => answerPool(input.amount, input.members, input.minor_digits)
  ),

  pool_ktu: kind(
    z.object({
      amount: dec,
      members: members(z.object({ id, base: dec, ktu: dec })),
      minor_digits: minorDigits,
    }),
    (input) => answerPool(input.amount, ktuWeights(input.members), input.minor_digits)
  ),

  employee_bonus: kind(
    z.object({
      target_full: dec,
      total_days: int.min(1),
      cap_pct: dec,
      segments: members(
        z.object({ id, days: count, fte: decFromZero, share_pct: decFromZero, payout_pct: dec })
      ),
      minor_digits: minorDigits,
    }),
    (input) => {
      const segments = input.segments.map(
        ({ share_pct: sharePct, payout_pct: payoutPct, ...rest }) => ({
          ...rest,
          sharePct,
          payoutPct,
        })
      );
      const digits = input.minor_digits;
      const result = employeeBonus(
        input.target_full,
        input.total_days,
        input.cap_pct,
        segments,
        digits
      );
      return {
        prorated_total: show(result.proratedTotal, digits),
        lines: new Map(
          result.lines.map((line) => [
            line.id,
            { target: show(line.target, digits), bonus: show(line.bonus, digits) },
          ])
        ),
        total: show(result.total, digits),
        capped: result.capped,
      };
    }
  ),

  waterfall: kind(
    z.object({
      target_full: dec,
      prorated: dec,
      payout_pct: decFromZero,
      causes: members(z.object({ id, points: dec })),
      reason: optional(text),
      minor_digits: minorDigits,
    }),
    (input) => {
      const digits = input.minor_digits;
      const result = waterfall(
        input.target_full,
        input.prorated,
        input.payout_pct,
        input.causes,
        input.reason ?? "below_threshold",
        digits
      );
      return {
        start: formatUnits(result.start, digits),
        lines: result.lines.map((line) => [line.id, formatUnits(line.amount, digits)]),
        bonus: formatUnits(result.bonus, digits),
      };
    }
  ),

  fund_scale: kind(
    z.object({
      limit: dec,
      members: members(z.object({ id, earned: dec })),
      minor_digits: minorDigits,
    }),
    (input) => {
      const digits = input.minor_digits;
      const earned = input.members.map((member) => ({
        id: member.id,
        earned: wholeMinorUnits(member.earned, digits),
      }));
      const result = fundScale(wholeMinorUnits(input.limit, digits), earned);
      const ids = input.members.map((member) => member.id);
      const { shares, total } = showShares(ids, result.paid, digits);
      return { factor: show(result.factor, 6), paid: shares, total };
    }
  ),

  adjustment: kind(
    z.object({
      recalculated: dec,
      paid: dec,
      already_adjusted: dec,
      open_bonus: dec,
      policy: z.enum(NEGATIVE_POLICIES),
      minor_digits: minorDigits,
    }),
    (input) => {
      const digits = input.minor_digits;
      const result = adjust(
        input.recalculated,
        input.paid,
        input.already_adjusted,
        input.open_bonus,
        input.policy
      );
      return {
        delta: show(result.delta, digits),
        applied: show(result.applied, digits),
        carry: show(result.carry, digits),
        to_pay: show(result.toPay, digits),
      };
    }
  ),

  disciplinary_limit: kind(
    z.object({
      base: dec,
      bonus: dec,
      requested: dec,
      limit_pct: dec,
      sanction_in_period: z.boolean(),
      minor_digits: minorDigits,
    }),
    (input) => {
      const { base, bonus, requested, limit_pct: limitPct, minor_digits: digits } = input;
      const inPeriod = input.sanction_in_period;
      return {
        allowed: show(
          disciplinaryLimit(base, bonus, requested, limitPct, inPeriod, digits),
          digits
        ),
      };
    }
  ),
};
