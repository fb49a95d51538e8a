import { DomainError } from "../refusal.ts";
import { clipFlat, mergeFlat } from "../time/intervals.ts";
import { DAY_MS, FIRST_DAY, LAST_DAY, MINUTE_MS, weekdayOf } from "../time/local-date.ts";
import { instantOf, zoneOf, type Zone } from "../time/zone.ts";
import { planOfDay, readDayPlans, type CalendarSpec } from "./calendar-spec.ts";

/** Where a calendar's hours come from: a specification, or two calendars that must both be open. */
export interface OpeningSource {
  readonly zone: Zone;
  /** What opens on a local date: merged flat instants `[from, to, …]`. */
  openingsOf(day: number): readonly number[];
  /** How a date differs from the usual week; null when it does not. For explanations. */
  exceptionOf(day: number): DayException | null;
  /** All open time within `[low, high)`: merged flat instants. */
  openWithin(low: number, high: number): readonly number[];
}

/** Closed although the weekday works, working although it does not, or with other hours. */
export type DayException = "day_closed" | "day_extra" | "day_changed";

/**
 * A compiled working calendar: the open intervals of a stretch of days as sorted arrays of instants,
 * with the working time before each of them, so that adding and measuring are searches. The stretch
 * grows to where it is asked. The fields are for `app/domain/calendar` alone.
 */
export interface Calendar {
  readonly zone: Zone;
  readonly source: OpeningSource;
  /** Known days [loDay, hiDay) and the same as UTC instants [from, until). */
  loDay: number;
  hiDay: number;
  from: number;
  until: number;
  /** Number of intervals, their starts and ends; nothing starts after the last: Infinity. */
  count: number;
  starts: Float64Array;
  ends: Float64Array;
  /** Working ms before each interval, counted from the first one; `count + 1` entries. */
  worked: Float64Array;
  /** By UTC day: index of the last interval that starts at or before its midnight, or −1. */
  intervalOfDay: Int32Array;
  /** By working time, in steps of `workStep` ms: index of the last interval with less before it. */
  intervalOfWork: Int32Array;
  workStep: number;
  /** By local day: its last closing time, NaN when nothing opens on it. */
  closeOfDay: Float64Array;
  /** By local day: working days before it; one entry more than days. */
  workdaysBefore: Int32Array;
}

/** Compiles the hours of a calendar. Errors `unknown_zone`, `bad_calendar`. */
export function compileCalendar(spec: CalendarSpec): Calendar {
  if (typeof spec !== "object" || spec === null) throw new DomainError("bad_calendar");
  const zone = zoneOf(spec.tz);
  const plans = readDayPlans(spec);

  const addOpenings = (day: number, flat: number[]): void => {
    const plan = planOfDay(plans, day);
    const midnight = day * DAY_MS;
    for (let i = 0; i < plan.length; i += 2) {
      const from = instantOf(zone, midnight + plan[i]! * MINUTE_MS);
      const to = instantOf(zone, midnight + plan[i + 1]! * MINUTE_MS);
      if (from < to) flat.push(from, to);
    }
  };
  return calendarOf({
    zone,
    openingsOf(day) {
      const flat: number[] = [];
      addOpenings(day, flat);
      return mergeFlat(flat);
    },
    exceptionOf(day) {
      const special = plans.byDay.get(day);
      const usual = plans.weekly[weekdayOf(day)]!;
      if (special === undefined || special.join() === usual.join()) return null;
      return special.length === 0 ? "day_closed" : usual.length === 0 ? "day_extra" : "day_changed";
    },
    openWithin(low, high) {
      const flat: number[] = [];
      // A date's hours lie within three days of its UTC day: 26 h of offset and two days of length.
      const last = Math.ceil(high / DAY_MS) + 3;
      for (let day = Math.floor(low / DAY_MS) - 3; day < last; day++) addOpenings(day, flat);
      return clipFlat(mergeFlat(flat), low, high);
    },
  });
}

export function calendarOf(source: OpeningSource): Calendar {
  return {
    zone: source.zone,
    source,
    loDay: 0,
    hiDay: 0,
    from: 0,
    until: 0,
    count: 0,
    starts: new Float64Array([Infinity]),
    ends: new Float64Array(0),
    worked: new Float64Array(1),
    intervalOfDay: new Int32Array(0),
    intervalOfWork: new Int32Array(1),
    workStep: 1,
    closeOfDay: new Float64Array(0),
    workdaysBefore: new Int32Array(1),
  };
}

/** What is known at first around the first question, and what is added at least. */
const FIRST_DAYS_BEFORE = 62;
const CHUNK_DAYS = 366;
const LARGEST_CHUNK_DAYS = 400 * 366;

/** Makes the days [loDay, hiDay) known. */
export function coverDays(calendar: Calendar, loDay: number, hiDay: number): void {
  if (loDay >= calendar.loDay && hiDay <= calendar.hiDay && calendar.hiDay > calendar.loDay) return;
  if (calendar.loDay === calendar.hiDay) {
    calendar.loDay = calendar.hiDay = loDay;
    calendar.from = calendar.until = loDay * DAY_MS;
    grow(calendar, loDay - FIRST_DAYS_BEFORE, Math.max(hiDay, loDay + CHUNK_DAYS));
    return;
  }
  const span = calendar.hiDay - calendar.loDay;
  const chunk = Math.max(CHUNK_DAYS, Math.min(span, LARGEST_CHUNK_DAYS));
  grow(
    calendar,
    loDay < calendar.loDay ? Math.min(loDay, calendar.loDay - chunk) : calendar.loDay,
    hiDay > calendar.hiDay ? Math.max(hiDay, calendar.hiDay + chunk) : calendar.hiDay,
  );
}

/** Makes an instant known, with a day to spare. Error `bad_instant` for what is no instant. */
export function coverInstant(calendar: Calendar, instant: number): void {
  const day = Math.floor(instant / DAY_MS);
  // Four-digit years, and the few days that working days may lead beyond them.
  if (!(day >= FIRST_DAY - 800 && day <= LAST_DAY + 800)) {
    throw new DomainError("bad_instant", String(instant));
  }
  coverDays(calendar, day - 1, day + 2);
}

function grow(calendar: Calendar, lo: number, hiDay: number): void {
  const { source } = calendar;
  const before = source.openWithin(lo * DAY_MS, calendar.from);
  const after = source.openWithin(calendar.until, hiDay * DAY_MS);
  const roomy = before.length / 2 + calendar.count + after.length / 2;
  const starts = new Float64Array(roomy + 1);
  const ends = new Float64Array(roomy);
  let n = 0;
  const append = (from: number, to: number): void => {
    if (n > 0 && from <= ends[n - 1]!) ends[n - 1] = to;
    else {
      starts[n] = from;
      ends[n++] = to;
    }
  };
  for (let i = 0; i < before.length; i += 2) append(before[i]!, before[i + 1]!);
  for (let i = 0; i < calendar.count; i++) append(calendar.starts[i]!, calendar.ends[i]!);
  for (let i = 0; i < after.length; i += 2) append(after[i]!, after[i + 1]!);
  starts.fill(Infinity, n);

  const worked = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) worked[i + 1] = worked[i]! + ends[i]! - starts[i]!;

  const days = hiDay - lo;
  const intervalOfDay = new Int32Array(days);
  for (let d = 0, i = -1; d < days; d++) {
    const midnight = (lo + d) * DAY_MS;
    while (starts[i + 1]! <= midnight) i++;
    intervalOfDay[d] = i;
  }

  // One step an interval on average, so that a search begins next to where it ends.
  const workStep = n === 0 ? 1 : worked[n]! / n;
  const intervalOfWork = new Int32Array(n + 2);
  for (let step = 0, i = 0; step < n + 2; step++) {
    while (i + 1 < n && worked[i + 1]! < step * workStep) i++;
    intervalOfWork[step] = i;
  }

  const closeOfDay = new Float64Array(days);
  const workdaysBefore = new Int32Array(days + 1);
  closeOfDay.set(calendar.closeOfDay, calendar.loDay - lo);
  for (let d = 0; d < days; d++) {
    const day = lo + d;
    if (day < calendar.loDay || day >= calendar.hiDay) {
      const openings = source.openingsOf(day);
      closeOfDay[d] = openings.length === 0 ? NaN : openings[openings.length - 1]!;
    }
    workdaysBefore[d + 1] = workdaysBefore[d]! + (closeOfDay[d]! === closeOfDay[d]! ? 1 : 0);
  }

  calendar.loDay = lo;
  calendar.hiDay = hiDay;
  calendar.from = lo * DAY_MS;
  calendar.until = hiDay * DAY_MS;
  calendar.count = n;
  calendar.starts = starts;
  calendar.ends = ends;
  calendar.worked = worked;
  calendar.intervalOfDay = intervalOfDay;
  calendar.intervalOfWork = intervalOfWork;
  calendar.workStep = workStep;
  calendar.closeOfDay = closeOfDay;
  calendar.workdaysBefore = workdaysBefore;
}
