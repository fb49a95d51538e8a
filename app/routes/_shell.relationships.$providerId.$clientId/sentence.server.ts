import type { Locale } from "#app/domain/names.ts";
import { capital } from "#app/format/capital.ts";
import { formatPeriod } from "#app/format/date.ts";
import { formatPercentBpShort } from "#app/format/percent.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { Direction } from "#app/web/pair-direction.server.ts";

/** "How are we two doing?" in a sentence: what each kept, then what is late or open. */
export function pairSentence([one, other]: readonly [Direction, Direction], locale: Locale): string {
  const t = translateIn(locale, "relationship");
  const names = { one: one.provider.name, other: other.provider.name };
  const clauses = [one, other].filter((row) => row.promises.length > 0).map(({ provider, client, kept }) => {
    const both = { provider: provider.name, client: client.name };
    return kept.bp === null ? t("clause.nothingDue", both) : t("clause.kept", { ...both, share: formatPercentBpShort(kept.bp, locale) });
  });
  const late = one.late + other.late;
  const watched = one.watched.length + other.watched.length;
  const cases = (one.cases?.length ?? 0) + (other.cases?.length ?? 0);
  return [
    clauses.length === 0 ? t("sentence.nothing", names) : t("sentence", { period: capital(formatPeriod(one.period, locale), locale), clauses: clauses.join("; ") }),
    watched > 0 ? t("sentence.watched", { count: watched }) : "",
    late > 0 ? t("sentence.late", { count: late }) : "",
    cases > 0 ? t("sentence.cases", { count: cases }) : "",
  ].filter(Boolean).join(" ");
}
