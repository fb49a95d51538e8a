import type { Locale } from "#app/domain/names.ts";
import type { Values } from "./catalogue.ts";

/** Texts of one namespace in one language. */
export type Texts = Readonly<Record<string, string>>;

const PLACE = /\{\{(\w+)\}\}/g;

/**
 * Says one text in the browser exactly as i18next does on the server (test/i18n/speak.test.ts holds the two together over the whole
 * catalogue), for a tenth of the bytes: a number in `count` chooses the plural form, `{{name}}` is filled in, an unknown key comes back
 * as `defaultValue`, or as itself.
 */
export function speak(texts: Texts, locale: Locale, key: string, values: Values = {}): string {
  const { count } = values;
  const plural = typeof count === "number" ? texts[`${key}_${new Intl.PluralRules(locale).select(count)}`] : undefined;
  const text = plural ?? texts[key] ?? (typeof values.defaultValue === "string" ? values.defaultValue : key);
  return text.replace(PLACE, (place, name: string) => (name in values ? String(values[name] ?? "") : place));
}
