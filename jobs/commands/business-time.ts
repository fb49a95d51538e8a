import { compileCalendar, type Calendar } from "#app/domain/calendar/calendar.ts";
import type { CalendarSpec } from "#app/domain/calendar/calendar-spec.ts";
import { addFine, betweenFine, subtractFine } from "#app/domain/calendar/fine-working-time.ts";
import {
  DAY_RULES,
  addWorkingDays,
  isWorkday,
  nthWorkday,
  workdaysBetween,
  type DayRule,
} from "#app/domain/calendar/working-days.ts";
import { isOpen } from "#app/domain/calendar/working-time.ts";
import { DomainError, saidOf } from "#app/domain/refusal.ts";
import { formatInstant, parseFineInstant, type FineInstant } from "#app/domain/time/instant.ts";
import type { Interval } from "#app/domain/time/intervals.ts";
import { FIRST_DAY, LAST_DAY } from "#app/domain/time/local-date.ts";
import { localDayOf } from "#app/domain/time/zone.ts";

/**
 * `concord business-time`: one JSON object a line in, one out (`formulas.md`, Business time). Every
 * answer comes from the functions that the product itself uses.
 */
type Question = Readonly<Record<string, unknown>>;

/** Compiled calendars by their text, the least recently used first. */
const compiled = new Map<string, Calendar>();
const COMPILED_LIMIT = 512;

function calendarOf(spec: unknown): Calendar {
  const key = JSON.stringify(spec) ?? "";
  let calendar = compiled.get(key);
  if (calendar) compiled.delete(key);
  else {
    calendar = compileCalendar(spec as CalendarSpec);
    if (compiled.size >= COMPILED_LIMIT) compiled.delete(compiled.keys().next().value!);
  }
  compiled.set(key, calendar);
  return calendar;
}

/** Exact milliseconds and nanoseconds of `minutes` or `seconds`. Error `bad_amount`. */
function amountOf(question: Question): FineInstant {
  const { minutes, seconds } = question;
  const given = minutes === undefined ? seconds : minutes;
  if ((minutes !== undefined && seconds !== undefined) || typeof given !== "number") {
    throw new DomainError("bad_amount");
  }
  const msPerUnit = minutes === undefined ? 1000 : 60_000;
  if (!(given >= 0 && given * msPerUnit <= Number.MAX_SAFE_INTEGER)) {
    throw new DomainError("bad_amount", saidOf(given));
  }
  const ms = given * msPerUnit;
  if (Number.isInteger(given)) return { ms, ns: 0 };
  // The shortest decimal of the number is what was written; its product is exact to the nanosecond.
  const ns = decimalTimes(given, msPerUnit * 1_000_000);
  return { ms: Number(ns / 1_000_000n), ns: Number(ns % 1_000_000n) };
}

/** Decimal text of a non-negative number times a whole factor, rounded to the nearest whole. */
function decimalTimes(value: number, factor: number): bigint {
  const [mantissa, exponent = "0"] = String(value).split("e") as [string, string?];
  const [whole, fraction = ""] = mantissa.split(".") as [string, string?];
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction) * BigInt(factor);
  if (scale <= 0) return digits * 10n ** BigInt(-scale);
  const unit = 10n ** BigInt(scale);
  return (digits + unit / 2n) / unit;
}

function pausesOf(question: Question): Interval[] {
  const { pauses } = question;
  if (pauses === undefined || pauses === null) return [];
  if (!Array.isArray(pauses)) throw new DomainError("bad_instant", "pauses");
  return pauses.map((pause: unknown) => {
    if (!Array.isArray(pause) || pause.length !== 2) throw new DomainError("bad_instant", "pause");
    const [from, to] = [parseFineInstant(pause[0]), parseFineInstant(pause[1])];
    return [from.ms, to.ms];
  });
}

function wholeNumber(value: unknown): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value)) {
    throw new DomainError("bad_amount", saidOf(value));
  }
  return value;
}

/** ISO 8601 writes four-digit years; an amount that leads out of them is refused. */
function within9999({ zone }: Calendar, ms: number, ns: number): string {
  const day = localDayOf(zone, ms);
  if (day < FIRST_DAY || day > LAST_DAY) throw new DomainError("bad_amount", "outside years 0–9999");
  return formatInstant(zone, ms, ns);
}

function resultOf(question: Question): unknown {
  const calendar = calendarOf(question["calendar"]);
  switch (question["op"]) {
    case "add":
    case "subtract": {
      const start = parseFineInstant(question["start"]);
      const pauses = pausesOf(question);
      const move = question["op"] === "add" ? addFine : subtractFine;
      const moved = move(calendar, start, amountOf(question), pauses);
      return within9999(calendar, moved.ms, moved.ns);
    }
    case "between": {
      const a = parseFineInstant(question["start"]);
      const b = parseFineInstant(question["end"]);
      const unit = question["unit"] ?? "minutes";
      if (unit !== "minutes" && unit !== "seconds") throw new DomainError("bad_unit");
      const ms = betweenFine(calendar, a, b, pausesOf(question));
      return ms / (unit === "minutes" ? 60_000 : 1000);
    }
    case "is_open":
      return isOpen(calendar, parseFineInstant(question["start"]).ms);
    case "is_workday":
      return isWorkday(calendar, question["date"] as string);
    case "add_days": {
      const start = parseFineInstant(question["start"]);
      const rule = question["rule"] as DayRule;
      if (!DAY_RULES.includes(rule)) throw new DomainError("bad_rule");
      const days = wholeNumber(question["days"]);
      const ms = addWorkingDays(calendar, start.ms, days, rule);
      const keptClock =
        rule !== "after/eod" && addWorkingDays(calendar, start.ms, days, "after/keep") === ms;
      const kept = keptClock && (rule === "after/keep" || isOpen(calendar, ms));
      return within9999(calendar, ms, kept ? start.ns : 0);
    }
    case "nth_workday":
      return nthWorkday(calendar, question["month"] as string, wholeNumber(question["n"]));
    case "days_between":
      return workdaysBetween(
        calendar,
        question["start_date"] as string,
        question["end_date"] as string,
      );
    default:
      throw new DomainError("bad_op");
  }
}

/** Answers one line: `{id, result}` or `{id, error}`; what is no JSON object is `bad_json`. */
export function answerBusinessTime(line: string): string {
  let question: unknown;
  try {
    question = JSON.parse(line);
  } catch {
    question = null;
  }
  if (typeof question !== "object" || question === null || Array.isArray(question)) {
    return '{"id":null,"error":"bad_json"}';
  }
  const id = (question as Question)["id"] ?? null;
  try {
    return JSON.stringify({ id, result: resultOf(question as Question) });
  } catch (error) {
    if (error instanceof DomainError) return JSON.stringify({ id, error: error.code });
    throw error;
  }
}
