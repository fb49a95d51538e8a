import { Card } from "#app/components/card.tsx";
import { PayoutPlot } from "#app/components/pay/payout-plot.tsx";
import { TypedSelect, TypedText } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { useT } from "#app/i18n/use-t.ts";
import { readPayout, RULES } from "./read-plan.ts";
import { RowTable } from "./row-table.tsx";
import type { PlanValues } from "./rows.ts";

/** The scale: its kind, its lines, and beside them what it means. Only the lines of the chosen kind are seen. */
export function PayoutFields({ form, typed }: { readonly form: TypedForm; readonly typed: PlanValues }) {
  const t = useT("plans");
  const rule = readPayout(typed);
  const fault = form.faults["payout"];
  return (
    <Card title={t("payout")}>
      <div className="grid items-start gap-6 lg:grid-cols-[24rem_minmax(0,1fr)]">
        <div className="flex flex-col gap-3">
          <TypedSelect form={form} name="rule" label={t("rule")} choices={RULES.map((value) => ({ value, label: t(`rule.${value}`) }))} />
          <div className="hidden flex-col gap-2 group-has-[option[value=curve]:checked]/plan:flex">
            <p className="text-sm text-muted">{t("rule.curve.hint")}</p>
            <RowTable form={form} list="points" columns={[{ part: "score", label: t("row.score") }, { part: "payout", label: t("row.payout") }]} />
          </div>
          <div className="hidden flex-col gap-2 group-has-[option[value=steps]:checked]/plan:flex">
            <p className="text-sm text-muted">{t("rule.steps.hint")}</p>
            <RowTable form={form} list="steps" columns={[{ part: "score", label: t("row.from") }, { part: "payout", label: t("row.payout") }]} />
          </div>
          <div className="hidden flex-col gap-2 group-has-[option[value=ramp]:checked]/plan:flex">
            <p className="text-sm text-muted">{t("rule.ramp.hint")}</p>
            <RowTable form={form} list="tiers" columns={[{ part: "from", label: t("row.from") }, { part: "to", label: t("row.to"), hint: t("row.to.hint") }, { part: "rate", label: t("row.rate") }]} />
            <TypedText form={form} name="rampCap" label={t("rampCap")} inputMode="decimal" optional className="figures" />
          </div>
          {fault ? (
            <p role="alert" className="text-sm text-pretty text-breach">
              {fault}
            </p>
          ) : null}
        </div>
        {rule === null ? <p className="text-muted">{t("plot.none")}</p> : <PayoutPlot rule={rule} />}
      </div>
    </Card>
  );
}
