import type { i18n } from "i18next";
import type { Locale } from "#app/domain/names.ts";
import type { Namespace, Translate } from "./catalogue.ts";
import { en } from "./en.ts";
import { makeI18n } from "./make-i18n.ts";
import { ru } from "./ru.ts";

const instances: Record<Locale, i18n> = { en: makeI18n("en", en), ru: makeI18n("ru", ru) };

/** The instance of a language. It holds no request's state, so requests share it. */
export function i18nOf(locale: Locale): i18n {
  return instances[locale];
}

/** Translates on the server, outside React: page titles, mail, exports. */
export function translateIn<N extends Namespace>(locale: Locale, namespace: N): Translate<N> {
  return instances[locale].getFixedT(locale, namespace) as unknown as Translate<N>;
}
