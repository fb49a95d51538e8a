import { Page } from "#app/components/page.tsx";
import { type TypedChoice, TypedFormFrame, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { useT } from "#app/i18n/use-t.ts";

interface Data {
  readonly title: string;
  readonly countries: readonly TypedChoice[];
  readonly zones: readonly string[];
}

/** What is set once for the whole organisation. */
export function OrganisationForm({ data, form }: { readonly data: Data; readonly form: TypedForm }) {
  const t = useT("start");
  return (
    <Page title={data.title} sentence={t("organisation.sentence")} crumbs={[{ label: t("title"), to: "/start" }]} width="reading">
      <TypedFormFrame form={form} className="max-w-2xl">
        <div className="grid gap-4 sm:grid-cols-2">
          <TypedText form={form} name="nameEn" label={t("nameEn")} maxLength={120} autoComplete="organization" />
          <TypedText form={form} name="nameRu" label={t("nameRu")} maxLength={120} lang="ru" />
        </div>
        <p className="-mt-2 text-sm text-muted">{t("name.hint")}</p>
        <TypedText form={form} name="code" label={t("code")} hint={t("code.hint")} maxLength={40} autoComplete="off" />
        <div className="grid gap-4 sm:grid-cols-2">
          <TypedSelect form={form} name="country" label={t("country")} choices={data.countries} placeholder="" />
          <TypedText form={form} name="currency" label={t("currency")} maxLength={3} autoComplete="off" spellCheck={false} />
        </div>
        <TypedText form={form} name="zone" label={t("zone")} hint={t("zone.hint")} list="start-zones" autoComplete="off" spellCheck={false} />
        <datalist id="start-zones">
          {data.zones.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <div className="grid gap-4 sm:grid-cols-2">
          <TypedSelect form={form} name="payPeriod" label={t("payPeriod")} choices={(["quarter", "month"] as const).map((value) => ({ value, label: t(`payPeriod.${value}`) }))} />
          <TypedSelect form={form} name="dayEnd" label={t("dayEnd")} choices={(["eod", "snap"] as const).map((value) => ({ value, label: t(`dayEnd.${value}`) }))} />
        </div>
        <TypedText form={form} name="firstPeriod" type="month" label={t("firstPeriod")} hint={t("firstPeriod.hint")} className="sm:w-56" />
        <div>
          <TypedSubmit>{t("organisation.save")}</TypedSubmit>
        </div>
      </TypedFormFrame>
    </Page>
  );
}
