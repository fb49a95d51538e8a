import { isDecimal } from "#app/domain/decimal/rational.ts";
import type { Reason } from "#app/domain/evaluation/verdict.ts";
import type { Locale } from "#app/domain/names.ts";
import { formatDay, formatPeriod, formatWeekday } from "#app/format/date.ts";
import { formatWorkingTime } from "#app/format/duration.ts";
import { formatInstantNear } from "#app/format/instant.ts";
import { formatCount, formatDecimal } from "#app/format/number.ts";
import { formatPercentBpShort } from "#app/format/percent.ts";
import type { Key, Translate, Values } from "./catalogue.ts";

/** Facts that are instants (epoch ms) wherever they are numbers. */
const INSTANTS: ReadonlySet<string> = new Set([
  "at",
  "from",
  "to",
  "until",
  "since",
  "start",
  "due",
  "agreedAt",
]);
const COUNTS: ReadonlySet<string> = new Set(["n", "parts", "files"]);

/**
 * One step of an explanation as a sentence: "Mon 9 Mar is a day off in this calendar." Instants are shown in `zone` as seen from `now`.
 * A code that the catalogue does not know comes back as itself, so that nothing is hidden.
 */
export function reasonSentence(
  reason: Reason,
  t: Translate<"reasons">,
  view: { readonly locale: Locale; readonly zone: string; readonly now: number }
): string {
  const facts = reason.facts ?? {};
  const values: Record<string, string | number> = {};
  for (const [name, fact] of Object.entries(facts)) {
    if (fact === null) continue;
    const isMeasure = reason.code === "measured" && name !== "name";
    values[name] = isMeasure && isDecimal(String(fact)) ? formatDecimal(String(fact), view.locale) : factText(name, fact, t, view);
    if (typeof fact === "number" && COUNTS.has(name)) values.count = Math.abs(fact);
  }
  const key = keyOf(reason);
  const sentence = t(key as Key<"reasons">, values as Values);
  return sentence === key
    ? sentence
    : sentence.charAt(0).toLocaleUpperCase(view.locale) + sentence.slice(1);
}

/** A few codes read differently when a fact is missing: a pause that still lasts, a return without a criterion. */
function keyOf({ code, facts = {} }: Reason): string {
  if (code.startsWith("pause_") && facts.to === null) return `${code}_still`;
  if (code === "returned" && !facts.criterion) return "returned_no_criterion";
  if (code === "term_nth_workday" && Number(facts.n) < 0) return "term_nth_workday_from_end";
  return code;
}

function factText(
  name: string,
  fact: string | number,
  t: Translate<"reasons">,
  { locale, zone, now }: { readonly locale: Locale; readonly zone: string; readonly now: number }
): string {
  if (typeof fact === "string") {
    if (name === "month") return formatPeriod(fact, locale);
    if (name === "type") return t(`event.${fact}` as Key<"reasons">);
    if (name === "by") return t(`side.${fact}` as Key<"reasons">);
    if (name === "date") return formatWeekday(fact, locale);
    return /^\d{4}-\d{2}-\d{2}$/.test(fact) ? formatDay(fact, locale) : fact;
  }
  if (INSTANTS.has(name)) return formatInstantNear(fact, now, zone, locale);
  if (name === "ms") return formatWorkingTime(fact, locale);
  if (name.endsWith("Bp")) return formatPercentBpShort(fact, locale);
  return Number.isInteger(fact) ? formatCount(Math.abs(fact), locale) : String(fact);
}
