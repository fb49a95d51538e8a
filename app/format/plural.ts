import type { Locale } from "#app/domain/names.ts";
import { formatCount, NBSP } from "./number.ts";

/** Forms of one noun: English has one and other; Russian one (1, 21), few (2–4), many (5–20) and other (1,5). */
export interface PluralForms {
  readonly one: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

const RULES: Record<Locale, Intl.PluralRules> = {
  en: new Intl.PluralRules("en"),
  ru: new Intl.PluralRules("ru"),
};

/** The form that goes with a count. */
export function pluralForm(count: number, forms: PluralForms, locale: Locale): string {
  const category = RULES[locale].select(count);
  if (category === "one") return forms.one;
  if (category === "few") return forms.few ?? forms.other;
  if (category === "many") return forms.many ?? forms.other;
  return forms.other;
}

/** A count with its noun: `1 task`, `12 400 заявок`. */
export function countOf(count: number, forms: PluralForms, locale: Locale): string {
  return formatCount(count, locale) + NBSP + pluralForm(count, forms, locale);
}
