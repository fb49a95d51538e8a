import { ruleOfSchedule, scheduleOfRule, WEEKDAY_CODES, type MonthDay, type PlainSchedule, type WeekdayCode } from "#app/domain/schedule/plain-schedule.ts";
import type { FieldReader } from "./form.ts";

/** The schedule part of the form: in words, or as the rule itself. */
export interface ScheduleFields {
  readonly schedule: "day" | "week" | "month" | "rule";
  readonly every: string;
  readonly weekdays: readonly string[];
  readonly monthOn: MonthDay["type"];
  readonly monthDays: string;
  readonly nth: string;
  readonly nthWeekday: string;
  readonly months: readonly string[];
  readonly until: string;
  readonly rrule: string;
}

/** Numbers of the n-th day of a month; -1 is the last. */
export const NTH = ["1", "2", "3", "4", "5", "-1"] as const;

/** The recurrence rule that the schedule part means; null where a field is wrong. Whether it may be promised is the domain's affair. */
export function readRule(r: FieldReader): string | null {
  const every = r.choice("schedule", ["day", "week", "month", "rule"]);
  if (every === null) return null;
  if (every === "rule") return r.required("rrule");
  const n = r.whole("every");
  if (n === null) return null;
  if (n < 1) return r.say("every", "amount_not_positive");
  const until = r.text("until");
  const end = until ? { until } : {};
  if (every === "day") return ruleOfSchedule({ every, n, ...end });
  if (every === "week") return ruleOfSchedule({ every, n, weekdays: weekdaysOf(r.all("weekdays")), ...end });
  const on = readMonthDay(r);
  const months = r.all("months").map(Number).filter((month) => Number.isInteger(month) && month >= 1 && month <= 12);
  return on && ruleOfSchedule({ every, n, on, months, ...end });
}

const weekdaysOf = (codes: readonly string[]): WeekdayCode[] => codes.flatMap((code) => WEEKDAY_CODES.find((known) => known === code) ?? []);

function readMonthDay(r: FieldReader): MonthDay | null {
  const type = r.choice("monthOn", ["day", "weekday", "workday"]);
  switch (type) {
    case "day": {
      const words = r.text("monthDays").split(/[\s,;]+/).filter(Boolean);
      const days = words.map(Number);
      return days.every((day) => day === -1 || (Number.isInteger(day) && day >= 1 && day <= 31)) ? { type, days } : r.say("monthDays", "monthDays");
    }
    case "weekday": {
      const [nth, weekday] = [r.choice("nth", NTH), r.choice("nthWeekday", WEEKDAY_CODES)];
      return nth && weekday && { type, nth: Number(nth), weekday };
    }
    case "workday": {
      const nth = r.whole("nthWorkday");
      return nth === null ? null : nth === -1 || (nth >= 1 && nth <= 23) ? { type, nth } : r.say("nthWorkday", "bad_workday");
    }
    case null:
      return null;
  }
}

const EMPTY = { every: "1", weekdays: [], monthOn: "day", monthDays: "", nth: "1", nthWeekday: "MO", nthWorkday: "1", months: [], until: "" } as const;

/** A rule as the schedule part shows it: in words where it is written as the words would be. */
export function scheduleFields(rrule: string): ScheduleFields & { readonly nthWorkday: string } {
  const plain = scheduleOfRule(rrule);
  if (!plain) return { ...EMPTY, schedule: "rule", rrule };
  const fields = { ...EMPTY, schedule: plain.every, every: String(plain.n), until: plain.until ?? "", rrule };
  if (plain.every === "week") return { ...fields, weekdays: plain.weekdays };
  return plain.every === "month" ? { ...fields, months: plain.months.map(String), ...monthFields(plain) } : fields;
}

function monthFields({ on }: Extract<PlainSchedule, { every: "month" }>) {
  switch (on.type) {
    case "day":
      return { monthOn: on.type, monthDays: on.days.join(", ") };
    case "weekday":
      return { monthOn: on.type, nth: String(on.nth), nthWeekday: on.weekday };
    case "workday":
      return { monthOn: on.type, nthWorkday: String(on.nth) };
  }
}
