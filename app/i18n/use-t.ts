import { useTranslation } from "react-i18next";
import type { Locale } from "#app/domain/names.ts";
import type { Namespace, Translate } from "./catalogue.ts";

/** Translates within one namespace: `const t = useT("work"); t("title")`. */
export function useT<N extends Namespace>(namespace: N): Translate<N> {
  const { t } = useTranslation(namespace);
  return t as unknown as Translate<N>;
}

/** The page's language, for the functions of `app/format`. */
export function useLocale(): Locale {
  const { i18n } = useTranslation();
  return i18n.language === "ru" ? "ru" : "en";
}
