import { Form } from "@remix-run/react";
import { useId } from "react";
import { formatAmount, formatAmountChange, currencySign, formatMoney } from "#app/format/money.ts";
import { formatCount, formatDecimal, scaledText } from "#app/format/number.ts";
import { formatPercentBp, formatScoreBp } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { ScenarioPage, ScenarioRow } from "#app/web/scenario-page.server.ts";
import type { ScenarioValues } from "#app/web/scenario-form.server.ts";
import { Card } from "../card.tsx";
import { Chart } from "../chart.tsx";
import { DataTable } from "../data-table.tsx";
import { EmptyState } from "../empty-state.tsx";
import { INPUT_LOOK } from "../field.tsx";
import { FormActions, SubmitButton } from "../form.tsx";
import { Notice } from "../notice.tsx";

export const SCENARIO_REFUSALS = ["name_missing", "name_too_long", "weight_out_of_range", "bad_curve", "bad_cap", "bad_gate", "score_out_of_range", "bad_number", "unknown_plan", "unknown_scenario", "not_yours", "changed_meanwhile"] as const;
export interface ScenarioFault {
  readonly refusal: (typeof SCENARIO_REFUSALS)[number];
  readonly field: string | null;
}

/** Departments drawn: more would be hatching. The table has all. */
const DRAWN = 12;

/** What is different at the left, what it would pay at the right; both in one form, so that a score can be typed where it is read. */
export function ScenarioView({ page, values, fault, canSave, canDuplicate = false }: { readonly page: ScenarioPage; readonly values: ScenarioValues; readonly fault: ScenarioFault | null; readonly canSave: boolean; readonly canDuplicate?: boolean }) {
  const t = useT("payroll");
  return (
    <>
      {fault && fault.field === null ? <Notice tone="error">{t(`scenario.refusal.${fault.refusal}`)}</Notice> : null}
      {page.isOpen ? <Notice>{t("scenario.open")}</Notice> : null}
      <Form method="post" preventScrollReset className="flex flex-col gap-5">
        <div className="grid items-start gap-5 lg:grid-cols-[20rem_minmax(0,1fr)]">
          <Card title={t("scenario.changes")}>
            <Changes page={page} values={values} fault={fault} canSave={canSave} canDuplicate={canDuplicate} />
          </Card>
          <div className="flex min-w-0 flex-col gap-5">
            <Totals page={page} />
            <Drawing page={page} />
          </div>
        </div>
        <Departments page={page} values={values} fault={fault} />
      </Form>
    </>
  );
}

function Changes({ page, values, fault, canSave, canDuplicate }: { readonly page: ScenarioPage; readonly values: ScenarioValues; readonly fault: ScenarioFault | null; readonly canSave: boolean; readonly canDuplicate: boolean }) {
  const t = useT("payroll");
  const locale = useLocale();
  const { plan } = page;
  const short = (bp: number) => formatDecimal(scaledText(bp, 2), locale).replace(/[.,]00$/, "");
  return (
    <div className="flex flex-col gap-4">
      <Line name="name" label={t("scenario.name")} value={values.name} fault={fault} />
      <Line name="objective" label={t("scenario.objective")} hint={plan.objectivePct === null ? undefined : t("scenario.now", { value: `${plan.objectivePct} %` })} value={values.objective} fault={fault} isNumber />
      <Line name="curve" label={t("scenario.curve")} hint={`${t("scenario.curve.hint")} ${plan.curve.length > 0 ? t("scenario.now", { value: plan.curve.map(([score, payout]) => `${short(score)} → ${short(payout)}`).join(", ") }) : ""}`} value={values.curve} fault={fault} rows={4} />
      <Line name="planCap" label={t("scenario.planCap")} hint={t("scenario.now", { value: short(plan.planCapBp) })} value={values.planCap} fault={fault} isNumber />
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 font-medium">{t("scenario.gate")}</legend>
        <select name="gate" defaultValue={values.gate} aria-label={t("scenario.gate")} className={`${INPUT_LOOK} h-9 w-full pr-8 pl-3`}>
          {(["keep", "off", "on"] as const).map((one) => (
            <option key={one} value={one}>
              {t(`scenario.gate.${one}`)}
            </option>
          ))}
        </select>
        <div className="grid grid-cols-2 gap-2">
          <Line name="gateThreshold" label={t("scenario.gate.threshold")} value={values.gateThreshold} fault={null} isNumber />
          <Line name="gateCap" label={t("scenario.gate.capTo")} value={values.gateCap} fault={fault?.field === "gate" ? { ...fault, field: "gateCap" } : null} isNumber />
        </div>
      </fieldset>
      {canSave ? (
        <label className="flex items-center gap-2">
          <input type="checkbox" name="shared" defaultChecked={values.shared} className="size-4 accent-fill" />
          {t("scenario.shared")}
        </label>
      ) : null}
      <FormActions>
        <SubmitButton name="step" value="try" tone={canSave ? "plain" : "primary"}>
          {t("scenario.try")}
        </SubmitButton>
        {canSave ? (
          <SubmitButton name="step" value="save">
            {t("scenario.save")}
          </SubmitButton>
        ) : null}
        {canDuplicate ? (
          <SubmitButton name="step" value="duplicate" tone="plain">
            {t("scenario.duplicate")}
          </SubmitButton>
        ) : null}
      </FormActions>
    </div>
  );
}

function Line({ name, label, hint, value, fault, rows, isNumber = false }: { readonly name: string; readonly label: string; readonly hint?: string; readonly value: string; readonly fault: ScenarioFault | null; readonly rows?: number; readonly isNumber?: boolean }) {
  const t = useT("payroll");
  const id = useId();
  const isWrong = fault?.field === name;
  const common = { id, name, defaultValue: value, "aria-invalid": isWrong || undefined, "aria-describedby": isWrong ? `${id}-fault` : hint ? `${id}-hint` : undefined };
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      ) : null}
      {rows === undefined ? <input {...common} inputMode={isNumber ? "decimal" : undefined} maxLength={200} className={`${INPUT_LOOK} h-9 w-full px-3 ${isNumber ? "figures" : ""}`} /> : <textarea {...common} rows={rows} maxLength={2000} className={`${INPUT_LOOK} figures w-full px-3 py-2`} />}
      {isWrong ? (
        <p id={`${id}-fault`} role="alert" className="text-sm text-breach">
          {t(`scenario.refusal.${fault.refusal}`)}
        </p>
      ) : null}
    </div>
  );
}

/** Now, the scenario and what there is to spend, side by side. */
function Totals({ page }: { readonly page: ScenarioPage }) {
  const t = useT("payroll");
  const locale = useLocale();
  const money = (minor: number) => formatMoney(minor, { code: page.currency, digits: page.minorDigits }, locale);
  const budget = page.limitMinor ?? page.targetMinor;
  const bars = [
    { key: "now", name: t("scenario.total.now"), minor: page.beforeMinor, look: "bg-fill opacity-60" },
    { key: "then", name: t("scenario.total.then"), minor: page.afterMinor, look: "bg-fill" },
    { key: "budget", name: t(page.limitMinor === null ? "scenario.total.targets" : "scenario.total.fund"), minor: budget, look: "bg-line-strong" },
  ];
  const most = Math.max(1, ...bars.map((bar) => bar.minor));
  return (
    <Card title={t("scenario.total")} aside={<span className="figures">{formatAmountChange(page.afterMinor - page.beforeMinor, page.minorDigits, locale)} {currencySign(page.currency)}</span>}>
      <dl className="grid grid-cols-[minmax(0,max-content)_minmax(0,1fr)_max-content] items-center gap-x-4 gap-y-2">
        {bars.map((bar) => (
          <div key={bar.key} className="contents">
            <dt className="text-sm text-muted">{bar.name}</dt>
            <dd aria-hidden className="h-4">
              <span className={`block h-4 rounded-xs ${bar.look}`} style={{ width: `${(100 * bar.minor) / most}%` }} />
            </dd>
            <dd className="figures text-right">{money(bar.minor)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Drawing({ page }: { readonly page: ScenarioPage }) {
  const t = useT("payroll");
  const locale = useLocale();
  const drawn = [...page.rows].sort((a, b) => Math.abs(b.after.payoutBp - b.before.payoutBp) - Math.abs(a.after.payoutBp - a.before.payoutBp) || b.people - a.people).slice(0, DRAWN);
  if (drawn.length === 0) return null;
  return (
    <Card title={t("scenario.payout")}>
      <Chart
        fileName="scenario"
        label={t("scenario.payout")}
        kind="bar"
        labels={drawn.map((row) => row.name)}
        series={[
          { name: t("scenario.total.now"), values: drawn.map((row) => row.before.payoutBp / 100) },
          { name: t("scenario.total.then"), values: drawn.map((row) => row.after.payoutBp / 100) },
        ]}
        min={0}
        format={(value) => `${formatDecimal(String(value), locale)} %`}
      />
    </Card>
  );
}

function Departments({ page, values, fault }: { readonly page: ScenarioPage; readonly values: ScenarioValues; readonly fault: ScenarioFault | null }) {
  const t = useT("payroll");
  const pay = useT("pay");
  const common = useT("common");
  const locale = useLocale();
  const amount = (minor: number | null) => (minor === null ? "–" : formatAmount(minor, page.minorDigits, locale));
  const score = (bp: number | null) => (bp === null ? "–" : formatScoreBp(bp, locale));
  const change = (row: ScenarioRow) => (row.before.paidMinor === null || row.after.paidMinor === null ? "–" : formatAmountChange(row.after.paidMinor - row.before.paidMinor, page.minorDigits, locale));
  return (
    <Card title={t("scenario.departments")} aside={pay("amountIn", { currency: currencySign(page.currency) })} flush>
      <DataTable
        label={t("scenario.departments")}
        rows={page.rows}
        rowKey={(row) => row.departmentId}
        empty={<EmptyState title={t("scenario.nobody.title")}>{t("scenario.nobody.text")}</EmptyState>}
        columns={[
          { id: "department", header: common("department"), cell: (row) => row.name, footer: common("total") },
          { id: "people", header: pay("runs.people"), align: "end", cell: (row) => formatCount(row.people, locale) },
          { id: "score", header: t("scenario.score.now"), align: "end", cell: (row) => score(row.before.scoreBp) },
          {
            id: "newScore",
            header: t("scenario.score.then"),
            align: "end",
            cell: (row) => {
              const isWrong = fault?.field === `scores.${row.departmentId}`;
              return (
                <input
                  name={`score.${row.departmentId}`}
                  defaultValue={values.scores[row.departmentId] ?? ""}
                  placeholder={score(row.after.scoreBp)}
                  inputMode="decimal"
                  maxLength={10}
                  aria-label={t("scenario.score.of", { department: row.name })}
                  aria-invalid={isWrong || undefined}
                  title={isWrong ? t(`scenario.refusal.${fault.refusal}`) : undefined}
                  className={`${INPUT_LOOK} figures h-8 w-24 px-2 text-right`}
                />
              );
            },
          },
          { id: "before", header: t("scenario.payout.now"), align: "end", cell: (row) => formatPercentBp(row.before.payoutBp, locale) },
          { id: "after", header: t("scenario.payout.then"), align: "end", cell: (row) => formatPercentBp(row.after.payoutBp, locale) },
          { id: "paidBefore", header: t("scenario.paid.now"), align: "end", cell: (row) => amount(row.before.paidMinor), footer: amount(page.beforeMinor) },
          { id: "paidAfter", header: t("scenario.paid.then"), align: "end", cell: (row) => amount(row.after.paidMinor), footer: amount(page.afterMinor) },
          { id: "change", header: pay("run.lines.change"), align: "end", cell: change, footer: formatAmountChange(page.afterMinor - page.beforeMinor, page.minorDigits, locale) },
        ]}
      />
    </Card>
  );
}
