import { Card, Facts } from "#app/components/card.tsx";
import { TypedFormFrame, TypedLines, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { CASE_CAUSES } from "#app/domain/improvement/case-cause.ts";
import { LONGEST_TEXT } from "#app/domain/improvement/decide-case.ts";
import { formatDay } from "#app/format/date.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { CasePageData } from "./read.server.ts";

/** Cause, action, owner and due date: a form for the provider, read by the others. */
export function PlanCard({ data, form }: { readonly data: CasePageData; readonly form: TypedForm | null }) {
  const t = useT("improvement");
  const locale = useLocale();
  const { plan } = data;
  const written = (text: string) => <span className="break-words whitespace-pre-line">{text || "–"}</span>;
  return (
    <Card title={t("plan")}>
      {data.acts.includes("save") ? (
        <PlanForm data={data} form={form ?? freshForm({ cause: plan.cause, category: plan.category ?? "", action: plan.action, check: plan.check, ownerId: plan.ownerId ?? "", dueOn: plan.dueOn })} />
      ) : (
        <Facts
          rows={[
            { name: t("cause"), value: written(plan.cause) },
            { name: t("category"), value: plan.category ? t(`category.${plan.category}`) : "–" },
            { name: t("action"), value: written(plan.action) },
            { name: t("checkBy"), value: written(plan.check) },
            { name: t("due"), value: formatDay(plan.dueOn, locale) },
          ]}
        />
      )}
    </Card>
  );
}

function PlanForm({ data, form }: { readonly data: CasePageData; readonly form: TypedForm }) {
  const t = useT("improvement");
  const mayStart = data.acts.includes("start");
  return (
    <TypedFormFrame form={form} key={data.rowVersion}>
      <input type="hidden" name="rowVersion" value={data.rowVersion} />
      <TypedLines form={form} name="cause" label={t("cause")} hint={t("cause.hint")} maxLength={LONGEST_TEXT} />
      <TypedSelect form={form} name="category" label={t("category")} choices={CASE_CAUSES.map((value) => ({ value, label: t(`category.${value}`) }))} placeholder={t("category.none")} />
      <TypedLines form={form} name="action" label={t("action")} hint={t("action.hint")} maxLength={LONGEST_TEXT} />
      <TypedLines form={form} name="check" label={t("checkBy")} hint={t("checkBy.hint")} rows={2} maxLength={LONGEST_TEXT} optional />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TypedSelect form={form} name="ownerId" label={t("owner")} choices={data.owners} placeholder={t("owner.none")} />
        <TypedText form={form} name="dueOn" type="date" label={t("due")} />
      </div>
      <div className="flex flex-wrap gap-2">
        {mayStart ? <TypedSubmit intent="start">{t("act.start")}</TypedSubmit> : null}
        <TypedSubmit intent="save" tone={mayStart ? "plain" : "primary"}>
          {t("act.save")}
        </TypedSubmit>
        {data.acts.includes("hand_over") ? (
          <TypedSubmit intent="hand_over" tone="plain">
            {t("act.hand_over")}
          </TypedSubmit>
        ) : null}
      </div>
      {data.client ? <p className="text-sm text-muted">{t("check.provider", { client: data.client })}</p> : null}
    </TypedFormFrame>
  );
}
