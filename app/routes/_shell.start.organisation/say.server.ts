import type { Locale } from "#app/domain/names.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";

/** Sentences of refusals on the first steps. */
export const sayOfStart = (locale: Locale) => {
  const t = translateIn(locale, "start");
  return (code: string, facts: Readonly<Record<string, string | number>> = {}) => t(`fault.${code}` as Key<"start">, facts);
};
