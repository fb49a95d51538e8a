import { Link } from "@remix-run/react";
import { ListChecks } from "lucide-react";
import { Card } from "#app/components/card.tsx";
import { ConfirmDialog } from "#app/components/confirm-dialog.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { targetText } from "#app/components/pay/target-text.ts";
import { TypedCheck, type TypedChoice, TypedFormFrame, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { nameIn, type Names } from "#app/domain/names.ts";
import { formatDay } from "#app/format/date.ts";
import type { Currency } from "#app/format/money.ts";
import { formatCount } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { ShownMemberState } from "./read.server.ts";

interface RulesData {
  readonly title: string;
  readonly plan: { readonly id: string; readonly name: Names };
  readonly state: ShownMemberState;
  readonly today: string;
  readonly firstDay: string;
  readonly departments: readonly TypedChoice[];
  readonly currency: Currency;
  readonly mayEdit: boolean;
}

/** Who belongs in a plan by rule, and where rules and members do not fit. */
export function RulesView({ data, acted }: { readonly data: RulesData; readonly acted: TypedForm | undefined }) {
  const pay = useT("pay");
  const t = useT("members");
  const locale = useLocale();
  const { plan, state, today } = data;
  const day = formatDay(today, locale);
  const intent = acted?.values["intent"];
  return (
    <Page
      title={data.title}
      crumbs={[
        { label: pay("plans.title"), to: "/pay/plans" },
        { label: nameIn(plan.name, locale), to: `/pay/plans/${plan.id}` },
        { label: pay("plans.members"), to: `/pay/plans/${plan.id}/members` },
      ]}
      sentence={state.total === 0 ? t("rules.sentence.none", { day }) : t("rules.sentence", { day, count: state.total })}
    >
      {intent === "end" && acted?.faults["form"] ? <Notice tone="error">{acted.faults["form"]}</Notice> : null}
      {data.mayEdit && state.notYetIn > 0 ? (
        <Card title={t("rules.apply.title", { count: state.notYetIn })}>
          <ApplyForm form={intent === "apply" && acted ? acted : freshForm({ day: data.firstDay })} />
        </Card>
      ) : null}
      <Findings state={state} />
      <RuleList data={data} />
      {data.mayEdit ? (
        <Card title={t("rules.add")} id="add">
          <AddForm form={acted && intent === "add" ? acted : freshForm({ withBelow: "on" })} departments={data.departments} />
        </Card>
      ) : null}
    </Page>
  );
}

function ApplyForm({ form }: { readonly form: TypedForm }) {
  const t = useT("members");
  return (
    <TypedFormFrame form={form} className="max-w-md">
      <TypedText form={form} name="day" type="date" label={t("rules.apply.text")} />
      <div>
        <TypedSubmit intent="apply">{t("rules.apply")}</TypedSubmit>
      </div>
    </TypedFormFrame>
  );
}

function Findings({ state }: { readonly state: ShownMemberState }) {
  const t = useT("members");
  const rest = state.total - state.findings.length;
  return (
    <Card title={t("findings")} flush>
      <DataTable
        label={t("findings")}
        rows={state.findings}
        rowKey={(row) => row.id}
        empty={<p className="p-4 text-muted">{t("findings.none")}</p>}
        columns={[
          {
            id: "who",
            header: t("finding.person"),
            cell: (row) =>
              row.personId === null ? (
                row.who
              ) : (
                <Link to={`/people/${row.personId}`} className="door">
                  {row.who}
                </Link>
              ),
          },
          { id: "finding", header: t("finding"), cell: (row) => t(`finding.${row.kind}`, { plan: row.plan }) },
        ]}
      />
      {rest > 0 ? <p className="px-4 py-2 text-sm text-muted">{t("finding.more", { count: rest })}</p> : null}
    </Card>
  );
}

function RuleList({ data }: { readonly data: RulesData }) {
  const t = useT("members");
  const locale = useLocale();
  return (
    <Card title={t("rules.list")} flush>
      <DataTable
        label={t("rules.list")}
        rows={data.state.rules}
        rowKey={(row) => row.id}
        empty={
          <EmptyState icon={<ListChecks aria-hidden size={20} />} title={t("rules.empty.title")}>
            {t("rules.empty.text")}
          </EmptyState>
        }
        columns={[
          { id: "who", header: t("rules.who"), cell: (row) => row.who },
          { id: "target", header: t("target"), align: "end", cell: (row) => targetText(row.target, null, data.currency, locale, t) },
          { id: "found", header: t("rules.found"), align: "end", cell: (row) => formatCount(row.found, locale) },
          {
            id: "end",
            header: t("rules.end"),
            align: "end",
            cell: (row) =>
              data.mayEdit ? (
                <span className="-my-1.5 inline-flex">
                  <ConfirmDialog title={t("rules.end.title", { who: row.who })} consequence={t("rules.end.text")} triggerLabel={t("rules.end")} triggerTone="quiet" triggerSize="small">
                    {() => (
                      <TypedFormFrame form={freshForm()}>
                        <input type="hidden" name="ruleId" value={row.id} />
                        <TypedSubmit intent="end" tone="danger">
                          {t("rules.end")}
                        </TypedSubmit>
                      </TypedFormFrame>
                    )}
                  </ConfirmDialog>
                </span>
              ) : null,
          },
        ]}
      />
    </Card>
  );
}

function AddForm({ form, departments }: { readonly form: TypedForm; readonly departments: readonly TypedChoice[] }) {
  const t = useT("members");
  return (
    <TypedFormFrame form={form} className="max-w-2xl">
      <TypedSelect form={form} name="departmentId" label={t("rules.add.department")} placeholder={t("rules.add.department.any")} choices={departments} />
      <TypedCheck form={form} name="withBelow" label={t("rules.add.below")} />
      <TypedText form={form} name="position" label={t("rules.add.position")} hint={t("rules.add.position.hint")} optional />
      <TypedText form={form} name="target" label={t("rules.add.target")} hint={t("rules.add.target.hint")} className="figures max-w-56" />
      <div>
        <TypedSubmit intent="add" tone="plain">
          {t("rules.add.save")}
        </TypedSubmit>
      </div>
    </TypedFormFrame>
  );
}
