import { Card } from "#app/components/card.tsx";
import { ConfirmDialog } from "#app/components/confirm-dialog.tsx";
import { Page } from "#app/components/page.tsx";
import { Tabs } from "#app/components/tabs.tsx";
import { TypedFormFrame, TypedLines, TypedSubmit } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { DOCUMENT_KINDS, LAYOUT_PARTS, LONGEST_LAYOUT, PLACEHOLDERS, type DocumentKind } from "#app/domain/document/layout.ts";
import { LOCALES } from "#app/domain/names.ts";
import { formatInstantExact } from "#app/format/instant.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";

interface DocumentsData {
  readonly title: string;
  readonly zone: string;
  readonly kind: DocumentKind;
  readonly ownSince: number | null;
  readonly values: Readonly<Record<string, string>>;
}

/** What a document says before and after its tables, in both languages beside each other. */
export function DocumentsView({ data, answer }: { readonly data: DocumentsData; readonly answer: TypedForm | undefined }) {
  const t = useT("documents");
  const pay = useT("pay");
  const locale = useLocale();
  const { kind, ownSince } = data;
  const form = answer ?? freshForm(data.values);
  return (
    <Page
      title={data.title}
      sentence={t("sentence")}
      crumbs={[{ label: pay("plans.title"), to: "/pay/plans" }]}
      tabs={<Tabs label={t("kind")} tabs={DOCUMENT_KINDS.map((one) => ({ to: `/pay/documents?kind=${one}`, label: t(`kind.${one}`), current: one === kind }))} />}
    >
      <Card title={t(`kind.${kind}`)}>
        <p className="text-muted">{ownSince === null ? t("standard") : t("own", { when: formatInstantExact(ownSince, data.zone, locale) })}</p>
        <p className="mt-1 max-w-3xl text-pretty text-muted">
          {t("placeholders")} <code className="text-sm">{PLACEHOLDERS[kind].map((name) => `{{${name}}}`).join(", ")}</code>. {t("paragraphs")}
        </p>
        <TypedFormFrame key={`${kind}:${ownSince}`} form={form} className="mt-4">
          <div className="grid gap-x-5 gap-y-4 lg:grid-cols-2">
            {LAYOUT_PARTS.flatMap((part) =>
              LOCALES.map((one) => (
                <TypedLines key={`${part}.${one}`} form={form} name={`${part}.${one}`} label={`${t(kind === "order" ? `part.order.${part}` : `part.${part}`)}, ${t(`in.${one}`)}`} rows={kind === "order" ? 9 : 4} maxLength={LONGEST_LAYOUT} />
              )),
            )}
          </div>
          <div>
            <TypedSubmit intent="save">{t("save")}</TypedSubmit>
          </div>
        </TypedFormFrame>
        {ownSince === null ? null : (
          <div className="mt-4">
            <ConfirmDialog title={t("reset.title")} consequence={t("reset.text")} triggerLabel={t("reset")} triggerTone="quiet">
              {() => (
                <TypedFormFrame form={freshForm()}>
                  <TypedSubmit intent="reset">{t("reset")}</TypedSubmit>
                </TypedFormFrame>
              )}
            </ConfirmDialog>
          </div>
        )}
      </Card>
    </Page>
  );
}
