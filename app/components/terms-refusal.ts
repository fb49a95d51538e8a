import type { Key, Translate } from "#app/i18n/catalogue.ts";

const SAID = [
  "not_found", "not_offered", "not_your_side", "not_your_department", "has_agreement", "own_terms", "bad_day", "name_missing", "no_text", "already_offered", "changed_meanwhile",
] as const;
/** Codes of the negotiation that mean the same here. */
const ALIKE: Readonly<Record<string, string>> = { from_not_after_today: "from_not_later", same_rank: "product_taken", content_changed: "not_offered" };

/** The sentence of a refusal about standard terms; a code without one is named, so that nothing is refused in silence. */
export function termsRefusal(t: Translate<"library">, code: string, facts: Readonly<Record<string, string | number>>): string {
  const known = (SAID as readonly string[]).includes(code) ? code : ALIKE[code];
  return known ? t(`standard.refused.${known}` as Key<"library">, facts) : t("standard.refused.other", { code });
}
