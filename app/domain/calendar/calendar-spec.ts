import type { Names } from "../names.ts";
import { DomainError, saidOf } from "../refusal.ts";
import { readDay, weekdayOf } from "../time/local-date.ts";

/** Local wall-clock interval `["HH:MM", "HH:MM"]`; see `formulas.md`, Business time 2. */
export type ClockInterval = readonly [from: string, to: string];

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A working calendar as people write and store it. */
export interface CalendarSpec {
  /** IANA zone, mandatory. */
  readonly tz: string;
  readonly weekly: Readonly<Partial<Record<Weekday, readonly ClockInterval[]>>>;
  /** Dates on which nothing opens. */
  readonly holidays?: readonly string[];
  /** What opens on a date instead of the week's hours; wins over `holidays`. */
  readonly special?: Readonly<Record<string, readonly ClockInterval[]>>;
  /** What dates are called ("New Year"); opens and closes nothing. */
  readonly names?: Readonly<Record<string, Names>>;
}

/** Minutes after local midnight, flat `[from, to, …]`; beyond 1440 is the next date. */
export interface DayPlans {
  readonly weekly: readonly (readonly number[])[];
  readonly byDay: ReadonlyMap<number, readonly number[]>;
}

const CLOCK = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;
const NOTHING: readonly number[] = [];

function minutesOf(clock: unknown): number {
  const match = typeof clock === "string" ? CLOCK.exec(clock) : null;
  if (!match) throw new DomainError("bad_calendar", `time ${saidOf(clock)}`);
  return match[1] === undefined ? 1440 : Number(match[1]) * 60 + Number(match[2]);
}

function readIntervals(intervals: unknown): readonly number[] {
  if (!Array.isArray(intervals)) throw new DomainError("bad_calendar", "intervals");
  return intervals.flatMap((interval: unknown) => {
    if (!Array.isArray(interval) || interval.length !== 2) {
      throw new DomainError("bad_calendar", "interval");
    }
    const from = minutesOf(interval[0]);
    const to = minutesOf(interval[1]);
    if (from === 1440) throw new DomainError("bad_calendar", "24:00 opens nothing");
    return [from, to > from ? to : to + 1440];
  });
}

function readDate(date: unknown): number {
  const day = readDay(date);
  if (day === null) throw new DomainError("bad_calendar", `date ${saidOf(date)}`);
  return day;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Reads the hours of a calendar. Error `bad_calendar` for a malformed interval or date. */
export function readDayPlans(spec: CalendarSpec): DayPlans {
  const weeklySpec: unknown = spec.weekly;
  if (!isRecord(weeklySpec)) throw new DomainError("bad_calendar", "weekly");
  for (const name of Object.keys(weeklySpec)) {
    if (!(WEEKDAYS as readonly string[]).includes(name)) throw new DomainError("bad_calendar", name);
  }
  const weekly = WEEKDAYS.map((name) =>
    weeklySpec[name] === undefined ? NOTHING : readIntervals(weeklySpec[name]),
  );

  const byDay = new Map<number, readonly number[]>();
  const holidays: unknown = spec.holidays ?? [];
  if (!Array.isArray(holidays)) throw new DomainError("bad_calendar", "holidays");
  for (const date of holidays) byDay.set(readDate(date), NOTHING);
  const special: unknown = spec.special ?? {};
  if (!isRecord(special)) throw new DomainError("bad_calendar", "special");
  for (const [date, intervals] of Object.entries(special)) {
    byDay.set(readDate(date), readIntervals(intervals));
  }
  return { weekly, byDay };
}

/** What opens on a local date, in minutes after its midnight. */
export const planOfDay = (plans: DayPlans, day: number): readonly number[] =>
  plans.byDay.get(day) ?? plans.weekly[weekdayOf(day)]!;
