import type { SubmissionResult } from "@conform-to/react";
import { useForm } from "@conform-to/react";
import { useState, type FormEvent } from "react";
import { Card } from "#app/components/card.tsx";
import { CheckboxField, FieldErrors, INPUT_LOOK, SelectField, TextField } from "#app/components/field.tsx";
import { ConformForm, FormActions, SubmitButton } from "#app/components/form.tsx";
import { CurvePlot, type PlotPoint } from "#app/components/pay/curve-plot.tsx";
import { formatDay } from "#app/format/date.ts";
import { currencySign } from "#app/format/money.ts";
import { parseScaled } from "#app/format/parse-scaled.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { PlanFields } from "./defaults.ts";

/** Lines of the curve that the form draws. */
const LINES = 8;

/** The terms of a version, with the curve drawn while it is typed. */
export function PlanForm({ fields: defaults, days, currency, isNew, lastResult }: { readonly fields: PlanFields; readonly days: readonly string[]; readonly currency: string; readonly isNew: boolean; readonly lastResult: SubmissionResult | undefined }) {
  const t = useT("pay");
  const locale = useLocale();
  const [points, setPoints] = useState(() => plotted(defaults.points));
  const [form, fields] = useForm<Record<keyof PlanFields, string>>({ id: "plan", lastResult, defaultValue: { ...defaults, points: undefined }, defaultNoValidate: false });
  const redraw = (event: FormEvent<HTMLFormElement>) => {
    const data = new FormData(event.currentTarget);
    const read = (name: string) => String(data.get(name) ?? "");
    setPoints(plotted(Array.from({ length: LINES }, (_, i) => ({ score: read(`points[${i}].score`), payout: read(`points[${i}].payout`) }))));
  };
  const choices = <K extends string>(values: readonly K[], label: (value: K) => string) => values.map((value) => ({ value, label: label(value) }));
  return (
    <ConformForm form={form} onInput={redraw} className="max-w-4xl">
      {isNew ? (
        <div className="grid items-end gap-4 sm:grid-cols-3">
          <TextField field={fields.code} label={t("plan.code")} hint={t("plan.code.hint")} required />
          <TextField field={fields.nameEn} label={t("plan.nameEn")} />
          <TextField field={fields.nameRu} label={t("plan.nameRu")} />
        </div>
      ) : null}
      <SelectField field={fields.from} label={t("plan.from")} hint={t("plan.from.hint")} choices={choices(days, (day) => formatDay(day, locale))} />
      <Card title={t("plan.curve")}>
        <p className="mb-3 text-sm text-muted">
          {t("plan.curve.hint")} {t("plan.curve.empty")}
        </p>
        <div className="grid items-start gap-6 lg:grid-cols-[18rem_minmax(0,1fr)]">
          <table className="data-table compact">
            <thead>
              <tr>
                <th scope="col">{t("plan.curve.score")}</th>
                <th scope="col">{t("plan.curve.payout")}</th>
              </tr>
            </thead>
            <tbody>
              {Array.from({ length: LINES }, (_, i) => (
                <tr key={i}>
                  {(["score", "payout"] as const).map((part) => (
                    <td key={part}>
                      <input
                        name={`points[${i}].${part}`}
                        defaultValue={defaults.points[i]?.[part] ?? ""}
                        inputMode="decimal"
                        aria-label={`${t("plan.curve.point", { number: i + 1 })}: ${t(`plan.curve.${part}`)}`}
                        className={`${INPUT_LOOK} figures h-8 w-full px-2`}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <CurvePlot points={points} label={t("plan.curve.plot")} />
        </div>
        <FieldErrors field={fields.points} />
      </Card>
      <Card title={t("gate")}>
        <div className="flex flex-col gap-4">
          <CheckboxField field={fields.lowestGate} label={t("plan.gate.lowest")} hint={t("plan.gate.lowest.hint")} />
          <div className="grid items-end gap-4 sm:grid-cols-2">
            <TextField field={fields.gateThreshold} label={t("plan.gate.threshold")} inputMode="decimal" />
            <TextField field={fields.gateCap} label={t("plan.gate.capTo")} inputMode="decimal" />
          </div>
        </div>
      </Card>
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <TextField field={fields.planCap} label={t("plan.planCap")} inputMode="decimal" required />
        <TextField field={fields.memberCap} label={t("plan.memberCap")} inputMode="decimal" required />
        <SelectField field={fields.proration} label={t("plan.proration")} choices={choices(["calendar", "working"] as const, (value) => t(`plan.proration.${value}`))} />
        <SelectField field={fields.mode} label={t("plan.mode")} choices={choices(["individual", "pool"] as const, (value) => t(`plan.mode.${value}`))} />
        <SelectField field={fields.nothingMeasured} label={t("plan.nothingMeasured")} choices={choices(["hold", "pay_full", "pay_zero"] as const, (value) => t(`plan.nothingMeasured.${value}`))} />
        <TextField field={fields.team} label={t("plan.team")} hint={t("plan.team.hint")} inputMode="decimal" required />
        <TextField field={fields.fund} label={t("plan.fund", { currency: currencySign(currency) })} hint={t("plan.fund.hint")} inputMode="decimal" optional />
        <SelectField field={fields.chain} label={t("plan.chain")} choices={choices(["hr_director", "director", "hr"] as const, (value) => t(`plan.chain.${value}`))} />
      </div>
      <CheckboxField field={fields.targetIncludesFte} label={t("plan.targetIncludesFte")} />
      <CheckboxField field={fields.shadow} label={t("plan.shadow")} />
      <FormActions>
        <SubmitButton>{t("plan.save")}</SubmitButton>
      </FormActions>
    </ConformForm>
  );
}

/** The points that can be drawn so far. */
function plotted(lines: readonly { readonly score: string; readonly payout: string }[]): PlotPoint[] {
  return lines.flatMap(({ score, payout }): PlotPoint[] => {
    const [x, y] = [parseScaled(score, 2), parseScaled(payout, 2)];
    return x === null || y === null ? [] : [[x / 100, y / 100]];
  });
}
