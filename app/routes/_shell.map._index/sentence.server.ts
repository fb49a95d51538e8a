import type { Locale } from "#app/domain/names.ts";
import { capital } from "#app/format/capital.ts";
import { formatPeriod } from "#app/format/date.ts";
import { formatCount } from "#app/format/number.ts";
import { formatPercentBpShort } from "#app/format/percent.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { GraphPage } from "./read.server.ts";

/** The first line of the drawn map, from what it shows. */
export function sentenceOf(page: GraphPage, locale: Locale): string {
  const t = translateIn(locale, "map");
  const named = formatPeriod(page.month, locale);
  const month = locale === "ru" ? capital(named, locale) : named;
  const missed = formatCount((page.counts.failed ?? 0) + (page.counts.below ?? 0), locale);
  if (page.focus && page.links > 0) return t("sentence.focus", { name: page.focus.name, given: t("served", { count: page.given.length }), taken: t("serving", { count: page.taken.length }), missed });
  const links = t("links", { count: page.links });
  const { state, product, least } = page.query.filters;
  if (state || product || least || page.unit || page.focus) return t("sentence.chosen", { month, links, missed });
  return page.total.bp === null ? t("sentence.nothing", { month }) : t("sentence.graph", { month, share: formatPercentBpShort(page.total.bp, locale), links, missed });
}
