import type { Locale } from "#app/domain/names.ts";
import { capital } from "#app/format/capital.ts";
import { formatPeriod } from "#app/format/date.ts";
import { formatPercentBpShort } from "#app/format/percent.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { MapPage } from "./read.server.ts";

/** What was kept of everything, and the pair that fared worst among those with enough behind it to say so. */
export function sentenceOf(page: MapPage, locale: Locale): string {
  const t = translateIn(locale, "map");
  const named = formatPeriod(page.month, locale);
  const month = locale === "ru" ? capital(named, locale) : named;
  if (page.total.bp === null) return t("sentence.nothing", { month });
  const worst = page.cells.filter((cell) => cell.kept.of >= 5).sort((a, b) => (a.kept.bp ?? 10_000) - (b.kept.bp ?? 10_000))[0];
  const nameOf = (list: readonly { readonly id: string; readonly name: string }[], id: string) => list.find((row) => row.id === id)?.name ?? "";
  const share = (bp: number) => formatPercentBpShort(bp, locale);
  const weakest = worst?.kept.bp === undefined || worst.kept.bp === null ? "" : t("sentence.worst", { provider: nameOf(page.providers, worst.providerId), client: nameOf(page.clients, worst.clientId), share: share(worst.kept.bp) });
  return t("sentence", { month, share: share(page.total.bp), worst: weakest }).trim();
}
