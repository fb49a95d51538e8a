import { Form } from "@remix-run/react";
import { FileCheck } from "lucide-react";
import { useId } from "react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { ConfirmDialog } from "#app/components/confirm-dialog.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import type { TableQuery } from "#app/domain/list/table-query.ts";
import { Time } from "#app/components/time.tsx";
import { TypedFormFrame, TypedLines, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { LOCALES, nameIn, type Names } from "#app/domain/names.ts";
import { ACKNOWLEDGEMENT_STATES } from "#app/domain/pay/acknowledgement.ts";
import { formatDay } from "#app/format/date.ts";
import { formatCount } from "#app/format/number.ts";
import { personName } from "#app/format/person-name.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { MemberAcknowledgement } from "#app/operations/acknowledgement-book.server.ts";

interface AcknowledgementsData {
  readonly title: string;
  readonly plan: { readonly id: string; readonly name: Names };
  readonly number: number;
  readonly numbers: readonly number[];
  readonly zone: string;
  readonly mayEdit: boolean;
  readonly query: TableQuery;
  readonly dueOn: string | null;
  readonly total: number;
  readonly people: number;
  readonly acknowledged: number;
  readonly late: number;
  readonly rows: readonly MemberAcknowledgement[];
}

/** Who has acknowledged a version, who has not, and HR's decisions about them. */
export function AcknowledgementsView({ data, acted }: { readonly data: AcknowledgementsData; readonly acted: TypedForm | undefined }) {
  const pay = useT("pay");
  const t = useT("acknowledging");
  const locale = useLocale();
  const { plan, number, dueOn } = data;
  const done = t("list.sentence", { acknowledged: formatCount(data.acknowledged, locale), people: formatCount(data.people, locale) });
  const isCalling = acted?.values["intent"] === "call";
  return (
    <Page
      title={data.title}
      sentence={data.late > 0 ? t("list.sentence.late", { done, count: data.late }) : done}
      crumbs={[
        { label: pay("plans.title"), to: "/pay/plans" },
        { label: nameIn(plan.name, locale), to: `/pay/plans/${plan.id}` },
      ]}
    >
      {acted?.faults["form"] ? <Notice tone="error">{acted.faults["form"]}</Notice> : null}
      <VersionChoice number={number} numbers={data.numbers} />
      <p className="text-muted">{dueOn === null ? t("list.notAsked") : t("list.dueOn", { day: formatDay(dueOn, locale) })}</p>
      <MemberTable data={data} acted={isCalling ? undefined : acted} />
      <Documents planId={plan.id} number={number} />
      {data.mayEdit ? (
        <Card title={t("call.title")}>
          <TypedFormFrame form={isCalling && acted ? acted : freshForm()} className="max-w-md">
            <p className="text-sm text-muted">{t("call.text")}</p>
            <div className="max-w-56">
              <TypedText form={isCalling && acted ? acted : freshForm()} name="dueOn" type="date" label={t("call.dueOn")} />
            </div>
            <div>
              <TypedSubmit intent="call">{t(dueOn === null ? "call" : "call.again")}</TypedSubmit>
            </div>
          </TypedFormFrame>
        </Card>
      ) : null}
    </Page>
  );
}

function VersionChoice({ number, numbers }: { readonly number: number; readonly numbers: readonly number[] }) {
  const t = useT("acknowledging");
  const id = useId();
  if (numbers.length < 2) return null;
  return (
    <Form method="get" className="flex flex-wrap items-center gap-2">
      <label htmlFor={id} className="text-sm text-muted">
        {t("version")}
      </label>
      <select id={id} name="version" key={number} defaultValue={number} className={`${INPUT_LOOK} h-9 pr-8 pl-3`}>
        {numbers.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
      <Button size="small">{t("version.show")}</Button>
    </Form>
  );
}

function MemberTable({ data, acted }: { readonly data: AcknowledgementsData; readonly acted: TypedForm | undefined }) {
  const t = useT("acknowledging");
  const locale = useLocale();
  return (
    <DataTable
      label={data.title}
      rows={data.rows}
      rowKey={(row) => row.personId}
      query={data.query}
      total={data.total}
      searchable
      csvTo={`/pay/plans/${data.plan.id}/acknowledgements.csv`}
      filters={[{ name: "state", label: t("state"), options: ACKNOWLEDGEMENT_STATES.map((value) => ({ value, label: t(`state.${value}`) })) }]}
      empty={
        <EmptyState icon={<FileCheck aria-hidden size={20} />} title={t("list.empty.title")}>
          {t("list.empty.text")}
        </EmptyState>
      }
      columns={[
        {
          id: "person",
          header: t("person"),
          sortable: true,
          cell: (row) => (
            <>
              {personName(row, locale)} <span className="text-faint">{row.personnelNumber}</span>
            </>
          ),
        },
        { id: "state", header: t("state"), cell: (row) => <span className={row.state === "late" ? "text-risk" : ""}>{t(`state.${row.state}`)}</span> },
        { id: "at", header: t("at"), sortable: true, cell: (row) => (row.at === null ? "–" : <Time at={row.at} zone={data.zone} />) },
        { id: "reason", header: t("reason"), cell: (row) => row.reason || "–" },
        ...(data.mayEdit ? [{ id: "decide", header: t("decide"), align: "end" as const, cell: (row: MemberAcknowledgement) => <Decide row={row} acted={acted?.values["personId"] === row.personId ? acted : undefined} /> }] : []),
      ]}
    />
  );
}

function Decide({ row, acted }: { readonly row: MemberAcknowledgement; readonly acted: TypedForm | undefined }) {
  const t = useT("acknowledging");
  const locale = useLocale();
  if (row.state === "acknowledged" || row.state === "waiting") return null;
  const form = acted ?? freshForm({ reason: row.reason });
  return (
    <span className="-my-1.5 inline-flex">
      <ConfirmDialog title={t("decide.title", { person: personName(row, locale) })} consequence={t("decide.text")} triggerLabel={t("decide")} triggerTone="quiet" triggerSize="small" initiallyOpen={acted !== undefined}>
        {() => (
          <TypedFormFrame form={form}>
            <input type="hidden" name="personId" value={row.personId} />
            <TypedLines form={form} name="reason" label={t("decide.reason")} rows={2} maxLength={500} />
            <div className="flex flex-wrap gap-2">
              <TypedSubmit intent="pay">{t("decide.pay")}</TypedSubmit>
              <TypedSubmit intent="hold" tone="danger">
                {t("decide.hold")}
              </TypedSubmit>
            </div>
          </TypedFormFrame>
        )}
      </ConfirmDialog>
    </span>
  );
}

/** The texts of a version for paper and for further work, in both languages. */
function Documents({ planId, number }: { readonly planId: string; readonly number: number }) {
  const t = useT("acknowledging");
  return (
    <Card title={t("documents")}>
      <ul className="flex flex-col gap-2">
        {(["annex", "sheet"] as const).map((kind) => (
          <li key={kind} className="flex flex-wrap gap-x-4 gap-y-1">
            <span>{t(`documents.${kind}`)}</span>
            {LOCALES.flatMap((language) =>
              (["pdf", "docx"] as const).map((format) => (
                <a key={`${language} ${format}`} href={`/pay/plans/${planId}/documents/${kind}-${number}-${language}.${format}`} className="door">
                  {`${format.toUpperCase()}, ${language.toUpperCase()}`}
                </a>
              )),
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
