import { limitText } from "#app/domain/agreement/measure-limit.ts";
import type { CalendarSide, Mode, Terms, Threshold } from "#app/domain/agreement/terms.ts";
import type { Locale } from "#app/domain/names.ts";
import { formatDay } from "./date.ts";
import { listOf } from "./list.ts";
import { formatCount, formatDecimal } from "./number.ts";
import { formatPercentBpShort } from "./percent.ts";
import { recurrenceWords } from "./recurrence-words.ts";
import { seasonWords } from "./season-words.ts";
import { dueWords, durationWords, floorWords, targetWords, thresholdShort } from "./term-words.ts";

/** An obligation with the names that its terms speak of. */
export interface SpokenObligation {
  readonly product: string;
  readonly terms: Terms;
  readonly target: Threshold;
  readonly floor?: Threshold | null;
  readonly weight: string;
  readonly mode: Mode;
  readonly team?: string | null;
  /** Names of the working calendars; null where the side has none of its own (a client group, everyone). */
  readonly calendars: { readonly provider: string | null; readonly client: string | null };
}

/** What of an obligation can differ between two versions; one line of a comparison each. */
export const OBLIGATION_FACTS = [
  "product",
  "promise",
  "calendar",
  "target",
  "floor",
  "weight",
  "mode",
  "team",
  "appliesTo",
  "cutOff",
  "grace",
  "pauses",
  "rework",
  "window",
  "afterInput",
  "volume",
  "seasons",
  "adjust",
  "starts",
  "acceptance",
  "missing",
] as const;
export type ObligationFactName = (typeof OBLIGATION_FACTS)[number];

export interface ObligationFact {
  readonly name: ObligationFactName;
  readonly text: string;
}

/**
 * The promise as a plain sentence: "Monthly close report: by 18:00 of the 5th working day of the month, calendar “Moscow office”, in 95 %
 * of cases; below 85 % it counts as failed." What else the terms say is in `obligationConditions`.
 */
export function obligationSentence(obligation: SpokenObligation, locale: Locale): string {
  const { product, terms, target, floor } = obligation;
  const calendar = usesCalendar(terms) ? `, ${locale === "en" ? "calendar" : "календарь"} ${calendarWords(obligation, locale)}` : "";
  const failed = floor ? `; ${floorWords(floor, locale)}` : "";
  return `${product}: ${promiseWords(terms, locale)}${calendar}, ${targetWords(target, locale)}${failed}.`;
}

/** Every further term as a sentence of its own, in a stated order; none is left out. */
export function obligationConditions(obligation: SpokenObligation, locale: Locale): readonly string[] {
  return conditionFacts(obligation, locale).map(({ text }) => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1) + ".");
}

/** All terms by name: what a comparison of two versions sets side by side. */
export function obligationFacts(obligation: SpokenObligation, locale: Locale): readonly ObligationFact[] {
  const { product, terms, target, floor, weight, mode, team } = obligation;
  const first: ObligationFact[] = [
    { name: "product", text: product },
    { name: "promise", text: promiseWords(terms, locale) },
    ...(usesCalendar(terms) ? [{ name: "calendar" as const, text: calendarWords(obligation, locale) }] : []),
    { name: "target", text: thresholdShort(target, locale) },
    ...(floor ? [{ name: "floor" as const, text: thresholdShort(floor, locale) }] : []),
    { name: "weight", text: formatDecimal(weight, locale) },
    { name: "mode", text: MODE_WORDS[locale][mode] },
    ...(team ? [{ name: "team" as const, text: team }] : []),
  ];
  return [...first, ...conditionFacts(obligation, locale)];
}

const MODE_WORDS: Record<Locale, Record<Mode, string>> = {
  en: { observe: "observe", trial: "trial", paid: "paid" },
  ru: { observe: "наблюдение", trial: "проба", paid: "в расчёте" },
};

/** The core: what happens by when, or how good the result is. */
function promiseWords(terms: Terms, locale: Locale): string {
  const en = locale === "en";
  switch (terms.kind) {
    case "timing":
      return dueWords(terms.due, terms.start, locale);
    case "response":
      return `${en ? "taken into work" : "принимаем в работу"} ${dueWords(terms.due, "requested", locale)}`;
    case "frequency":
      return `${recurrenceWords(terms.rrule, terms.dtstart, locale)} ${en ? "by" : "до"} ${terms.at}`;
    case "quality":
      if (!terms.measure) return en ? "right the first time: not returned in the acceptance window" : "с первого раза: без возврата за время приёмки";
      return `${en ? "" : "показатель "}“${terms.measure.name}” ${en ? "at most" : "не больше"} ${formatDecimal(limitText(terms.measure.atMost), locale)}`.replace(/“(.*)”/, en ? "“$1”" : "«$1»");
    case "completeness":
      if (terms.rule.type === "share") return en ? `complete: at least ${formatPercentBpShort(terms.rule.atLeastBp, locale)} of the requested items` : `в полном объёме: не меньше ${formatPercentBpShort(terms.rule.atLeastBp, locale)} запрошенных позиций`;
      return `${en ? "complete with every part:" : "в полном составе:"} ${listOf(terms.rule.parts, locale)}`;
    case "format":
      return formatWords(terms.rule, locale);
  }
}

function formatWords(rule: Extract<Terms, { kind: "format" }>["rule"], locale: Locale): string {
  const en = locale === "en";
  switch (rule.type) {
    case "field":
      return en ? `in the agreed form: “${rule.name}” is ${orList(rule.values, locale)}` : `в оговорённом виде: «${rule.name}» — ${orList(rule.values, locale)}`;
    case "file_types":
      return `${en ? "as a file of type" : "файлом типа"} ${orList(rule.types.map((type) => type.toUpperCase()), locale)}`;
    case "glob":
      return en ? `with file names like ${rule.pattern}` : `с именами файлов вида ${rule.pattern}`;
    case "template":
      return en ? `on the template “${rule.template}”` : `по шаблону «${rule.template}»`;
  }
}

const orList = (words: readonly string[], locale: Locale): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} ${locale === "en" ? "or" : "или"} ${words[words.length - 1]}`;

/** Whether a calendar decides anything of the promise's core. */
const usesCalendar = (terms: Terms): boolean => terms.kind === "timing" || terms.kind === "response" || terms.kind === "frequency";

function calendarWords({ terms, calendars }: SpokenObligation, locale: Locale): string {
  const quote = (name: string | null, side: Exclude<CalendarSide, "both">) =>
    name === null ? (locale === "en" ? `of the ${side === "client" ? "receiving" : "serving"} department` : side === "client" ? "подразделения-получателя" : "исполнителя") : locale === "en" ? `“${name}”` : `«${name}»`;
  const [provider, client] = [quote(calendars.provider, "provider"), quote(calendars.client, "client")];
  if (terms.calendar === "provider") return provider;
  if (terms.calendar === "client") return client;
  if (provider === client) return provider;
  return locale === "en" ? `${provider} and ${client}, when both are open` : `${provider} и ${client}, общие часы`;
}

const PAUSES: Record<Locale, Readonly<Record<string, string>>> = {
  en: { client_input: "the client's input", client_approval: "the client's approval", third_party: "a third party" },
  ru: { client_input: "данных клиента", client_approval: "согласования клиента", third_party: "третьей стороны" },
};

function conditionFacts({ terms }: SpokenObligation, locale: Locale): readonly ObligationFact[] {
  const en = locale === "en";
  const facts: ObligationFact[] = [];
  const say = (name: ObligationFactName, text: string) => facts.push({ name, text });
  if (terms.appliesTo) {
    const only = Object.entries(terms.appliesTo).map(([name, values]) => `${name} ${orList(values, locale)}`);
    say("appliesTo", en ? `only for ${listOf(only, "en")}` : `только для: ${listOf(only, "ru")}`);
  }
  if (terms.kind === "timing" || terms.kind === "response") {
    if (terms.cutOff) say("cutOff", en ? `received after ${terms.cutOff} counts as the next working day` : `полученное после ${terms.cutOff} считается со следующего рабочего дня`);
    if (terms.grace) say("grace", en ? `${durationWords(terms.grace, locale)} more are still counted as kept` : `ещё ${durationWords(terms.grace, locale)} сверх срока считаются выполнением`);
    const reasons = terms.pauseReasons.map((reason) => PAUSES[locale][reason] ?? reason);
    say("pauses", reasons.length === 0 ? (en ? "no pause stops the clock" : "паузы часы не останавливают") : en ? `the clock stands while waiting for ${orList(reasons, locale)}` : `часы стоят, пока ждём ${orList(reasons, locale)}`);
  }
  if ((terms.kind === "timing" || terms.kind === "response") && terms.volume) {
    const beyond = dueWords(terms.volume.due, terms.kind === "timing" ? terms.start : "requested", locale);
    const most = formatCount(terms.volume.upTo, locale);
    say("volume", en ? `this holds for up to ${most} requests a day, in the order of asking; each further one: ${beyond}` : `так для первых заявок дня в порядке поступления, не больше ${most}; для каждой следующей — ${beyond}`);
  }
  if ((terms.kind === "timing" || terms.kind === "response") && terms.seasons)
    say("seasons", terms.seasons.map((season) => `${en ? "for requests made" : "для заявок, поданных"} ${seasonWords(season, locale)}: ${dueWords(season.due, terms.kind === "timing" ? terms.start : "requested", locale)}`).join("; "));
  if (terms.kind === "timing") {
    const again = terms.reworkDue ? dueWords(terms.reworkDue, null, locale) : null;
    if (terms.rework === "same_clock") say("rework", en ? "a returned result runs on by the same clock; the last delivery decides" : "после возврата идут те же часы, решает последняя передача");
    else say("rework", again ? (en ? `a returned result is due again ${again}` : `после возврата новый срок: ${again}`) : en ? "a returned result is due again in the same term" : "после возврата срок отсчитывается заново");
  }
  if (terms.kind === "frequency") {
    const adjusted = { preceding: en ? "on a day off it moves to the working day before" : "с выходного переносится на предыдущий рабочий день", following: en ? "on a day off it moves to the next working day" : "с выходного переносится на следующий рабочий день", none: en ? "a day off moves nothing" : "выходные срок не переносят" };
    say("adjust", adjusted[terms.adjust]);
    const [before, after] = [durationWords(terms.windowBefore, locale), durationWords(terms.windowAfter, locale)];
    say("window", en ? `a delivery counts from ${before} before until ${after} after` : `передача засчитывается, если она не раньше чем за ${before} до срока и не позже чем через ${after} после него`);
    if (terms.afterInput) say("afterInput", en ? `${durationWords(terms.afterInput, locale)} after the client's input, if that is later` : `или через ${durationWords(terms.afterInput, locale)} после данных клиента, если это позже`);
    if (terms.seasons) say("seasons", terms.seasons.map((season) => `${seasonWords(season, locale)}: ${recurrenceWords(season.rrule, terms.dtstart, locale)} ${en ? "by" : "до"} ${season.at}`).join("; "));
    say("starts", en ? `the first date is ${formatDay(terms.dtstart, locale)} or later` : `не раньше ${formatDay(terms.dtstart, locale)}`);
  }
  say("acceptance", en ? `the client has ${durationWords(terms.acceptance, locale)} after delivery to return it; silence accepts` : `на возврат у клиента есть ${durationWords(terms.acceptance, locale)} после передачи, молчание — принято`);
  say("missing", terms.missingMeasure === "left_out" ? (en ? "what cannot be measured is left out of the count" : "что нельзя измерить, в расчёт не входит") : en ? "what cannot be measured counts as not kept" : "что нельзя измерить, считается невыполненным");
  return facts;
}
