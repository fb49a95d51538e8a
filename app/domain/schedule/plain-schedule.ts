/**
 * Schedules as people say them, and the recurrence rule of each (RFC 5545). A rule that is written otherwise has no plain
 * schedule and stays what was signed.
 */
export const WEEKDAY_CODES = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export type WeekdayCode = (typeof WEEKDAY_CODES)[number];

export type MonthDay =
  /** Days 1–31; -1 is the last day of the month. */
  | { readonly type: "day"; readonly days: readonly number[] }
  /** The n-th such day of the month, 1–5; -1 is the last one. */
  | { readonly type: "weekday"; readonly nth: number; readonly weekday: WeekdayCode }
  /** The n-th of the days Monday to Friday, 1–23; -1 is the last one. Holidays are the adjustment's affair. */
  | { readonly type: "workday"; readonly nth: number };

export type PlainSchedule = (
  | { readonly every: "day"; readonly n: number }
  /** On these days of every n-th week; none = the day of the first date. */
  | { readonly every: "week"; readonly n: number; readonly weekdays: readonly WeekdayCode[] }
  /** In every n-th month, of those in `months` (1–12; none = all). */
  | { readonly every: "month"; readonly n: number; readonly on: MonthDay; readonly months: readonly number[] }
) & {
  /** Last local date that may count. */
  readonly until?: string;
};

const FREQ = { day: "DAILY", week: "WEEKLY", month: "MONTHLY" } as const;
const WORKDAYS = "MO,TU,WE,TH,FR";

/** The rule of a schedule; it is not checked here (`recurrenceFault`). */
export function ruleOfSchedule(schedule: PlainSchedule): string {
  const parts = [`FREQ=${FREQ[schedule.every]}`];
  if (schedule.n !== 1) parts.push(`INTERVAL=${schedule.n}`);
  if (schedule.every === "week" && schedule.weekdays.length > 0) parts.push(`BYDAY=${schedule.weekdays.join(",")}`);
  if (schedule.every === "month") {
    if (schedule.months.length > 0) parts.push(`BYMONTH=${schedule.months.join(",")}`);
    parts.push(...monthParts(schedule.on));
  }
  if (schedule.until !== undefined) parts.push(`UNTIL=${schedule.until.replaceAll("-", "")}`);
  return parts.join(";");
}

function monthParts(on: MonthDay): string[] {
  switch (on.type) {
    case "day":
      return on.days.length > 0 ? [`BYMONTHDAY=${on.days.join(",")}`] : [];
    case "weekday":
      return [`BYDAY=${on.nth}${on.weekday}`];
    case "workday":
      return [`BYDAY=${WORKDAYS}`, `BYSETPOS=${on.nth}`];
  }
}

/** The schedule of a rule that reads exactly as `ruleOfSchedule` writes it, else null. */
export function scheduleOfRule(rule: string): PlainSchedule | null {
  const parts = new Map(rule.split(";").map((part) => part.split("=", 2) as [string, string]));
  const found = plain(parts);
  return found !== null && ruleOfSchedule(found) === rule ? found : null;
}

const numbers = (text: string | undefined): number[] => (text === undefined || text === "" ? [] : text.split(",").map(Number));

function plain(parts: ReadonlyMap<string, string>): PlainSchedule | null {
  const n = Number(parts.get("INTERVAL") ?? 1);
  const end = /^(\d{4})(\d{2})(\d{2})$/.exec(parts.get("UNTIL") ?? "");
  const until = end ? { until: `${end[1]}-${end[2]}-${end[3]}` } : {};
  const days = parts.get("BYDAY") ?? "";
  switch (parts.get("FREQ")) {
    case "DAILY":
      return { every: "day", n, ...until };
    case "WEEKLY": {
      const weekdays = days.split(",").flatMap((code) => WEEKDAY_CODES.find((known) => known === code) ?? []);
      return { every: "week", n, weekdays, ...until };
    }
    case "MONTHLY": {
      const on = monthDay(days, parts);
      return on && { every: "month", n, on, months: numbers(parts.get("BYMONTH")), ...until };
    }
    default:
      return null;
  }
}

function monthDay(days: string, parts: ReadonlyMap<string, string>): MonthDay | null {
  if (days === "") {
    const dates = numbers(parts.get("BYMONTHDAY"));
    return dates.every((date) => date === -1 || (date >= 1 && date <= 31)) ? { type: "day", days: dates } : null;
  }
  if (days === WORKDAYS) return { type: "workday", nth: Number(parts.get("BYSETPOS")) };
  const match = /^(-1|[1-5])([A-Z]{2})$/.exec(days);
  const weekday = WEEKDAY_CODES.find((code) => code === match?.[2]);
  return match && weekday ? { type: "weekday", nth: Number(match[1]), weekday } : null;
}
