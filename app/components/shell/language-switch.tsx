import { Form, useLocation } from "@remix-run/react";
import { LOCALES } from "#app/domain/names.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { Segmented } from "./segmented.tsx";

/** The page's language. A change loads the page anew, in the other catalogue. */
export function LanguageSwitch() {
  const t = useT("shell");
  const locale = useLocale();
  const { pathname, search } = useLocation();
  const choices = LOCALES.map((value) => ({ value, label: t(`language.${value}`), lang: value }));
  return (
    <Form method="post" action="/preferences" reloadDocument>
      <input type="hidden" name="next" value={pathname + search} />
      <Segmented label={t("menu.language")} name="locale" choices={choices} current={locale} />
    </Form>
  );
}
