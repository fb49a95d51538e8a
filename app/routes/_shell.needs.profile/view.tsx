import { Form } from "@remix-run/react";
import { Target } from "lucide-react";
import { Button } from "#app/components/button.tsx";
import { Card, Facts } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Page } from "#app/components/page.tsx";
import { TypedCheck, type TypedChoice, TypedFormFrame, TypedLines, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { PROFILE_PARTS, type ProfileTexts } from "#app/domain/agreement/need.ts";
import { formatDecimal } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { KpiValues } from "./values.tsx";
import type { KpiValueShown } from "#app/web/kpi-values.server.ts";

interface ProfileData {
  readonly title: string;
  readonly mayEdit: boolean;
  readonly texts: ProfileTexts;
  readonly form: TypedForm;
  readonly kpis: readonly { readonly id: string; readonly name: string; readonly unit: string | null; readonly target: string | null; readonly isHigherBetter: boolean; readonly product: string }[];
  readonly values: readonly KpiValueShown[];
  readonly client: { readonly id: string };
  readonly provider: { readonly id: string };
  readonly products: readonly TypedChoice[];
}

/** How a client describes itself to a provider, and which of its figures the provider's products move. */
export function ProfileView({ data, acted }: { readonly data: ProfileData; readonly acted: TypedForm | undefined }) {
  const t = useT("needs");
  const locale = useLocale();
  const adding = acted?.values["intent"] === "kpi_add" ? acted : freshForm({ isHigherBetter: "on" });
  const entering = acted?.values["intent"] === "kpi_value" ? acted : freshForm();
  const form = acted && acted.values["intent"] !== "kpi_add" && acted.values["intent"] !== "kpi_value" ? acted : data.form;
  return (
    <Page title={data.title} sentence={t("profile.sentence")} crumbs={[{ label: t("title"), to: "/needs" }]} width="reading">
      <Card title={t("profile")}>
        {data.mayEdit ? (
          <TypedFormFrame form={form}>
            <input type="hidden" name="seen" value={form.values["seen"] ?? "0"} />
            {PROFILE_PARTS.map((part) => (
              <TypedLines key={part} form={form} name={part} label={t(`profile.${part}`)} hint={t(`profile.${part}.hint`)} rows={2} maxLength={1000} optional />
            ))}
            <div>
              <TypedSubmit intent="profile">{t("profile.save")}</TypedSubmit>
            </div>
          </TypedFormFrame>
        ) : (
          <Facts rows={PROFILE_PARTS.map((part) => ({ name: t(`profile.${part}`), value: data.texts[part] ? <span className="whitespace-pre-line">{data.texts[part]}</span> : <span className="text-faint">{t("profile.nothing")}</span> }))} />
        )}
      </Card>
      <Card title={t("kpi")} flush>
        <DataTable
          label={t("kpi")}
          rows={data.kpis}
          rowKey={(row) => row.id}
          columns={[
            { id: "name", header: t("kpi.name"), cell: (row) => row.name },
            { id: "product", header: t("product"), cell: (row) => row.product },
            { id: "target", header: t("kpi.target"), cell: (row) => (row.target === null ? "–" : `${row.isHigherBetter ? "≥" : "≤"} ${formatDecimal(row.target, locale)} ${row.unit ?? ""}`), align: "end" },
            ...(data.mayEdit
              ? [
                  {
                    id: "remove",
                    header: t("kpi.remove"),
                    align: "end" as const,
                    cell: (row: ProfileData["kpis"][number]) => (
                      <Form method="post">
                        <input type="hidden" name="id" value={row.id} />
                        <Button name="intent" value="kpi_remove" tone="quiet" size="small">
                          {t("kpi.remove")}
                        </Button>
                      </Form>
                    ),
                  },
                ]
              : []),
          ]}
          empty={<EmptyState icon={<Target aria-hidden size={20} />} title={t("kpi.none")} />}
        />
        {data.mayEdit ? (
          <div className="border-t border-line p-4">
            <TypedFormFrame form={adding} key={data.kpis.length}>
              <div className="grid items-end gap-4 sm:grid-cols-2">
                <TypedText form={adding} name="name" label={t("kpi.name")} maxLength={120} />
                <TypedSelect form={adding} name="productId" label={t("product")} choices={data.products} placeholder="–" />
                <TypedText form={adding} name="target" label={t("kpi.target")} inputMode="decimal" maxLength={20} optional />
                <TypedText form={adding} name="unit" label={t("kpi.unit")} maxLength={30} optional />
              </div>
              <TypedCheck form={adding} name="isHigherBetter" label={t("kpi.better")} />
              <div>
                <TypedSubmit intent="kpi_add" tone="plain">{t("kpi.add")}</TypedSubmit>
              </div>
            </TypedFormFrame>
          </div>
        ) : null}
      </Card>
      <KpiValues
        rows={data.values}
        figures={data.kpis.map((row) => ({ value: row.id, label: row.unit ? `${row.name}, ${row.unit}` : row.name }))}
        form={data.mayEdit ? entering : null}
        csv={`/needs/profile.csv?client=${data.client.id}&provider=${data.provider.id}`}
      />
    </Page>
  );
}
