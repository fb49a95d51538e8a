import { UserX } from "lucide-react";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Page } from "#app/components/page.tsx";
import { SettingsTabs, type SettingsPart } from "#app/components/settings-tabs.tsx";
import { TypedFormFrame, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { formatDayShort } from "#app/format/date.ts";
import { personName } from "#app/format/person-name.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";

interface PrivacyData {
  readonly title: string;
  readonly parts: readonly SettingsPart[];
  readonly mayEdit: boolean;
  readonly limits: { readonly least: number; readonly most: number };
  readonly years: number | null;
  readonly next: readonly { readonly personId: string; readonly surname: string; readonly givenName: string; readonly leftOn: string }[];
  readonly isMore: boolean;
}

/** How long people who left are known by name, and who is forgotten next. */
export function PrivacyView({ data, answer }: { readonly data: PrivacyData; readonly answer: TypedForm | undefined }) {
  const t = useT("settings");
  const locale = useLocale();
  const form = answer ?? freshForm({ years: data.years === null ? "" : String(data.years) });
  return (
    <Page title={data.title} sentence={data.years === null ? t("privacy.sentence.never") : t("privacy.sentence", { count: data.years })} tabs={<SettingsTabs parts={data.parts} />} width="reading">
      <Card title={t("privacy.rule")}>
        <p className="max-w-3xl text-pretty text-muted">{t("privacy.rule.text")}</p>
        {data.mayEdit ? (
          <TypedFormFrame form={form} className="mt-4 max-w-md">
            <TypedText form={form} name="years" label={t("privacy.years")} hint={t("privacy.years.hint", data.limits)} inputMode="numeric" className="figures" />
            <div>
              <TypedSubmit>{t("privacy.save")}</TypedSubmit>
            </div>
          </TypedFormFrame>
        ) : null}
      </Card>
      <Card title={t("privacy.next")} flush>
        <DataTable
          label={t("privacy.next")}
          rows={data.next}
          rowKey={(row) => row.personId}
          rowTo={(row) => `/people/${row.personId}`}
          compact
          empty={
            <EmptyState icon={<UserX aria-hidden size={20} />} title={t("privacy.next.none")}>
              {t(data.years === null ? "privacy.next.never" : "privacy.next.text")}
            </EmptyState>
          }
          columns={[
            { id: "person", header: t("privacy.person"), cell: (row) => personName(row, locale) },
            { id: "left", header: t("privacy.left"), cell: (row) => formatDayShort(addDays(row.leftOn, -1), locale) },
          ]}
        />
        {data.isMore ? <p className="px-4 pb-3 text-sm text-muted">{t("privacy.more")}</p> : null}
      </Card>
    </Page>
  );
}
