import type { Locale } from "#app/domain/names.ts";
import type { Refused } from "#app/domain/refusal.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";

/** A refusal of a form about signing in as a sentence at its field. */
export function sayPasswordFault(fault: Refused, locale: Locale): Record<string, string> {
  const facts = fault.facts ?? {};
  return { [fault.field ?? "form"]: translateIn(locale, "account")(`fault.${fault.code}` as Key<"account">, { ...facts, count: Number(facts["retryAfterSeconds"] ?? 0) }) };
}
