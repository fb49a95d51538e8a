import { createInstance, type i18n } from "i18next";
import type { Locale } from "#app/domain/names.ts";
import type { Resources } from "./catalogue.ts";

/**
 * An i18next instance of one language that never changes: a change of language is a new page. Values are not escaped here, because
 * React escapes what it draws and the mail renderer what it writes.
 */
export function makeI18n(locale: Locale, resources: Resources): i18n {
  const instance = createInstance({
    lng: locale,
    fallbackLng: false,
    ns: Object.keys(resources),
    defaultNS: "common",
    resources: { [locale]: resources },
    keySeparator: false,
    nsSeparator: false,
    returnNull: false,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  void instance.init();
  return instance;
}
