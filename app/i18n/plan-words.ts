import type { PlanVersionTerms } from "#app/domain/pay/check-plan-terms.ts";
import type { ExternalPart } from "#app/domain/pay/external-metric.ts";
import { payoutOfScore } from "#app/domain/pay/payout-of-score.ts";
import { payoutSlopes } from "#app/domain/pay/payout-slopes.ts";
import type { PayoutRule, PlanGate } from "#app/domain/pay/plan-terms.ts";
import { formatShortest, round } from "#app/domain/decimal/round.ts";
import { toBp } from "#app/domain/decimal/stored-units.ts";
import { nameIn, type Locale, type Names } from "#app/domain/names.ts";
import { formatMoney } from "#app/format/money.ts";
import { formatCount, formatDecimal, scaledText } from "#app/format/number.ts";
import { formatPercentBpShort } from "#app/format/percent.ts";
import type { Translate } from "./catalogue.ts";

/** A department exactly at target has this score. */
const AT_TARGET_BP = 10_000;

/** One term of a plan: its id, what it is called, and what it says. */
export interface PlanFact {
  readonly id: string;
  readonly name: string;
  readonly value: string;
}

/** A term that differs between two versions; null where one of them has no such term. */
export interface PlanChange {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What the words of a plan need: texts, language, and the names of the lines and metrics that it speaks of. */
export interface PlanVoice {
  readonly t: Translate<"plans">;
  readonly locale: Locale;
  readonly lineNames: Readonly<Record<string, Names>>;
  /** Totals are for HR, director and auditor. */
  readonly seesFund: boolean;
}

const short = (bp: number, locale: Locale): string => formatDecimal(scaledText(bp, 2).replace(/\.?0+$/, ""), locale);

/** What a department exactly at target is paid, and what each point is worth, as sentences. Throws `bad_curve`. */
export function payoutSentences(rule: PayoutRule, { t, locale }: Pick<PlanVoice, "t" | "locale">): string[] {
  const percent = (bp: number) => formatPercentBpShort(bp, locale);
  const worth = payoutSlopes(rule).map(({ fromBp, toBp: end, perPoint }) => {
    const values = { from: short(fromBp, locale), worth: formatDecimal(formatShortest(round(perPoint, 4)), locale) };
    return end === null ? t("worth.open", values) : t("worth", { ...values, to: short(end, locale) });
  });
  const first = rule.type === "curve" ? rule.points[0] : rule.type === "steps" ? rule.steps[0] : undefined;
  return [
    t("atTarget", { payout: percent(toBp(payoutOfScore(rule, AT_TARGET_BP))) }),
    ...worth,
    ...(rule.type === "steps" ? rule.steps.map(([from, payout]) => t("step", { from: short(from, locale), payout: percent(payout) })) : []),
    ...(first === undefined ? [] : [t("belowFirst", { from: short(first[0], locale) })]),
  ];
}

/** The payout rule in one line: its points, steps or tiers. */
function ruleText(rule: PayoutRule, { t, locale }: PlanVoice): string {
  const percent = (bp: number) => formatPercentBpShort(bp, locale);
  switch (rule.type) {
    case "curve":
      return rule.points.map(([score, payout]) => `${short(score, locale)} → ${percent(payout)}`).join("; ");
    case "steps":
      return rule.steps.map(([from, payout]) => t("step", { from: short(from, locale), payout: percent(payout) })).join(" ");
    case "ramp":
      return [
        ...rule.tiers.map((tier) =>
          tier.toBp === null
            ? t("worth.open", { from: short(tier.fromBp, locale), worth: formatDecimal(tier.rate, locale) })
            : t("worth", { from: short(tier.fromBp, locale), to: short(tier.toBp, locale), worth: formatDecimal(tier.rate, locale) }),
        ),
        ...(rule.capBp === null ? [] : [t("ramp.cap", { cap: percent(rule.capBp) })]),
      ].join(" ");
  }
}

/** A gate as a sentence. */
export function gateSentence(gate: PlanGate, { t, locale, lineNames }: Pick<PlanVoice, "t" | "locale" | "lineNames">): string {
  const effect = gate.effect.action === "zero" ? t("gate.effect.zero") : t("gate.effect.cap", { cap: formatPercentBpShort(gate.effect.capBp, locale) });
  return gate.type === "lowest_client"
    ? t("gate.sentence.lowest_client", { threshold: short(gate.thresholdBp, locale), count: gate.minDueItems, items: formatCount(gate.minDueItems, locale), effect })
    : t("gate.sentence.line_floor", { line: nameIn(lineNames[gate.key] ?? {}, locale) || gate.key, effect });
}

/** The part from outside as a sentence: its weight, and which values are worth nothing and all. */
function externalSentence({ metricId, weightPct, zero, target }: ExternalPart, { t, locale, lineNames }: PlanVoice): string {
  const number = (text: string) => formatDecimal(text, locale);
  return t("external.sentence", { metric: nameIn(lineNames[metricId] ?? {}, locale) || metricId, weight: number(weightPct), zero: number(zero), target: number(target) });
}

/** Every term of a version in words, in the order of the form. */
export function planFacts(terms: PlanVersionTerms, voice: PlanVoice): PlanFact[] {
  const { t, locale, seesFund } = voice;
  const percent = (bp: number) => formatPercentBpShort(bp, locale);
  const yes = (value: boolean) => t(value ? "yes" : "no");
  const currency = { code: terms.currency, digits: terms.minorDigits };
  const excluded = terms.excludedAbsences ?? [];
  const fact = (id: Parameters<typeof t>[0], value: string): PlanFact => ({ id, name: t(id), value });
  return [
    fact(`rule.${terms.payout.type}`, ruleText(terms.payout, voice)),
    ...terms.gates.map((gate, place) => ({ id: `gate.${place}`, name: t("gate.number", { number: place + 1 }), value: gateSentence(gate, voice) })),
    fact("planCap.name", percent(terms.planCapBp)),
    fact("memberCap.name", percent(terms.memberCapBp)),
    fact("proration", t(`proration.${terms.proration}`)),
    fact("excluded", excluded.length === 0 ? t("excluded.none") : excluded.map((kind) => t(`absence.${kind}`)).join(", ")),
    fact("targetIncludesFte", yes(terms.targetIncludesFte)),
    fact("mode", t(`mode.${terms.mode}`)),
    fact("nothingMeasured", t(`nothingMeasured.${terms.nothingMeasured}`)),
    fact("mix", t("mix.value", { team: formatDecimal(terms.mix.team, locale), department: formatDecimal(terms.mix.department, locale) })),
    ...(terms.external ? [fact("external", externalSentence(terms.external, voice))] : []),
    fact("negative", t(`negative.${terms.negativeAdjustment}`)),
    ...(seesFund ? [fact("fund", terms.fundLimitMinor === null ? t("fund.none") : formatMoney(terms.fundLimitMinor, currency, locale))] : []),
    fact("chain", terms.approvalChain.map((role) => t(`approver.${role}`)).join(" → ")),
    fact("shadow", yes(terms.shadow)),
  ];
}

/** What a version changes of the one before, term by term; empty where both say the same. */
export function planChanges(before: readonly PlanFact[], after: readonly PlanFact[]): PlanChange[] {
  const was = new Map(before.map((fact) => [fact.id, fact]));
  const is = new Map(after.map((fact) => [fact.id, fact]));
  const gone = before.filter((fact) => !is.has(fact.id)).map((fact): PlanChange => ({ name: fact.name, before: fact.value, after: null }));
  return [
    ...gone,
    ...after.flatMap((fact): PlanChange[] => {
      const old = was.get(fact.id) ?? null;
      return old?.value === fact.value ? [] : [{ name: fact.name, before: old?.value ?? null, after: fact.value }];
    }),
  ];
}
