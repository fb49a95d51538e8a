import type { i18n } from "i18next";
import type { Locale } from "#app/domain/names.ts";
import type { Key, Namespace, Translate } from "./catalogue.ts";
import { en } from "./en.ts";
import { makeI18n } from "./make-i18n.ts";
import { ru } from "./ru.ts";
import type { Voice } from "./voice.ts";

const instances: Record<Locale, i18n> = { en: makeI18n("en", en), ru: makeI18n("ru", ru) };

/** The voice in which a page is drawn on the server. It holds no request's state, so requests share it. */
export function voiceOf(locale: Locale): Voice {
  return { locale, in: (namespace) => translateIn(locale, namespace) };
}

const translators = new Map<string, Translate<never>>();

/** Translates on the server, outside React: page titles, mail, exports. The same function at each call. */
export function translateIn<N extends Namespace>(locale: Locale, namespace: N): Translate<N> {
  const name = `${locale} ${namespace}`;
  const known = translators.get(name);
  if (known) return known as Translate<N>;
  const made = rememberingPlain(instances[locale].getFixedT(locale, namespace) as unknown as Translate<N>);
  translators.set(name, made as Translate<never>);
  return made;
}

/** A translator that looks up a text without values once: a page says some hundreds of them, and they never change. Keys are as many as texts. */
function rememberingPlain<N extends Namespace>(translate: Translate<N>): Translate<N> {
  const plain = new Map<Key<N>, string>();
  return (key, values) => {
    if (values !== undefined) return translate(key, values);
    const known = plain.get(key);
    if (known !== undefined) return known;
    const text = translate(key);
    // A key without a text comes back as itself; whoever makes up keys fills nothing here.
    if (text !== key) plain.set(key, text);
    return text;
  };
}
