import type { Locale } from "#app/domain/names.ts";

/** Words with a capital first letter, for where a sentence or a line begins with them. */
export const capital = (words: string, locale: Locale): string => words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);
