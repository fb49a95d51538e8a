import { z } from "zod";
import type { PlanVersionTerms } from "#app/domain/pay/check-plan-terms.ts";
import { NOTHING_MEASURED_POLICIES, PAY_MODES, PRORATION_BASES } from "#app/domain/pay/plan-terms.ts";
import { parseScaled } from "#app/format/parse-scaled.ts";

/** Points that the form has room for. */
export const CURVE_POINTS = 8;

export const CHAINS = { hr_director: ["hr", "director"], director: ["director"], hr: ["hr"] } as const;
export type ChainName = keyof typeof CHAINS;

const scaled = (digits: number) =>
  z.string({ error: "field.missing" }).transform((text, context) => {
    const value = parseScaled(text, digits);
    if (value !== null && value >= 0) return value;
    context.addIssue({ code: "custom", message: "field.notANumber" });
    return z.NEVER;
  });
const percent = scaled(2);
const flag = z.literal("on").optional().transform((value) => value === "on");
const point = z.strictObject({ score: percent.optional(), payout: percent.optional() });

const common = {
  from: z.iso.date({ error: "field.missing" }),
  points: z
    .array(point)
    .max(CURVE_POINTS)
    .default([])
    .transform((points) => points.flatMap(({ score, payout }): [number, number][] => (score === undefined || payout === undefined ? [] : [[score, payout]])))
    .refine((points) => points.length > 0, "field.missing"),
  lowestGate: flag,
  gateThreshold: percent.optional(),
  gateCap: percent.optional(),
  planCap: percent,
  memberCap: percent,
  proration: z.enum(PRORATION_BASES),
  mode: z.enum(PAY_MODES),
  nothingMeasured: z.enum(NOTHING_MEASURED_POLICIES),
  team: percent.refine((bp) => bp <= 10_000, "field.notANumber"),
  targetIncludesFte: flag,
  shadow: flag,
  fund: z.string().optional(),
  chain: z.enum(["hr_director", "director", "hr"]),
};

/** The form of a further version of a plan. */
export const planVersionSchema = z.strictObject(common);

/** The form of a plan with its first version. */
export const newPlanSchema = z.strictObject({
  code: z.string({ error: "field.missing" }).trim().regex(/^[A-Za-z0-9_-]{1,40}$/, "field.notAChoice"),
  nameEn: z.string().trim().max(120).default(""),
  nameRu: z.string().trim().max(120).default(""),
  ...common,
});

export type PlanVersionForm = z.output<typeof planVersionSchema>;

/** The terms that a form means, in the organisation's currency; null when the fund is no amount. */
export function termsOf(form: PlanVersionForm, currency: string, minorDigits: number): PlanVersionTerms | null {
  const fund = form.fund === undefined ? null : parseScaled(form.fund, minorDigits);
  if (form.fund !== undefined && fund === null) return null;
  const team = form.team / 100;
  return {
    payout: { type: "curve", points: form.points },
    gates: form.lowestGate
      ? [{ id: "lowest_client", type: "lowest_client", thresholdBp: form.gateThreshold ?? 7000, minDueItems: 10, effect: { action: "cap", capBp: form.gateCap ?? 8000 } }]
      : [],
    planCapBp: form.planCap,
    memberCapBp: form.memberCap,
    proration: form.proration,
    targetIncludesFte: form.targetIncludesFte,
    mode: form.mode,
    nothingMeasured: form.nothingMeasured,
    mix: { team: String(team), department: (100 - team).toFixed(2).replace(/\.?0+$/, "") || "0" },
    shadow: form.shadow,
    negativeAdjustment: "write_off",
    currency,
    minorDigits,
    fundLimitMinor: fund,
    approvalChain: CHAINS[form.chain],
  };
}
