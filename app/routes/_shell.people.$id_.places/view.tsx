import { Briefcase } from "lucide-react";
import { Card } from "#app/components/card.tsx";
import { ConfirmDialog } from "#app/components/confirm-dialog.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Page } from "#app/components/page.tsx";
import { type TypedChoice, TypedFormFrame, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import type { Employment } from "#app/domain/organisation/place.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { formatDayShort } from "#app/format/date.ts";
import { formatDecimal } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { PlaceFields } from "../_shell.people.new/fields.tsx";

interface PlacesData {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly today: string;
  readonly departments: readonly TypedChoice[];
  readonly places: readonly { readonly id: string; readonly department: string; readonly position: string; readonly fte: string; readonly sharePct: string; readonly employment: Employment; readonly from: string; readonly to: string | null; readonly isOver: boolean }[];
  readonly form: TypedForm;
}

/** Where a person works over time, and the form for a transfer or a second place. */
export function PlacesView({ data, acted }: { readonly data: PlacesData; readonly acted: TypedForm | undefined }) {
  const t = useT("organisation");
  const catalogue = useT("catalogue");
  const common = useT("common");
  const locale = useLocale();
  const ending = acted?.values["intent"] === "end" ? acted : undefined;
  const form = acted && !ending ? acted : data.form;
  return (
    <Page title={data.title} sentence={t("place.sentence")} crumbs={[{ label: catalogue("people"), to: "/people" }, { label: data.name, to: `/people/${data.id}` }]}>
      <Card flush>
        <DataTable
          label={catalogue("memberships")}
          rows={data.places}
          rowKey={(row) => row.id}
          columns={[
            { id: "department", header: common("department"), cell: (row) => row.department },
            { id: "position", header: catalogue("position"), cell: (row) => row.position },
            { id: "employment", header: catalogue("employment"), cell: (row) => catalogue(`employment.${row.employment}`) },
            { id: "fte", header: catalogue("fte"), cell: (row) => formatDecimal(row.fte, locale), align: "end" },
            { id: "share", header: t("place.share"), cell: (row) => formatDecimal(row.sharePct, locale), align: "end" },
            { id: "from", header: t("place.from"), cell: (row) => formatDayShort(row.from, locale), align: "end" },
            { id: "to", header: t("place.to"), cell: (row) => (row.to === null ? "–" : formatDayShort(addDays(row.to, -1), locale)), align: "end" },
            {
              id: "end",
              header: t("place.end"),
              align: "end",
              cell: (row) => {
                const mine = ending?.values["placeId"] === row.id ? ending : undefined;
                return row.isOver ? null : (
                  <span className="-my-1.5 inline-flex"><ConfirmDialog title={t("place.end.title", { name: data.name, department: row.department })} consequence={t("place.end.text")} triggerLabel={t("place.end")} triggerTone="quiet" triggerSize="small" initiallyOpen={mine !== undefined}>
                    {() => <EndForm placeId={row.id} form={mine ?? freshForm({ lastDay: data.today })} />}
                  </ConfirmDialog></span>
                );
              },
            },
          ]}
          empty={<EmptyState icon={<Briefcase aria-hidden size={20} />} title={catalogue("memberships.none")} />}
        />
      </Card>
      <Card title={t("place.add")}>
        <TypedFormFrame form={form} className="max-w-3xl">
          <TypedSelect form={form} name="kind" label={t("place.kind")} choices={(["transfer", "second"] as const).map((value) => ({ value, label: t(`place.kind.${value}`) }))} />
          <PlaceFields form={form} departments={data.departments} />
          <div>
            <TypedSubmit intent="add">{t("place.save")}</TypedSubmit>
          </div>
        </TypedFormFrame>
      </Card>
    </Page>
  );
}

function EndForm({ placeId, form }: { readonly placeId: string; readonly form: TypedForm }) {
  const t = useT("organisation");
  return (
    <TypedFormFrame form={form}>
      <input type="hidden" name="placeId" value={placeId} />
      <TypedText form={form} name="lastDay" type="date" label={t("place.end.last")} />
      <TypedSubmit intent="end" tone="danger">
        {t("place.end.act")}
      </TypedSubmit>
    </TypedFormFrame>
  );
}
