import type { i18n } from "i18next";
import type { Locale } from "#app/domain/names.ts";
import type { Namespace, Translate } from "./catalogue.ts";
import { en } from "./en.ts";
import { makeI18n } from "./make-i18n.ts";
import { ru } from "./ru.ts";
import type { Voice } from "./voice.ts";

const instances: Record<Locale, i18n> = { en: makeI18n("en", en), ru: makeI18n("ru", ru) };

/** The voice in which a page is drawn on the server. It holds no request's state, so requests share it. */
export function voiceOf(locale: Locale): Voice {
  return { locale, in: (namespace) => translateIn(locale, namespace) };
}

/** Translates on the server, outside React: page titles, mail, exports. */
export function translateIn<N extends Namespace>(locale: Locale, namespace: N): Translate<N> {
  return instances[locale].getFixedT(locale, namespace) as unknown as Translate<N>;
}
