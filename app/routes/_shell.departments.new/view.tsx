import { Link } from "@remix-run/react";
import { TypedCheck, type TypedChoice, TypedFormFrame, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { useT } from "#app/i18n/use-t.ts";

/** The fields of a department; the code is typed once. */
export function DepartmentFields({ form, choices, isNew, back }: { readonly form: TypedForm; readonly choices: { readonly parents: readonly TypedChoice[]; readonly calendars: readonly TypedChoice[] }; readonly isNew: boolean; readonly back: string }) {
  const t = useT("organisation");
  const common = useT("common");
  return (
    <TypedFormFrame form={form} className="max-w-2xl">
      <div className="grid gap-4 sm:grid-cols-2">
        <TypedText form={form} name="nameEn" label={t("nameEn")} maxLength={120} />
        <TypedText form={form} name="nameRu" label={t("nameRu")} maxLength={120} />
      </div>
      <p className="-mt-2 text-sm text-muted">{t("name.hint")}</p>
      {isNew ? <TypedText form={form} name="code" label={t("code")} hint={t("code.hint")} maxLength={40} autoComplete="off" /> : null}
      <TypedSelect form={form} name="parentId" label={t("parent")} choices={choices.parents} placeholder={t("parent.none")} />
      <TypedSelect form={form} name="calendarId" label={t("calendar")} choices={choices.calendars} placeholder={t("calendar.none")} />
      <TypedCheck form={form} name="isTeam" label={t("isTeam")} hint={t("isTeam.hint")} />
      {isNew ? null : <p className="text-sm text-pretty text-muted">{t("rejudge.hint")}</p>}
      <div className="flex flex-wrap items-center gap-2 pt-1">
        <TypedSubmit>{t("department.save")}</TypedSubmit>
        <Link to={back} className="px-2 text-muted hover:text-ink hover:underline">
          {common("cancel")}
        </Link>
      </div>
    </TypedFormFrame>
  );
}
