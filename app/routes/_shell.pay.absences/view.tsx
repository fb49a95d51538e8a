import { CalendarOff } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { NumberedPerson } from "#app/components/pay/numbered-person.tsx";
import { ConfirmDialog } from "#app/components/confirm-dialog.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { LinesForm, type LinesAnswer } from "#app/components/pay/lines-form.tsx";
import { PayTabs, type PayPlace } from "#app/components/pay/pay-tabs.tsx";
import type { TableQuery } from "#app/domain/list/table-query.ts";
import { TypedFormFrame, TypedSubmit } from "#app/components/typed-field.tsx";
import { freshForm } from "#app/components/typed-form.ts";
import { ABSENCE_KINDS, type AbsenceKind } from "#app/domain/pay/absence.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { formatDayShort } from "#app/format/date.ts";
import { personName } from "#app/format/person-name.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";

interface AbsenceShown {
  readonly id: string;
  readonly personId: string;
  readonly surname: string;
  readonly givenName: string;
  readonly personnelNumber: string;
  readonly kind: AbsenceKind;
  readonly from: string;
  readonly to: string;
}

interface AbsencesData {
  readonly title: string;
  readonly places: readonly PayPlace[];
  readonly mayEdit: boolean;
  readonly query: TableQuery;
  readonly rows: readonly AbsenceShown[];
  readonly total: number;
}

/** Who was away when, and the form that enters it. */
export function AbsencesView({ data, answer }: { readonly data: AbsencesData; readonly answer: LinesAnswer | undefined }) {
  const common = useT("common");
  const t = useT("members");
  const plans = useT("plans");
  const locale = useLocale();
  const isEntering = answer?.values["intent"] !== "withdraw";
  return (
    <Page title={data.title} sentence={t("absences.sentence")} tabs={<PayTabs current="absences" open={data.places} />} action={<LinkButton to="/pay/bases">{t("bases")}</LinkButton>}>
      {!isEntering && answer?.faults["form"] ? <Notice tone="error">{answer.faults["form"]}</Notice> : null}
      <DataTable
        label={data.title}
        rows={data.rows}
        rowKey={(row) => row.id}
        rowTo={(row) => `/people/${row.personId}`}
        query={data.query}
        total={data.total}
        searchable
        csvTo="/pay/absences.csv"
        filters={[{ name: "kind", label: t("absences.kind"), options: ABSENCE_KINDS.map((value) => ({ value, label: plans(`absence.${value}`) })) }]}
        empty={
          <EmptyState icon={<CalendarOff aria-hidden size={20} />} title={t("absences.empty.title")}>
            {t("absences.empty.text")}
          </EmptyState>
        }
        columns={[
          { id: "person", header: common("person"), sortable: true, cell: (row) => <NumberedPerson person={row} /> },
          { id: "kind", header: t("absences.kind"), cell: (row) => plans(`absence.${row.kind}`) },
          { id: "from", header: t("from"), sortable: true, cell: (row) => formatDayShort(row.from, locale) },
          { id: "to", header: t("until"), cell: (row) => formatDayShort(addDays(row.to, -1), locale) },
          ...(data.mayEdit ? [{ id: "withdraw", header: t("absences.withdraw"), align: "end" as const, cell: (row: AbsenceShown) => <Withdraw row={row} /> }] : []),
        ]}
      />
      {data.mayEdit ? <LinesForm title={t("absences.add")} form={isEntering && answer ? answer : freshForm()} label={t("absences.lines")} hint={t("absences.lines.hint")} submit={t("save")} /> : null}
    </Page>
  );
}

function Withdraw({ row }: { readonly row: AbsenceShown }) {
  const t = useT("members");
  const locale = useLocale();
  return (
    <span className="-my-1.5 inline-flex">
      <ConfirmDialog title={t("absences.withdraw.title", { person: personName(row, locale), from: formatDayShort(row.from, locale) })} consequence={t("absences.withdraw.text")} triggerLabel={t("absences.withdraw")} triggerTone="quiet" triggerSize="small">
        {() => (
          <TypedFormFrame form={freshForm()}>
            <input type="hidden" name="id" value={row.id} />
            <TypedSubmit intent="withdraw" tone="danger">
              {t("absences.withdraw")}
            </TypedSubmit>
          </TypedFormFrame>
        )}
      </ConfirmDialog>
    </span>
  );
}
