import { Temporal } from "temporal-polyfill";
import { WEEKDAYS, type CalendarSpec } from "#app/domain/calendar/calendar-spec.ts";

/**
 * Business time by the letter of formulas.md, one date after the other, with Temporal for every wall-clock time. Slow,
 * and shares no line with the code under test. Bounded: what needs more than `REACH` days answers null.
 */
const REACH = 90;

type Span = readonly [from: number, to: number];

/** Open spans of the dates around an instant, merged, less the pauses. */
export function slowSpans(spec: CalendarSpec, around: number, pauses: readonly Span[], back: number, ahead: number): Span[] {
  const date = Temporal.Instant.fromEpochMilliseconds(around).toZonedDateTimeISO(spec.tz).toPlainDate();
  const found: [number, number][] = [];
  for (let d = -back; d <= ahead; d++) found.push(...opens(spec, date.add({ days: d })));
  found.sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of found) {
    const last = merged[merged.length - 1];
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  let rest: [number, number][] = merged;
  for (const [from, to] of pauses) {
    if (to <= from) continue;
    rest = rest.flatMap(([a, b]): [number, number][] => (to <= a || from >= b ? [[a, b]] : [...(a < from ? [[a, from] as [number, number]] : []), ...(to < b ? [[to, b] as [number, number]] : [])]));
  }
  return rest;
}

function opens(spec: CalendarSpec, date: Temporal.PlainDate): [number, number][] {
  const key = date.toString();
  const usual = spec.weekly[WEEKDAYS[date.dayOfWeek - 1]!] ?? [];
  const plan = spec.special?.[key] ?? (spec.holidays?.includes(key) ? [] : usual);
  return plan.flatMap(([from, to]): [number, number][] => {
    const begin = instant(spec.tz, date, from);
    const end = instant(spec.tz, to > from ? date : date.add({ days: 1 }), to);
    return begin < end ? [[begin, end]] : [];
  });
}

function instant(tz: string, date: Temporal.PlainDate, clock: string): number {
  const [hour, minute] = clock.split(":").map(Number) as [number, number];
  const day = hour === 24 ? date.add({ days: 1 }) : date;
  return day.toPlainDateTime({ hour: hour % 24, minute }).toZonedDateTime(tz, { disambiguation: "compatible" }).epochMilliseconds;
}

export function slowAdd(spec: CalendarSpec, start: number, ms: number, pauses: readonly Span[]): number | null {
  const spans = slowSpans(spec, start, pauses, 3, REACH);
  let left = ms;
  for (const [from, to] of spans) {
    if (to <= start) continue;
    const at = Math.max(from, start);
    if (left === 0 || left <= to - at) return at + left;
    left -= to - at;
  }
  return null;
}

export function slowSubtract(spec: CalendarSpec, start: number, ms: number, pauses: readonly Span[]): number | null {
  const spans = slowSpans(spec, start, pauses, REACH, 3);
  if (ms === 0 && spans.some(([from, to]) => from <= start && start < to)) return start;
  let left = ms;
  for (const [from, to] of [...spans].reverse()) {
    if (from >= start) continue;
    const at = Math.min(to, start);
    if (left === 0 || left <= at - from) return at - left;
    left -= at - from;
  }
  return null;
}

export function slowBetween(spec: CalendarSpec, a: number, b: number, pauses: readonly Span[]): number {
  if (b < a) return 0 - slowBetween(spec, b, a, pauses);
  const days = Math.ceil((b - a) / 86_400_000);
  return slowSpans(spec, a, pauses, 3, days + 3).reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, b) - Math.max(from, a)), 0);
}

export const slowIsOpen = (spec: CalendarSpec, at: number): boolean => slowSpans(spec, at, [], 3, 1).some(([from, to]) => from <= at && at < to);

export const slowIsWorkday = (spec: CalendarSpec, date: Temporal.PlainDate): boolean => opens(spec, date).length > 0;

export function slowAddDays(spec: CalendarSpec, start: number, days: number, rule: string): number | null {
  const local = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(spec.tz);
  let date = local.toPlainDate();
  for (let left = Math.abs(days), tried = 0; left > 0; tried++) {
    if (tried > 400) return null;
    date = date.add({ days: Math.sign(days) });
    if (slowIsWorkday(spec, date)) left--;
  }
  if (rule === "after/eod") return Math.max(...opens(spec, date).map(([, to]) => to));
  const kept = date.toPlainDateTime(local.toPlainTime()).toZonedDateTime(spec.tz, { disambiguation: "compatible" }).epochMilliseconds;
  if (rule === "after/keep" || slowIsOpen(spec, kept)) return kept;
  return days < 0 ? slowSubtract(spec, kept, 0, []) : slowAdd(spec, kept, 0, []);
}

export function slowNthWorkday(spec: CalendarSpec, month: string, n: number): string | null {
  const first = Temporal.PlainDate.from(`${month}-01`);
  const dates = Array.from({ length: first.daysInMonth }, (_, i) => first.add({ days: i })).filter((date) => slowIsWorkday(spec, date));
  return (n > 0 ? dates[n - 1] : n < 0 ? dates[dates.length + n] : undefined)?.toString() ?? null;
}

export function slowDaysBetween(spec: CalendarSpec, a: string, b: string): number {
  if (b < a) return 0 - slowDaysBetween(spec, b, a);
  let days = 0;
  for (let date = Temporal.PlainDate.from(a); date.toString() < b; date = date.add({ days: 1 })) if (slowIsWorkday(spec, date)) days++;
  return days;
}
