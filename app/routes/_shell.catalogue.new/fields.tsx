import { Link } from "@remix-run/react";
import { type TypedChoice, TypedFormFrame, TypedLines, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { PRODUCT_KINDS } from "#app/domain/agreement/terms.ts";
import { useT } from "#app/i18n/use-t.ts";

/** The fields of a product; provider and code are chosen once. */
export function ProductFields({ form, providers, back }: { readonly form: TypedForm; /** null = the product is there. */ readonly providers: readonly TypedChoice[] | null; readonly back: string }) {
  const t = useT("products");
  const organisation = useT("organisation");
  const common = useT("common");
  return (
    <TypedFormFrame form={form} className="max-w-3xl">
      <div className="grid items-end gap-4 sm:grid-cols-2">
        <TypedText form={form} name="nameEn" label={organisation("nameEn")} maxLength={160} />
        <TypedText form={form} name="nameRu" label={organisation("nameRu")} maxLength={160} />
        {providers ? (
          <>
            <TypedSelect form={form} name="providerId" label={t("provider")} choices={providers} {...(providers.length === 1 ? {} : { placeholder: "–" })} />
            <TypedText form={form} name="code" label={organisation("code")} maxLength={40} autoComplete="off" />
          </>
        ) : null}
        <TypedSelect form={form} name="kind" label={t("kind")} choices={PRODUCT_KINDS.map((value) => ({ value, label: common(`productKind.${value}`) }))} />
        <TypedText form={form} name="ownerId" label={t("owner")} hint={t("owner.hint")} autoComplete="off" optional />
        <TypedText form={form} name="unitEn" label={t("unit.en")} hint={t("unit.hint")} maxLength={60} optional />
        <TypedText form={form} name="unitRu" label={t("unit.ru")} hint={t("unit.hint")} maxLength={60} optional />
      </div>
      <TypedLines form={form} name="descriptionEn" label={t("description.en")} maxLength={2000} optional />
      <TypedLines form={form} name="descriptionRu" label={t("description.ru")} maxLength={2000} optional />
      <TypedText form={form} name="tags" label={t("tags")} hint={t("tags.hint")} maxLength={400} optional />
      <div className="flex flex-wrap items-center gap-2 pt-1">
        <TypedSubmit>{t("save")}</TypedSubmit>
        <Link to={back} className="px-2 text-muted hover:text-ink hover:underline">
          {common("cancel")}
        </Link>
      </div>
    </TypedFormFrame>
  );
}
