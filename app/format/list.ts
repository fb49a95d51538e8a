import type { Locale } from "#app/domain/names.ts";

const AND: Record<Locale, string> = { en: "and", ru: "и" };

/** Words in a row: `a, b and c`, `a, b и c`. */
export function listOf(words: readonly string[], locale: Locale): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} ${AND[locale]} ${words[words.length - 1]}`;
}
