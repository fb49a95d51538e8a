import { DomainError, saidOf } from "../refusal.ts";
import { DAY_MS, dateOfDay, dayOf } from "./local-date.ts";

/**
 * A zone knows its offset at every instant. `Intl` tells the offset of one instant slowly, so each
 * zone keeps the changes found so far, sorted, and looks further only where it is asked.
 */
export interface Zone {
  readonly name: string;
  /** @internal Instants from which an offset holds; the first is the start of what is known. */
  starts: number[];
  /** @internal Offset (local − UTC, ms) from the same index of `starts` on. */
  offsets: number[];
  /** @internal What is known: [from, until). */
  from: number;
  until: number;
  readonly format: Intl.DateTimeFormat;
}

/** Before it clocks showed local mean time; the offset of this instant stands for all earlier ones. */
const EARLIEST = Date.UTC(1800, 0, 1);
/** From here on only lasting yearly rules are left, and those repeat with the calendar's 400 years. */
const LATEST = Date.UTC(2500, 0, 1);
const CYCLE_MS = 146_097 * DAY_MS;
/** No two changes of one zone are closer than this: the closest are a week less one hour apart (Recife 2000, Gaza 2040). */
const STEP_MS = 3 * DAY_MS;
const REACH_MS = 6 * 366 * DAY_MS;
/** No zone is further from UTC, and no change of clocks is longer, than this. */
const WIDEST_MS = 26 * 3_600_000;

const zones = new Map<string, Zone>();

/** The zone of an IANA name. Error `unknown_zone`. */
export function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  // An offset such as `+03:00` is no zone: it has no history and no future.
  if (typeof name !== "string" || !/^[A-Za-z]/.test(name)) {
    throw new DomainError("unknown_zone", saidOf(name));
  }
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    throw new DomainError("unknown_zone", name);
  }
  const zone: Zone = { name, format, starts: [], offsets: [], from: 0, until: 0 };
  zones.set(name, zone);
  return zone;
}

/** Whether a text names a zone. */
export function isZone(name: string): boolean {
  try {
    zoneOf(name);
    return true;
  } catch {
    return false;
  }
}

const FIELDS = /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)$/;

function readOffset(zone: Zone, instant: number): number {
  const second = Math.floor(instant / 1000) * 1000;
  const f = FIELDS.exec(zone.format.format(second))!;
  const local = Date.UTC(+f[3]!, +f[1]! - 1, +f[2]!, +f[4]!, +f[5]!, +f[6]!);
  return local - second;
}

/** Changes of the offset in (from, until], each to the second; the offset at `from` is given. */
function findChanges(zone: Zone, from: number, until: number, offsetAtFrom: number) {
  const starts: number[] = [];
  const offsets: number[] = [];
  let offset = offsetAtFrom;
  for (let low = from; low < until; ) {
    const high = Math.min(low + STEP_MS, until);
    if (readOffset(zone, high) === offset) {
      low = high;
      continue;
    }
    let [before, after] = [low, high];
    while (after - before > 1000) {
      const middle = before + Math.floor((after - before) / 2000) * 1000;
      if (readOffset(zone, middle) === offset) before = middle;
      else after = middle;
    }
    offset = readOffset(zone, after);
    starts.push(after);
    offsets.push(offset);
    low = after;
  }
  return { starts, offsets };
}

/** Makes sure that `from` and `until` are within what is known. */
function learn(zone: Zone, from: number, until: number): void {
  if (zone.starts.length === 0) {
    const start = clamp(Math.floor((from - REACH_MS) / DAY_MS) * DAY_MS);
    zone.from = zone.until = start;
    zone.starts = [start];
    zone.offsets = [readOffset(zone, start)];
  }
  if (from < zone.from && zone.from > EARLIEST) {
    const start = clamp(Math.floor((from - REACH_MS) / DAY_MS) * DAY_MS);
    const first = readOffset(zone, start);
    const found = findChanges(zone, start, zone.from, first);
    // The old first entry only said where knowledge began; what holds there is found again.
    zone.starts = [start, ...found.starts, ...zone.starts.slice(1)];
    zone.offsets = [first, ...found.offsets, ...zone.offsets.slice(1)];
    zone.from = start;
  }
  if (until >= zone.until && zone.until < LATEST) {
    const end = clamp(Math.ceil((until + REACH_MS) / DAY_MS) * DAY_MS);
    const found = findChanges(zone, zone.until, end, zone.offsets[zone.offsets.length - 1]!);
    zone.starts.push(...found.starts);
    zone.offsets.push(...found.offsets);
    zone.until = end;
  }
}

/** Whole cycles that bring an instant from `LATEST` on back before it. */
const cycles = (instant: number): number =>
  (Math.floor((instant - LATEST) / CYCLE_MS) + 1) * CYCLE_MS;

const clamp = (instant: number): number => Math.max(EARLIEST, Math.min(LATEST, instant));

/** Index of the last entry of `starts` at or before the instant; 0 when there is none. */
function entryAt(zone: Zone, instant: number): number {
  const { starts } = zone;
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= instant) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Local − UTC in milliseconds at an instant. */
export function offsetAt(zone: Zone, instant: number): number {
  if (instant >= LATEST) return offsetAt(zone, instant - cycles(instant));
  if (!(instant >= zone.from && instant < zone.until)) learn(zone, clamp(instant), clamp(instant));
  return zone.offsets[entryAt(zone, instant)]!;
}

/** Wall-clock time of an instant, as milliseconds since 1970-01-01T00:00 on that clock. */
export const localOf = (zone: Zone, instant: number): number => instant + offsetAt(zone, instant);

/**
 * The instant of a wall-clock time (ms since 1970-01-01T00:00 local). A time that does not exist
 * moves forward by the gap; an ambiguous one is its first occurrence (formulas.md, Business time 5).
 */
export function instantOf(zone: Zone, local: number): number {
  if (local >= LATEST - WIDEST_MS) {
    const shift = cycles(local + WIDEST_MS);
    return instantOf(zone, local - shift) + shift;
  }
  const early = local - WIDEST_MS;
  const late = local + WIDEST_MS;
  if (!(early >= zone.from && late < zone.until)) learn(zone, clamp(early), clamp(late));
  const { starts, offsets } = zone;
  let i = entryAt(zone, early);
  while (i + 1 < starts.length && local - offsets[i]! >= starts[i + 1]!) i++;
  const instant = local - offsets[i]!;
  return i > 0 && instant < starts[i]! ? local - offsets[i - 1]! : instant;
}

/** Day number of the local date of an instant. */
export const localDayOf = (zone: Zone, instant: number): number =>
  Math.floor(localOf(zone, instant) / DAY_MS);

export const localDateOf = (zone: Zone, instant: number): string =>
  dateOfDay(localDayOf(zone, instant));

/** First instant of a local date. Error `bad_date`. */
export const startOfDate = (zone: Zone, date: string): number =>
  instantOf(zone, dayOf(date) * DAY_MS);
