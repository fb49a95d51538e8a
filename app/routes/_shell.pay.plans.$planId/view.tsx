import { Card, Facts } from "#app/components/card.tsx";
import { StateChip } from "#app/components/state-chip.tsx";
import { CurvePlot } from "#app/components/pay/curve-plot.tsx";
import type { PlanVersionTerms } from "#app/domain/pay/check-plan-terms.ts";
import type { PayoutRule } from "#app/domain/pay/plan-terms.ts";
import { formatDayShort } from "#app/format/date.ts";
import { formatMoney } from "#app/format/money.ts";
import { formatDecimal } from "#app/format/number.ts";
import { formatPercentBpShort, formatScoreBp } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";

export interface VersionShown {
  readonly id: string;
  readonly number: number;
  readonly from: string;
  readonly terms: PlanVersionTerms;
  readonly contentHash: string;
}

/** Every version of a plan, the newest open. */
export function PlanView({ versions, inForceId, seesFund }: { readonly versions: readonly VersionShown[]; readonly inForceId: string | null; readonly seesFund: boolean }) {
  const t = useT("pay");
  const locale = useLocale();
  return (
    <>
      {versions.map((version) => (
        <Card
          key={version.id}
          title={`${t("plan.version.number", { number: version.number })} · ${formatDayShort(version.from, locale)}`}
          aside={version.id === inForceId ? <StateChip state="in_force" size="small" /> : null}
        >
          <div className="grid items-start gap-6 lg:grid-cols-2">
            <div>
              <CurvePlot points={pointsOf(version.terms.payout)} label={t("plan.curve.plot")} />
            </div>
            <Terms terms={version.terms} seesFund={seesFund} />
          </div>
          <p className="mt-3 text-sm text-faint">
            {t("plan.hash")}: <code className="font-mono break-all select-all">{version.contentHash}</code>
          </p>
        </Card>
      ))}
    </>
  );
}

/** Points of any payout rule for the plot; steps rise at once, a ramp at its rates. */
function pointsOf(rule: PayoutRule): [number, number][] {
  switch (rule.type) {
    case "curve":
      return rule.points.map(([score, payout]) => [score / 100, payout / 100]);
    case "steps":
      return rule.steps.flatMap(([from, payout], place) => [[from / 100, (rule.steps[place - 1]?.[1] ?? 0) / 100] as [number, number], [from / 100, payout / 100] as [number, number]]);
    case "ramp": {
      let payout = 0;
      return rule.tiers.flatMap(({ fromBp, toBp, rate }) => {
        const start: [number, number] = [fromBp / 100, payout];
        if (toBp === null) return [start];
        payout += (Number(rate) * (toBp - fromBp)) / 100;
        return [start, [toBp / 100, payout] as [number, number]];
      });
    }
  }
}

function Terms({ terms, seesFund }: { readonly terms: PlanVersionTerms; readonly seesFund: boolean }) {
  const t = useT("pay");
  const common = useT("common");
  const locale = useLocale();
  const percent = (bp: number) => formatPercentBpShort(bp, locale);
  const chain = terms.approvalChain.join("_") as "hr_director";
  return (
    <Facts
      rows={[
        ...terms.gates.map((gate) => ({
          name: t("gate"),
          value:
            gate.type === "lowest_client"
              ? `${t("plan.gate.threshold")} ${formatScoreBp(gate.thresholdBp, locale)} → ${gate.effect.action === "cap" ? percent(gate.effect.capBp) : percent(0)}`
              : t("line.gate.line_floor", { line: gate.key }),
        })),
        { name: t("line.plan_cap"), value: percent(terms.planCapBp) },
        { name: t("line.cap"), value: percent(terms.memberCapBp) },
        { name: t("plan.proration"), value: t(`plan.proration.${terms.proration}`) },
        { name: t("plan.mode"), value: t(`plan.mode.${terms.mode}`) },
        { name: t("plan.nothingMeasured"), value: t(`plan.nothingMeasured.${terms.nothingMeasured}`) },
        { name: t("plan.mix"), value: `${formatDecimal(terms.mix.team, locale)} : ${formatDecimal(terms.mix.department, locale)}` },
        ...(terms.targetIncludesFte ? [{ name: t("plan.targetIncludesFte"), value: common("yes") }] : []),
        ...(terms.shadow ? [{ name: t("plan.shadow"), value: common("yes") }] : []),
        ...(seesFund ? [{ name: t("fund"), value: terms.fundLimitMinor === null ? t("run.total.fund.none") : formatMoney(terms.fundLimitMinor, { code: terms.currency, digits: terms.minorDigits }, locale) }] : []),
        { name: t("plan.chain"), value: ["hr_director", "director", "hr"].includes(chain) ? t(`plan.chain.${chain}`) : terms.approvalChain.map((role) => common(`role.${role}`)).join(", ") },
      ]}
    />
  );
}
