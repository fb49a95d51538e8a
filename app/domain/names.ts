/** A name of a thing in the portal's two languages; at least one is present. */
export interface Names {
  readonly en?: string;
  readonly ru?: string;
}

export const LOCALES = ["en", "ru"] as const;
export type Locale = (typeof LOCALES)[number];

/** The name in the wanted language, else in the other one. */
export function nameIn(names: Names, locale: Locale): string {
  return names[locale] || names.en || names.ru || "";
}

/** Free words of an agreement: in one language as somebody wrote them, or in both. */
export type Wording = string | Names;

/** The words in the wanted language, else as they are. */
export const wordsIn = (words: Wording, locale: Locale): string => (typeof words === "string" ? words : nameIn(words, locale));

/** What two fields of a form say: words that are the same in both, or stand in one only, are one text. */
export function wordingOf(en: string, ru: string): Wording {
  return en !== "" && ru !== "" && en !== ru ? { en, ru } : en || ru;
}

/** Folded key for sorting and searching: lower case, `ё` counts as `е`, accents removed. */
export function foldKey(text: string): string {
  return text
    .toLocaleLowerCase("ru")
    .replaceAll("ё", "е")
    // Its decomposition is "No", which would grow together with the number behind it.
    .replaceAll("№", " ")
    .normalize("NFKD")
    .replace(/[\u0300-\u0305\u0307-\u036f]/g, "")
    .normalize("NFC")
    .trim();
}
