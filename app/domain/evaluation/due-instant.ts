import { seasonOn } from "../agreement/season.ts";
import type { ClockTime, DueRule, DueSeason, Duration, VolumeBand } from "../agreement/terms.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { nthWorkday, nthWorkingDayFrom } from "../calendar/working-days.ts";
import { addWorkingMs, workingMsBetween } from "../calendar/working-time.ts";
import { DomainError } from "../refusal.ts";
import type { Interval } from "../time/intervals.ts";
import { DAY_MS, MINUTE_MS, addMonths, dayOf } from "../time/local-date.ts";
import { instantOf, localDateOf, localOf } from "../time/zone.ts";
import type { AgreedDate, AgreedDates } from "./agreed-dates.ts";
import { joinedFrom } from "./counting-pauses.ts";
import { addDuration, durationReason, runsByTheMinute, runsElapsed } from "./duration.ts";
import { because, type Log } from "./reasons.ts";

export interface Due {
  /** The promised instant; null where the terms need one and there is none. */
  readonly at: number | null;
  /** Pauses and lateness count elapsed time instead of working time. */
  readonly elapsed: boolean;
  /** The pauses that moved it, joined and in order: those that began before it. */
  readonly movedBy: readonly Interval[];
  /** One of them still lasts: the clock stands, and the promise cannot be broken meanwhile. */
  readonly held: boolean;
}

export interface DueQuestion {
  readonly calendar: Calendar;
  readonly rule: DueRule;
  readonly start: number;
  /** The clock has not started; only an agreed date can be due. */
  readonly startAwaited?: boolean;
  /** Counting pauses from the start on, in order. */
  readonly pauses: readonly Interval[];
  readonly dates: AgreedDates;
  /** Dates agreed in [since, until] concern this cycle. */
  readonly since: number;
  readonly until: number;
  /** Whether an agreed date may replace the term. */
  readonly movable: boolean;
  /** Pauses that end here still last. */
  readonly asOf: number;
  readonly log: Log;
}

const minutesOf = (clock: ClockTime): number =>
  Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** The instant of a clock time on a local date of the calendar's zone; `24:00` ends the date. */
export const clockOn = (calendar: Calendar, date: string, clock: ClockTime): number =>
  instantOf(calendar.zone, dayOf(date) * DAY_MS + minutesOf(clock) * MINUTE_MS);

/**
 * The term of a request: beyond the day's volume that of the band, else that of the season in which its local date lies (before any
 * cut-off moves the start), else the usual one.
 */
export function dueRuleOn(terms: { readonly due: DueRule; readonly seasons?: readonly DueSeason[]; readonly volume?: VolumeBand }, calendar: Calendar, requestedAt: number, log: Log, ordinal?: number): DueRule {
  if (terms.volume && ordinal !== undefined) {
    const beyond = ordinal > terms.volume.upTo;
    log?.push(because(beyond ? "beyond_volume" : "within_volume", { n: ordinal, most: terms.volume.upTo }));
    if (beyond) return terms.volume.due;
  }
  if (!terms.seasons) return terms.due;
  const date = localDateOf(calendar.zone, requestedAt);
  const season = seasonOn(terms.seasons, date);
  if (season) log?.push(because("season", { date }));
  return season?.due ?? terms.due;
}

/** The start after a daily cut-off: received later, it counts from the next working day's opening. */
export function startAfterCutOff(
  calendar: Calendar,
  start: number,
  cutOff: ClockTime | undefined,
  log: Log,
): number {
  if (cutOff === undefined) return start;
  const local = localOf(calendar.zone, start);
  const day = Math.floor(local / DAY_MS);
  if (local - day * DAY_MS <= minutesOf(cutOff) * MINUTE_MS) return start;
  const next = unlessNeverOpen(() => nthWorkingDayFrom(calendar, day, 1));
  if (next === null) return start;
  const opening = calendar.source.openingsOf(next)[0]!;
  log?.push(because("cut_off", { cutOff, start: opening }));
  return opening;
}

/** A value that needs the calendar to open, null where it never does. */
export function unlessNeverOpen<T>(compute: () => T): T | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof DomainError && error.code === "never_open") return null;
    throw error;
  }
}

/** First "n-th working day of the month at hh:mm" after the start; null when no month has one. */
function nthWorkdayAfter(calendar: Calendar, start: number, n: number, at: ClockTime): number | null {
  // A month earlier: 24:00 of its last day is an instant of the next month.
  let month = addMonths(localDateOf(calendar.zone, start).slice(0, 7), -1);
  for (let tries = 0; tries < 14; tries++, month = addMonths(month, 1)) {
    const date = nthWorkday(calendar, month, n);
    if (date === null) continue;
    const instant = clockOn(calendar, date, at);
    if (instant > start) return instant;
  }
  return null;
}

/**
 * When an obligation with a due instant is due (design.md section 5, Pauses and Events):
 * - minutes and hours run around the pauses;
 * - a date is first set without pauses; then, in order of time, each pause that begins before it moves
 *   it by the calendar's open time inside the pause (calendar-day terms: by elapsed time);
 * - a date agreed by both sides before the old one passed replaces it; after that only pauses that
 *   begin later move it.
 */
export function findDue(question: DueQuestion): Due {
  const { calendar, rule, start, pauses, dates, movable, log } = question;
  const duration = durationOf(rule);
  logRule(rule, log);
  const base = question.startAwaited
    ? null
    : unlessNeverOpen(() =>
        rule.type === "nth_workday"
          ? nthWorkdayAfter(calendar, start, rule.n, rule.at)
          : duration === undefined
            ? null
            : addDuration(calendar, start, duration),
      );
  let elapsed = duration !== undefined && runsElapsed(duration);
  const byTheMinute = duration !== undefined && runsByTheMinute(duration);

  // The date that holds now, and from when on pauses move it.
  let fixed: AgreedDate | null = null;
  const dueAsKnownAt = (instant: number): number | null => {
    if (fixed) return movedBy(calendar, fixed.at, joinedFrom(pauses, fixed.agreedAt, instant), false);
    if (base === null) return null;
    if (pauses.length === 0) return base;
    const known = joinedFrom(pauses, start, instant);
    return byTheMinute
      ? addDuration(calendar, start, duration!, pairs(known))
      : movedBy(calendar, base, known, elapsed);
  };

  if (movable) {
    for (const date of agreedFor(question)) {
      const old = dueAsKnownAt(date.agreedAt);
      if (old !== null && date.agreedAt > old) {
        log?.push(because("due_agreed_too_late", { agreedAt: date.agreedAt, at: date.at }));
        continue;
      }
      fixed = date;
      elapsed = false;
      log?.push(because("due_agreed", { agreedAt: date.agreedAt, at: date.at }));
    }
  }
  if (log) for (const at of dates.ignored) log.push(because("due_moved_by_import", { at }));

  const at = dueAsKnownAt(Infinity);
  if (log) {
    const unmoved = fixed ? (fixed as AgreedDate).at : base;
    if (unmoved !== null && at !== null && at !== unmoved) {
      log.push(because("due_moved_by_pauses", { from: unmoved, to: at }));
    }
    log.push(at === null ? because("no_due_date") : because("due", { at }));
  }
  return { at, elapsed, ...movingPauses(question, at, fixed) };
}

const UNMOVED = { movedBy: [], held: false } as const;

function movingPauses(
  { pauses, start, asOf }: DueQuestion,
  due: number | null,
  fixed: AgreedDate | null,
): Pick<Due, "movedBy" | "held"> {
  if (due === null || pauses.length === 0) return UNMOVED;
  const movedBy = pairs(joinedFrom(pauses, fixed ? fixed.agreedAt : start, Infinity)).filter(
    ([from]) => from < due,
  );
  return { movedBy, held: movedBy.some(([, to]) => to === asOf) };
}

/** Dates agreed for this cycle, in order; a source's first date only where the terms ask for a date. */
function agreedFor({ rule, dates, since, until }: DueQuestion): readonly AgreedDate[] {
  const { agreed, imported } = dates;
  if (agreed.length === 0 && imported === null) return agreed;
  const list = agreed.filter((date) => date.agreedAt >= since && date.agreedAt <= until);
  if (imported && rule.type === "agreed_date" && agreed.length === 0 && imported.agreedAt <= until) {
    return [imported];
  }
  return list;
}

const durationOf = (rule: DueRule): Duration | undefined =>
  rule.type === "within" ? rule.duration : rule.type === "agreed_date" ? rule.fallback : undefined;

function logRule(rule: DueRule, log: Log): void {
  if (!log) return;
  if (rule.type === "nth_workday") {
    log.push(because("term_nth_workday", { n: rule.n, at: rule.at }));
    return;
  }
  if (rule.type === "agreed_date") log.push(because("term_agreed_date"));
  const duration = durationOf(rule);
  if (duration) log.push(durationReason(duration));
}

/** A date moved by the pauses (merged, in order) that begin before it. */
function movedBy(
  calendar: Calendar,
  date: number,
  pauses: readonly number[],
  elapsed: boolean,
): number {
  let due = date;
  for (let i = 0; i < pauses.length && pauses[i]! < due; i += 2) {
    const [from, to] = [pauses[i]!, pauses[i + 1]!];
    if (elapsed) due += to - from;
    else {
      const open = workingMsBetween(calendar, from, to);
      if (open > 0) due = addWorkingMs(calendar, due, open);
    }
  }
  return due;
}

function pairs(flat: readonly number[]): Interval[] {
  const list: Interval[] = [];
  for (let i = 0; i < flat.length; i += 2) list.push([flat[i]!, flat[i + 1]!]);
  return list;
}
