import type { Locale } from "#app/domain/names.ts";
import { MONTHS, MONTHS_IN_DATE, WEEKDAYS } from "./calendar-words.ts";
import { listOf } from "./list.ts";
import { formatDay } from "./date.ts";
import { weekdayOf } from "./local-time.ts";
import { countOf } from "./plural.ts";
import { ordinal } from "./term-words.ts";

const CODES = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
/** «каждый понедельник», «каждую среду», «каждое воскресенье», and «по понедельникам». */
const RU_EVERY = ["каждый понедельник", "каждый вторник", "каждую среду", "каждый четверг", "каждую пятницу", "каждую субботу", "каждое воскресенье"];
const RU_ON = ["понедельникам", "вторникам", "средам", "четвергам", "пятницам", "субботам", "воскресеньям"];
const RU_NTH = { m: ["первый", "второй", "третий", "четвёртый", "пятый"], f: ["первую", "вторую", "третью", "четвёртую", "пятую"], n: ["первое", "второе", "третье", "четвёртое", "пятое"] };
const RU_LAST = { m: "последний", f: "последнюю", n: "последнее" };
const RU_GENDER = ["m", "m", "f", "m", "f", "f", "n"] as const;
const RU_ACCUSATIVE = ["понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье"];
const RU_MONTHS_IN = ["январе", "феврале", "марте", "апреле", "мае", "июне", "июле", "августе", "сентябре", "октябре", "ноябре", "декабре"];
/** Parts of a rule that have words here; a rule with another part is shown as it was signed. */
const KNOWN = new Set(["FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "COUNT", "UNTIL", "WKST"]);

interface Weekday {
  readonly index: number;
  /** 2 = the second of the month, −1 = the last; 0 = each. */
  readonly nth: number;
}

/**
 * A recurrence rule with its first date (RFC 5545, as `domain/schedule/recurrence.ts` takes it) in words: `every Tuesday`, `on the 8th of every month`.
 * Parts that are rare enough to have no words are quoted, never dropped.
 */
export function recurrenceWords(rrule: string, dtstart: string, locale: Locale): string {
  const parts = new Map(rrule.replace(/^RRULE:/i, "").split(";").filter(Boolean).map((part) => part.toUpperCase().split("=", 2) as [string, string]));
  const quoted = locale === "en" ? `by the rule ${rrule}` : `по правилу ${rrule}`;
  const workday = nthWeekdayOfMonth(parts);
  if ([...parts.keys()].some((name) => !KNOWN.has(name) && !(name === "BYSETPOS" && workday !== null))) return quoted;
  const every = Number(parts.get("INTERVAL") ?? 1);
  const freq = parts.get("FREQ") ?? "";
  const days = [...weekdaysOf(parts.get("BYDAY"))];
  const dates = [...numbersOf(parts.get("BYMONTHDAY"))];
  const months = [...numbersOf(parts.get("BYMONTH"))];
  // A rule that names no day takes that of its first date (RFC 5545).
  if (days.length === 0 && dates.length === 0) {
    if (freq === "WEEKLY") days.push({ index: weekdayOf(dtstart), nth: 0 });
    if (freq === "MONTHLY" || freq === "YEARLY") dates.push(Number(dtstart.slice(8, 10)));
  }
  if (freq === "YEARLY" && months.length === 0) months.push(Number(dtstart.slice(5, 7)));
  // "Every 3 months, but only in January" has no words that leave nothing out.
  if (freq === "MONTHLY" && every > 1 && months.length > 0) return quoted;
  const words = workday === null ? wordsOf(freq, every, days, dates, months, locale) : ofMonth(workdayWords(workday, locale), every, months, locale);
  return words === null ? quoted : words + endOf(parts, locale);
}

function weekdaysOf(text: string | undefined): readonly Weekday[] {
  return (text ?? "").split(",").filter(Boolean).flatMap((part) => {
    const match = /^([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)$/.exec(part);
    return match ? [{ index: CODES.indexOf(match[2] as (typeof CODES)[number]), nth: Number(match[1] ?? 0) }] : [];
  });
}

const numbersOf = (text: string | undefined): readonly number[] => (text ?? "").split(",").filter(Boolean).map(Number);

function wordsOf(freq: string, every: number, days: readonly Weekday[], dates: readonly number[], months: readonly number[], locale: Locale): string | null {
  const english = locale === "en";
  const inMonths = monthsWords(months, locale);
  switch (freq) {
    case "DAILY":
      if (days.length > 0 || dates.length > 0) return null;
      return (every === 1 ? (english ? "every day" : "каждый день") : english ? `every ${every} days` : `раз в ${countOf(every, RU_DAYS, "ru")}`) + inMonths;
    case "WEEKLY": {
      if (dates.length > 0 || days.some((day) => day.nth !== 0)) return null;
      const first = days[0];
      if (!first) return (every === 1 ? (english ? "every week" : "каждую неделю") : english ? `every ${every} weeks` : `раз в ${countOf(every, RU_WEEKS, "ru")}`) + inMonths;
      if (english) {
        const names = listOf(days.map((day) => WEEKDAYS.en[day.index] ?? ""), "en");
        return (every === 1 ? `every ${names}` : `every ${every} weeks on ${names}`) + inMonths;
      }
      const on = `по ${listOf(days.map((day) => RU_ON[day.index] ?? ""), "ru")}`;
      if (every > 1) return `${on} раз в ${countOf(every, RU_WEEKS, "ru")}${inMonths}`;
      return (days.length === 1 ? (RU_EVERY[first.index] ?? on) : on) + inMonths;
    }
    case "MONTHLY": {
      if ((dates.length > 0) === (days.length > 0) || days.some((day) => day.nth === 0)) return null;
      return ofMonth(dates.length > 0 ? monthDays(dates, locale) : nthDays(days, locale), every, months, locale);
    }
    case "YEARLY": {
      const [date] = dates;
      const [month] = months;
      if (every !== 1 || days.length > 0 || dates.length !== 1 || months.length !== 1 || date === undefined || month === undefined || date < 1) return null;
      return english ? `every year on ${date} ${MONTHS.en[month - 1]}` : `каждый год ${date} ${MONTHS_IN_DATE.ru[month - 1]}`;
    }
    default:
      return null;
  }
}

function monthsWords(months: readonly number[], locale: Locale): string {
  if (months.length === 0) return "";
  return locale === "en" ? ` in ${listOf(months.map((month) => MONTHS.en[month - 1] ?? ""), "en")}` : ` в ${listOf(months.map((month) => RU_MONTHS_IN[month - 1] ?? ""), "ru")}`;
}

function ofMonth(which: string, every: number, months: readonly number[], locale: Locale): string {
  if (locale === "en") return `on ${which} of ${months.length > 0 ? "the month" : every === 1 ? "every month" : `every ${every} months`}${monthsWords(months, "en")}`;
  return `${which} ${months.length > 0 ? `месяца${monthsWords(months, "ru")}` : every === 1 ? "каждого месяца" : `раз в ${countOf(every, RU_MONTHS, "ru")}`}`;
}

/** The n of "the n-th day from Monday to Friday of the month", null where a rule says something else. */
function nthWeekdayOfMonth(parts: ReadonlyMap<string, string>): number | null {
  if (parts.get("FREQ") !== "MONTHLY" || parts.get("BYDAY") !== "MO,TU,WE,TH,FR" || parts.has("BYMONTHDAY")) return null;
  return /^(-1|[1-9]\d?)$/.test(parts.get("BYSETPOS") ?? "") ? Number(parts.get("BYSETPOS")) : null;
}

function workdayWords(n: number, locale: Locale): string {
  if (locale === "en") return `the ${n < 0 ? "last" : ordinal(n)} day from Monday to Friday`;
  return `в ${n < 0 ? "последний" : `${n}-й`} день с понедельника по пятницу`;
}

const RU_DAYS = { one: "день", few: "дня", many: "дней", other: "дня" };
const RU_WEEKS = { one: "неделю", few: "недели", many: "недель", other: "недели" };
const RU_MONTHS = { one: "месяц", few: "месяца", many: "месяцев", other: "месяца" };

function monthDays(dates: readonly number[], locale: Locale): string {
  if (locale === "en") return `the ${listOf(dates.map((n) => (n > 0 ? ordinal(n) : n === -1 ? "last day" : `${ordinal(-n)} last day`)), "en")}`;
  return listOf(dates.map((n) => (n > 0 ? `${n}-го числа` : n === -1 ? "в последний день" : `в ${-n}-й с конца день`)), "ru");
}

function nthDays(days: readonly Weekday[], locale: Locale): string {
  if (locale === "en") return `the ${listOf(days.map(({ nth, index }) => `${nth > 0 ? ordinal(nth) : nth === -1 ? "last" : `${ordinal(-nth)} last`} ${WEEKDAYS.en[index]}`), "en")}`;
  return listOf(
    days.map(({ nth, index }) => {
      const gender = RU_GENDER[index] ?? "m";
      const which = nth > 0 ? (RU_NTH[gender][nth - 1] ?? `${nth}-й`) : nth === -1 ? RU_LAST[gender] : `${-nth}-й с конца`;
      return `в ${which} ${RU_ACCUSATIVE[index]}`.replace("в второй", "во второй").replace("в вторую", "во вторую").replace("в второе", "во второе");
    }),
    "ru",
  );
}

function endOf(parts: ReadonlyMap<string, string>, locale: Locale): string {
  const until = /^(\d{4})(\d{2})(\d{2})/.exec(parts.get("UNTIL") ?? "");
  if (until) return `${locale === "en" ? ", until" : ", до"} ${formatDay(`${until[1]}-${until[2]}-${until[3]}`, locale)}`;
  const count = Number(parts.get("COUNT") ?? 0);
  if (count === 0) return "";
  return locale === "en" ? `, ${countOf(count, { one: "time", other: "times" }, "en")}` : `, ${countOf(count, { one: "раз", few: "раза", many: "раз", other: "раза" }, "ru")}`;
}
