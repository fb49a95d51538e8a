import rrule from "rrule";
import { DomainError } from "../refusal.ts";
import {
  DAY_MS,
  dateOfDay,
  dayOf,
  daysInMonth,
  partsOfDay,
  readDay,
  weekdayOf,
} from "../time/local-date.ts";

/**
 * Recurrences of frequency obligations: RFC 5545 rules by local dates, daily or coarser. Whatever
 * speaks of a time or a zone is refused, because the obligation's own clock time and calendar say it.
 */
export const RECURRENCE_FAULTS = [
  "bad_rrule",
  "rrule_sub_daily",
  "rrule_time_part",
  "rrule_tzid",
  "rrule_never_fires",
  "bad_date",
] as const;
export type RecurrenceFault = (typeof RECURRENCE_FAULTS)[number];

/** A rule that has no date within this many days of its start never fires: 60 years. */
const NEVER_DAYS = 21_915;
const LONGEST = 500;
const WEEKDAY_CODES = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

const list = (item: string): RegExp => new RegExp(`^${item}(,${item})*$`);
/** Values that each part may have; what the grammar allows and dates never reach is refused too. */
const PARTS: Readonly<Record<string, RegExp>> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,3}$/,
  COUNT: /^[1-9]\d{0,5}$/,
  UNTIL: /^\d{8}$/,
  WKST: /^(MO|TU|WE|TH|FR|SA|SU)$/,
  BYDAY: list("(?:[+-]?(?:[1-9]|[1-4]\\d|5[0-3]))?(?:MO|TU|WE|TH|FR|SA|SU)"),
  BYMONTH: list("(?:[1-9]|1[0-2])"),
  BYMONTHDAY: list("[+-]?(?:[1-9]|[12]\\d|3[01])"),
  BYYEARDAY: list("[+-]?(?:[1-9]\\d{0,2})"),
  BYWEEKNO: list("[+-]?(?:[1-9]|[1-4]\\d|5[0-3])"),
  BYSETPOS: list("[+-]?(?:[1-9]\\d{0,2})"),
};

interface Recurrence {
  readonly rule: InstanceType<typeof rrule.RRule>;
}

const known = new Map<string, Recurrence | RecurrenceFault>();
const KNOWN_LIMIT = 1000;

/** Reads a rule; a fault's code where it is refused. Results are kept, they depend on nothing else. */
function read(text: string, dtstart: string): Recurrence | RecurrenceFault {
  const key = `${dtstart} ${text}`;
  let found = known.get(key);
  if (found === undefined) {
    found = parse(text, dtstart);
    if (known.size >= KNOWN_LIMIT) known.clear();
    known.set(key, found);
  }
  return found;
}

function parse(text: string, dtstart: string): Recurrence | RecurrenceFault {
  const start = readDay(dtstart);
  if (start === null) return "bad_date";
  const rule = text.trim().toUpperCase().replace(/^RRULE:/, "");
  if (rule.length === 0 || rule.length > LONGEST) return "bad_rrule";
  if (/TZID/.test(rule)) return "rrule_tzid";
  const parts = new Map<string, string>();
  for (const part of rule.split(";")) {
    const [name = "", value = "", ...more] = part.split("=");
    if (name === "BYHOUR" || name === "BYMINUTE" || name === "BYSECOND") return "rrule_time_part";
    if (name === "UNTIL" && /^\d{8}T/.test(value)) return "rrule_time_part";
    if (name === "FREQ" && /^(HOURLY|MINUTELY|SECONDLY)$/.test(value)) return "rrule_sub_daily";
    if (more.length > 0 || parts.has(name) || !PARTS[name]?.test(value)) return "bad_rrule";
    parts.set(name, value);
  }
  if (!parts.has("FREQ") || (parts.has("COUNT") && parts.has("UNTIL"))) return "bad_rrule";
  const until = parts.get("UNTIL");
  if (until !== undefined && readDay(dashed(until)) === null) return "bad_rrule";
  if (!allowedTogether(parts)) return "bad_rrule";
  const untilDay = until === undefined ? Infinity : dayOf(dashed(until));
  if (!mayFire(parts, start, Math.min(start + NEVER_DAYS, untilDay))) return "rrule_never_fires";
  const options = { ...rrule.RRule.parseString(rule), dtstart: new Date(start * DAY_MS) };
  const firing = new rrule.RRule(options);
  const first = firing.after(new Date(start * DAY_MS), true);
  if (first === null || first.getTime() > (start + NEVER_DAYS) * DAY_MS) return "rrule_never_fires";
  return { rule: firing };
}

const dashed = (compact: string): string =>
  `${compact.slice(0, 4)}-${compact.slice(4, 6)}-${compact.slice(6)}`;

const numbers = (value: string | undefined): number[] | null =>
  value === undefined ? null : value.split(",").map(Number);

/**
 * Whether a rule can have a date at all, decided before the library is asked: it would search day by
 * day up to the year 9999. Daily rules are decided here; of the others only what is plainly empty.
 */
function mayFire(parts: ReadonlyMap<string, string>, start: number, last: number): boolean {
  const months = numbers(parts.get("BYMONTH"));
  const monthDays = numbers(parts.get("BYMONTHDAY"));
  const weekdays = parts.get("BYDAY")?.split(",") ?? null;
  const positions = numbers(parts.get("BYSETPOS"));
  const inMonth = (month: number): boolean =>
    monthDays === null || monthDays.some((d) => Math.abs(d) <= daysInMonth(2024, month));
  if (!(months ?? [1]).some(inMonth)) return false;
  if (parts.get("FREQ") === "WEEKLY") {
    const size = new Set(weekdays ?? ["MO"]).size;
    return positions === null || positions.some((n) => Math.abs(n) <= size);
  }
  if (parts.get("FREQ") !== "DAILY") return true;
  if (positions !== null && !positions.some((n) => Math.abs(n) === 1)) return false;
  const step = Number(parts.get("INTERVAL") ?? 1);
  for (let day = start; day <= last; day += step) {
    const { year, month, day: ofMonth } = partsOfDay(day);
    const fromEnd = ofMonth - daysInMonth(year, month) - 1;
    if (
      (months === null || months.includes(month)) &&
      (monthDays === null || monthDays.includes(ofMonth) || monthDays.includes(fromEnd)) &&
      (weekdays === null || weekdays.includes(WEEKDAY_CODES[weekdayOf(day)]!))
    ) {
      return true;
    }
  }
  return false;
}

/** Combinations that RFC 5545 forbids (section 3.3.10). */
function allowedTogether(parts: ReadonlyMap<string, string>): boolean {
  const freq = parts.get("FREQ");
  const numbered = /\d/.test(parts.get("BYDAY") ?? "");
  if (numbered && freq !== "MONTHLY" && freq !== "YEARLY") return false;
  if (numbered && parts.has("BYWEEKNO")) return false;
  if (parts.has("BYMONTHDAY") && freq === "WEEKLY") return false;
  if (parts.has("BYYEARDAY") && freq !== "YEARLY") return false;
  if (parts.has("BYWEEKNO") && freq !== "YEARLY") return false;
  return !parts.has("BYSETPOS") || [...parts.keys()].some((p) => /^BY(?!SETPOS)/.test(p));
}

/** Why a recurrence is refused, or null when it can be used. */
export function recurrenceFault(text: string, dtstart: string): RecurrenceFault | null {
  const found = read(text, dtstart);
  return typeof found === "string" ? found : null;
}

/**
 * Local dates of a recurrence in `[from, to)`, in order. `dtstart` is the first date that may count,
 * and counts only when the rule matches it. Throws a `DomainError` with a `RecurrenceFault` code.
 */
export function expandRecurrence(
  text: string,
  dtstart: string,
  from: string,
  to: string,
): string[] {
  const found = read(text, dtstart);
  if (typeof found === "string") throw new DomainError(found, text);
  const [first, last] = [dayOf(from), dayOf(to) - 1];
  if (last < first) return [];
  return found.rule
    .between(new Date(first * DAY_MS), new Date(last * DAY_MS), true)
    .map((date) => dateOfDay(date.getTime() / DAY_MS));
}
