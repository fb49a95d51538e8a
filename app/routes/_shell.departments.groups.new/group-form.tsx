import { TypedFormFrame, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { useT } from "#app/i18n/use-t.ts";

/** Names and representative of a client group; the code is typed once. */
export function GroupForm({ form, isNew }: { readonly form: TypedForm; readonly isNew: boolean }) {
  const t = useT("organisation");
  return (
    <TypedFormFrame form={form} className="max-w-2xl">
      <div className="grid gap-4 sm:grid-cols-2">
        <TypedText form={form} name="nameEn" label={t("nameEn")} maxLength={120} />
        <TypedText form={form} name="nameRu" label={t("nameRu")} maxLength={120} />
      </div>
      {isNew ? <TypedText form={form} name="code" label={t("code")} hint={t("group.code.hint")} maxLength={40} autoComplete="off" /> : null}
      <TypedText form={form} name="representativeId" label={t("group.representative")} hint={t("group.representative.hint")} autoComplete="off" optional />
      <div>
        <TypedSubmit intent="save">{t("group.save")}</TypedSubmit>
      </div>
    </TypedFormFrame>
  );
}
