import { DomainError } from "../refusal.ts";
import { intersectFlat, mergeIntervals, type Interval } from "../time/intervals.ts";
import { DAY_MS, FIRST_DAY, LAST_DAY } from "../time/local-date.ts";
import { coverDays, coverInstant, type Calendar } from "./calendar.ts";

/**
 * Working time: the real time during which a calendar is open (`formulas.md`, Business time 1–10).
 * Instants are epoch ms, amounts milliseconds; fractions are kept. Pauses are stretches `[from, to)`
 * during which nothing counts, as if the calendar were closed; they may overlap.
 */

/** A calendar without an opening for this long answers `never_open`: 60 years. */
export const NEVER_OPEN_MS = 60 * 365.25 * DAY_MS;

/** Index of the last interval that starts at or before the instant, or −1. */
function intervalAt(calendar: Calendar, instant: number): number {
  if (!(instant >= calendar.from && instant < calendar.until)) coverInstant(calendar, instant);
  return knownIntervalAt(calendar, instant);
}

/** `intervalAt` for an instant within what is known. */
function knownIntervalAt(calendar: Calendar, instant: number): number {
  const { starts } = calendar;
  let i = calendar.intervalOfDay[((instant - calendar.from) / DAY_MS) | 0]!;
  while (starts[i + 1]! <= instant) i++;
  return i;
}

/** Working time from the start of what is known up to a known instant. */
function workedAt(calendar: Calendar, instant: number): number {
  const i = knownIntervalAt(calendar, instant);
  if (i < 0) return 0;
  const end = calendar.ends[i]!;
  return calendar.worked[i]! + (instant < end ? instant : end) - calendar.starts[i]!;
}

/** Is the calendar open at this instant? Open at an opening, closed at a closing time. */
export function isOpen(calendar: Calendar, instant: number): boolean {
  const i = intervalAt(calendar, instant);
  return i >= 0 && instant < calendar.ends[i]!;
}

/** The instant itself when open, else the next opening. Error `never_open`. */
export function nextOpen(calendar: Calendar, instant: number): number {
  for (;;) {
    const i = intervalAt(calendar, instant);
    if (i >= 0 && instant < calendar.ends[i]!) return instant;
    if (i + 1 < calendar.count) {
      const next = calendar.starts[i + 1]!;
      if (next - instant > NEVER_OPEN_MS) throw new DomainError("never_open");
      return next;
    }
    lookAhead(calendar, instant);
  }
}

/** The instant itself when open or at a closing time, else the previous closing. Error `never_open`. */
export const previousClose = (calendar: Calendar, instant: number): number =>
  isOpen(calendar, instant) ? instant : lastWorked(calendar, instant);

/** The latest instant, up to this one, just before which the calendar was open. Error `never_open`. */
function lastWorked(calendar: Calendar, instant: number): number {
  for (;;) {
    let i = intervalAt(calendar, instant);
    if (i >= 0 && calendar.starts[i]! === instant) i--;
    if (i >= 0) {
      const end = calendar.ends[i]!;
      if (instant - end > NEVER_OPEN_MS) throw new DomainError("never_open");
      return Math.min(instant, end);
    }
    lookBack(calendar, instant);
  }
}

/** Makes more days known after the last opening, within 60 years of it and of the start. */
function lookAhead(calendar: Calendar, start: number): void {
  const lastEnd = calendar.count > 0 ? calendar.ends[calendar.count - 1]! : -Infinity;
  if (calendar.until - Math.max(start, lastEnd) > NEVER_OPEN_MS) throw new DomainError("never_open");
  if (calendar.hiDay > LAST_DAY) throw new DomainError("bad_amount", "beyond the year 9999");
  coverDays(calendar, calendar.loDay, calendar.hiDay + 1);
}

function lookBack(calendar: Calendar, start: number): void {
  const firstStart = calendar.count > 0 ? calendar.starts[0]! : Infinity;
  if (Math.min(start, firstStart) - calendar.from > NEVER_OPEN_MS) {
    throw new DomainError("never_open");
  }
  if (calendar.loDay < FIRST_DAY) throw new DomainError("bad_amount", "before the year 0");
  coverDays(calendar, calendar.loDay - 1, calendar.hiDay);
}

/** A way this long must not lead over a gap of 60 years, whatever happens to be known already. */
function refuseLongGaps(calendar: Calendar, from: number, to: number): void {
  let reached = from;
  for (let i = Math.max(0, intervalAt(calendar, from)); i < calendar.count; i++) {
    if (calendar.starts[i]! - reached > NEVER_OPEN_MS) throw new DomainError("never_open");
    if (calendar.ends[i]! >= to) return;
    reached = Math.max(reached, calendar.ends[i]!);
  }
  if (to - reached > NEVER_OPEN_MS) throw new DomainError("never_open");
}

function checkAmount(ms: number): void {
  if (!(ms >= 0 && ms < Infinity)) throw new DomainError("bad_amount", String(ms));
}

/**
 * The earliest instant at which `ms` of working time has passed since `start`; with 0 the start when
 * open, else the next opening. Errors `bad_amount`, `never_open`, `bad_instant`.
 */
export function addWorkingMs(
  calendar: Calendar,
  start: number,
  ms: number,
  pauses?: readonly Interval[],
): number {
  if (!(ms >= 0 && ms < Infinity)) checkAmount(ms);
  if (pauses !== undefined && pauses.length > 0) return addAroundPauses(calendar, start, ms, pauses);
  if (ms === 0) return nextOpen(calendar, start);
  for (;;) {
    if (!(start >= calendar.from && start < calendar.until)) coverInstant(calendar, start);
    const target = workedAt(calendar, start) + ms;
    const { worked, starts, count } = calendar;
    if (target <= worked[count]!) {
      const low = calendar.intervalOfWork[(target / calendar.workStep) | 0]!;
      const k = lastBefore(worked, low, count, target);
      const due = starts[k]! + (target - worked[k]!);
      if (due - start > NEVER_OPEN_MS) refuseLongGaps(calendar, start, due);
      return due;
    }
    lookAhead(calendar, start);
  }
}

/** The last index in [low, high) whose value is below the target, looking near `low` first. */
function lastBefore(values: Float64Array, low: number, high: number, target: number): number {
  let step = 1;
  while (low + step < high && values[low + step]! < target) {
    low += step;
    step += step;
  }
  let top = low + step < high ? low + step : high;
  while (top - low > 1) {
    const middle = (low + top) >> 1;
    if (values[middle]! < target) low = middle;
    else top = middle;
  }
  return low;
}

/**
 * Mirror of `addWorkingMs`: the latest instant from which `ms` of working time leads to `start`; with
 * 0 the start when open or at a closing time, else the previous closing. Same errors.
 */
export function subtractWorkingMs(
  calendar: Calendar,
  start: number,
  ms: number,
  pauses?: readonly Interval[],
): number {
  checkAmount(ms);
  if (pauses !== undefined && pauses.length > 0) {
    return subtractAroundPauses(calendar, start, ms, pauses);
  }
  if (ms === 0) return previousClose(calendar, start);
  for (;;) {
    if (!(start >= calendar.from && start < calendar.until)) coverInstant(calendar, start);
    const target = workedAt(calendar, start) - ms;
    const { worked, starts, count } = calendar;
    if (count > 0 && target >= 0) {
      let low = 0;
      let high = count;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (worked[middle]! <= target) low = middle;
        else high = middle;
      }
      const found = starts[low]! + (target - worked[low]!);
      if (start - found > NEVER_OPEN_MS) refuseLongGaps(calendar, found, start);
      return found;
    }
    lookBack(calendar, start);
  }
}

/** Working time from `a` to `b`, less the pauses; negative when `b` is before `a`. */
export function workingMsBetween(
  calendar: Calendar,
  a: number,
  b: number,
  pauses?: readonly Interval[],
): number {
  if (b < a) return 0 - workingMsBetween(calendar, b, a, pauses);
  // Both ends are known before either is measured: growing moves the origin.
  if (!(a >= calendar.from && b < calendar.until)) {
    coverInstant(calendar, a);
    coverInstant(calendar, b);
  }
  let ms = workedAt(calendar, b) - workedAt(calendar, a);
  if (pauses !== undefined && pauses.length > 0) {
    const paused = intersectFlat(mergeIntervals(pauses), [a, b]);
    for (let i = 0; i < paused.length; i += 2) {
      ms -= workingMsBetween(calendar, paused[i]!, paused[i + 1]!);
    }
  }
  return ms;
}

/** The open intervals within `[from, to)`, touching ones joined. */
export function openIntervals(calendar: Calendar, from: number, to: number): Interval[] {
  intervalAt(calendar, from);
  intervalAt(calendar, to);
  const list: Interval[] = [];
  for (let i = Math.max(0, intervalAt(calendar, from)); i < calendar.count; i++) {
    const low = Math.max(from, calendar.starts[i]!);
    const high = Math.min(to, calendar.ends[i]!);
    if (low >= to) break;
    if (low < high) list.push([low, high]);
  }
  return list;
}

function addAroundPauses(
  calendar: Calendar,
  start: number,
  ms: number,
  pauses: readonly Interval[],
): number {
  const merged = mergeIntervals(pauses);
  let at = start;
  let left = ms;
  for (let i = 0; i < merged.length; i += 2) {
    const [from, to] = [merged[i]!, merged[i + 1]!];
    if (to <= at) continue;
    if (left === 0) {
      at = nextOpen(calendar, at);
      if (at < from) return at;
      if (at < to) at = to;
      continue;
    }
    if (from > at) {
      const before = workingMsBetween(calendar, at, from);
      if (before >= left) return addWorkingMs(calendar, at, left);
      left -= before;
    }
    at = to;
  }
  return addWorkingMs(calendar, at, left);
}

function subtractAroundPauses(
  calendar: Calendar,
  start: number,
  ms: number,
  pauses: readonly Interval[],
): number {
  const merged = mergeIntervals(pauses);
  if (ms === 0) return previousCloseAroundPauses(calendar, start, merged);
  let at = start;
  let left = ms;
  for (let i = merged.length - 2; i >= 0; i -= 2) {
    const [from, to] = [merged[i]!, merged[i + 1]!];
    if (from >= at) continue;
    if (to < at) {
      const after = workingMsBetween(calendar, to, at);
      if (after >= left) return subtractWorkingMs(calendar, at, left);
      left -= after;
    }
    at = from;
  }
  return subtractWorkingMs(calendar, at, left);
}

/** A pause is closed time: it closes where it begins. */
function previousCloseAroundPauses(
  calendar: Calendar,
  start: number,
  merged: readonly number[],
): number {
  const paused = merged.some((from, i) => i % 2 === 0 && from <= start && start < merged[i + 1]!);
  if (!paused && isOpen(calendar, start)) return start;
  let at = start;
  for (let i = merged.length - 2; i >= 0; i -= 2) {
    const closed = lastWorked(calendar, at);
    if (closed > merged[i + 1]!) return closed;
    at = closed > merged[i]! ? merged[i]! : closed;
  }
  return lastWorked(calendar, at);
}
