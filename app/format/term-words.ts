import type { Duration, DueRule, Threshold } from "#app/domain/agreement/terms.ts";
import type { Locale } from "#app/domain/names.ts";
import { formatCount, NBSP } from "./number.ts";
import { formatPercentBpShort } from "./percent.ts";
import { countOf, type PluralForms } from "./plural.ts";

type Unit = Duration["unit"];

const UNITS: Record<Locale, Record<Unit, PluralForms>> = {
  en: {
    working_minutes: { one: "working minute", other: "working minutes" },
    working_hours: { one: "working hour", other: "working hours" },
    working_days: { one: "working day", other: "working days" },
    calendar_days: { one: "calendar day", other: "calendar days" },
    elapsed_days: { one: "day of 24 h", other: "days of 24 h" },
  },
  // After «за» and «в течение» stand different cases; «за» with the accusative serves every term here.
  ru: {
    working_minutes: { one: "рабочую минуту", few: "рабочие минуты", many: "рабочих минут", other: "рабочей минуты" },
    working_hours: { one: "рабочий час", few: "рабочих часа", many: "рабочих часов", other: "рабочего часа" },
    working_days: { one: "рабочий день", few: "рабочих дня", many: "рабочих дней", other: "рабочего дня" },
    calendar_days: { one: "календарный день", few: "календарных дня", many: "календарных дней", other: "календарного дня" },
    elapsed_days: { one: "сутки", few: "суток", many: "суток", other: "суток" },
  },
};

const DAY_END: Record<Locale, Record<"snap" | "eod", string>> = {
  en: { snap: "to the same hour", eod: "to the end of the day" },
  ru: { snap: "до того же часа", eod: "до конца дня" },
};

/** An amount of time by its unit: `3 working days (to the end of the day)`. How n days end is part of the promise, so it is always said. */
export function durationWords(duration: Duration, locale: Locale): string {
  const text = countOf(duration.n, UNITS[locale][duration.unit], locale);
  return "end" in duration ? `${text} (${DAY_END[locale][duration.end]})` : text;
}

/** 1st, 2nd, 3rd, 11th, 21st. */
export function ordinal(n: number): string {
  const tail = n % 100 > 10 && n % 100 < 14 ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th");
  return `${n}${tail}`;
}

function nthWorkday(n: number, at: string, locale: Locale): string {
  const back = -n;
  if (locale === "en") {
    const which = n > 0 ? ordinal(n) : back === 1 ? "last" : `${ordinal(back)} last`;
    return `by ${at} of the ${which} working day of the month`;
  }
  if (n > 0) return `до ${at} ${n}-го рабочего дня месяца`;
  return back === 1 ? `до ${at} последнего рабочего дня месяца` : `до ${at} ${back}-го с конца рабочего дня месяца`;
}

/** What the clock of a due rule runs from; null leaves it unsaid (a rework term). */
export type ClockStart = "requested" | "input_complete" | null;

const FROM: Record<Locale, Record<"requested" | "input_complete", string>> = {
  en: { requested: "of the request", input_complete: "of the client's complete input" },
  ru: { requested: "с момента запроса", input_complete: "с момента, когда клиент передал всё нужное" },
};

/** When something is due: `within 3 working days (to the same hour) of the request`. */
export function dueWords(rule: DueRule, start: ClockStart, locale: Locale): string {
  const from = start === null ? "" : ` ${FROM[locale][start]}`;
  const within = (duration: Duration) => `${locale === "en" ? "within" : "за"} ${durationWords(duration, locale)}${from}`;
  switch (rule.type) {
    case "within":
      return within(rule.duration);
    case "nth_workday":
      return nthWorkday(rule.n, rule.at, locale);
    case "agreed_date":
      return locale === "en" ? `by the date both sides agreed, without one ${within(rule.fallback)}` : `к сроку, о котором договорились обе стороны, а если срока нет — ${within(rule.fallback)}`;
  }
}

const MISSED: Record<Locale, PluralForms> = {
  en: { one: "miss", other: "misses" },
  ru: { one: "срыва", few: "срывов", many: "срывов", other: "срыва" },
};

/** The promised level: `in 95 % of cases`, `with at most 2 misses in a pay period`. */
export function targetWords(target: Threshold, locale: Locale): string {
  if (target.type === "share") return locale === "en" ? `in ${formatPercentBpShort(target.bp, locale)} of cases` : `в ${formatPercentBpShort(target.bp, locale)} случаев`;
  const misses = countOf(target.atMostMissed, MISSED[locale], locale);
  return locale === "en" ? `with at most ${misses} in a pay period` : `не больше ${misses} за расчётный период`;
}

/** What happens under the floor: `below 85 % it counts as failed`. */
export function floorWords(floor: Threshold, locale: Locale): string {
  if (floor.type === "share") {
    const share = formatPercentBpShort(floor.bp, locale);
    return locale === "en" ? `below ${share} it counts as failed` : `ниже ${share} — провал`;
  }
  const misses = countOf(floor.atMostMissed, MISSED[locale], locale);
  return locale === "en" ? `more than ${misses} count as failed` : `больше ${misses} — провал`;
}

/** A level alone, for columns: `95 %`, `≤ 2 missed`. */
export function thresholdShort(threshold: Threshold, locale: Locale): string {
  if (threshold.type === "share") return formatPercentBpShort(threshold.bp, locale);
  return `≤${NBSP}${formatCount(threshold.atMostMissed, locale)}${NBSP}${locale === "en" ? "missed" : "сорвано"}`;
}
