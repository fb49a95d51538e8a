import { TypedText } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from "#app/domain/access/check-password.ts";
import { useT } from "#app/i18n/use-t.ts";

/** The two fields of a new password; password managers learn for which account it is. */
export function NewPasswordFields({ form, email }: { readonly form: TypedForm; readonly email: string }) {
  const t = useT("account");
  return (
    <>
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <TypedText form={form} name="password" label={t("newPassword")} hint={t("newPassword.hint", { count: SHORTEST_PASSWORD })} type="password" autoComplete="new-password" minLength={SHORTEST_PASSWORD} maxLength={LONGEST_PASSWORD * 2} />
      <TypedText form={form} name="again" label={t("again")} type="password" autoComplete="new-password" />
    </>
  );
}
