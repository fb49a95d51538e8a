import { type TypedChoice, TypedSelect, TypedText } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { EMPLOYMENTS } from "#app/domain/organisation/place.ts";
import { useT } from "#app/i18n/use-t.ts";

/** Names, number, address and language of a person. */
export function PersonFields({ form }: { readonly form: TypedForm }) {
  const t = useT("organisation");
  const shell = useT("shell");
  return (
    <div className="grid items-end gap-4 sm:grid-cols-2">
      <TypedText form={form} name="surname" label={t("person.surname")} maxLength={120} autoComplete="off" />
      <TypedText form={form} name="givenName" label={t("person.givenName")} maxLength={120} autoComplete="off" />
      <TypedText form={form} name="patronymic" label={t("person.patronymic")} maxLength={120} autoComplete="off" optional />
      <TypedText form={form} name="personnelNumber" label={t("person.number")} hint={t("person.number.hint")} maxLength={40} autoComplete="off" />
      <TypedText form={form} name="email" type="email" label={t("person.email")} maxLength={200} autoComplete="off" optional />
      <TypedSelect form={form} name="locale" label={t("person.locale")} choices={(["en", "ru"] as const).map((value) => ({ value, label: shell(`language.${value}`) }))} />
      <TypedText form={form} name="zone" label={t("person.zone")} maxLength={60} spellCheck={false} autoComplete="off" />
    </div>
  );
}

/** A place of work. */
export function PlaceFields({ form, departments }: { readonly form: TypedForm; readonly departments: readonly TypedChoice[] }) {
  const t = useT("organisation");
  const catalogue = useT("catalogue");
  return (
    <div className="grid items-end gap-4 sm:grid-cols-2">
      <TypedSelect form={form} name="departmentId" label={t("place.department")} choices={departments} placeholder="–" />
      <TypedSelect form={form} name="employment" label={t("place.employment")} choices={EMPLOYMENTS.map((value) => ({ value, label: catalogue(`employment.${value}`) }))} />
      <TypedText form={form} name="positionEn" label={t("place.positionEn")} maxLength={120} />
      <TypedText form={form} name="positionRu" label={t("place.positionRu")} maxLength={120} />
      <TypedText form={form} name="fte" label={t("place.fte")} hint={t("place.fte.hint")} inputMode="decimal" maxLength={8} />
      <TypedText form={form} name="sharePct" label={t("place.share")} hint={t("place.share.hint")} inputMode="decimal" maxLength={8} />
      <TypedText form={form} name="from" type="date" label={t("place.from")} />
      <TypedText form={form} name="lastDay" type="date" label={t("place.to")} hint={t("place.to.hint")} />
    </div>
  );
}
