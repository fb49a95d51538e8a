import { DomainError, saidOf } from "../refusal.ts";
import { DAY_MS, dateOfDay, dayOfParts, daysInMonth, partsOfDay } from "./local-date.ts";
import { instantOf, localDayOf, localOf, zoneOf, type Zone } from "./zone.ts";

/** An instant to the nanosecond: whole epoch milliseconds, and 0 … 999,999 ns after them. */
export interface FineInstant {
  readonly ms: number;
  readonly ns: number;
}

const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:Z|([+-])(\d{2})(?::?(\d{2}))?)$/;

/** Reads ISO 8601 with an offset or `Z`; sub-seconds are kept. Error `bad_instant`. */
export function parseFineInstant(text: unknown): FineInstant {
  const f = typeof text === "string" ? INSTANT.exec(text) : null;
  if (!f) throw new DomainError("bad_instant", saidOf(text));
  const [year, month, day] = [+f[1]!, +f[2]!, +f[3]!];
  const [hour, minute, second] = [+f[4]!, +f[5]!, +(f[6] ?? 0)];
  const fraction = Number((f[7] ?? "").padEnd(9, "0"));
  const [offsetHour, offsetMinute] = [+(f[9] ?? 0), +(f[10] ?? 0)];
  const endOfDay = hour === 24 && minute === 0 && second === 0 && fraction === 0;
  if (
    month < 1 ||
    month > 12 ||
    day < 1 ||
    day > daysInMonth(year, month) ||
    (hour > 23 && !endOfDay) ||
    minute > 59 ||
    second > 59 ||
    offsetHour > 23 ||
    offsetMinute > 59
  ) {
    throw new DomainError("bad_instant", text as string);
  }
  const offset = (offsetHour * 60 + offsetMinute) * 60_000 * (f[8] === "-" ? -1 : 1);
  const ofDay = ((hour * 60 + minute) * 60 + second) * 1000 + Math.floor(fraction / 1e6);
  return { ms: dayOfParts(year, month, day) * DAY_MS + ofDay - offset, ns: fraction % 1e6 };
}

/** Reads ISO 8601 with an offset or `Z` into epoch milliseconds; finer parts are cut. Error `bad_instant`. */
export const parseInstant = (text: unknown): number => parseFineInstant(text).ms;

const pad2 = (n: number): string => (n < 10 ? `0${n}` : String(n));

/** ISO 8601 with the zone's offset, with 0, 3, 6 or 9 digits of a second as needed. */
export function formatInstant(zone: Zone, instant: number, ns = 0): string {
  // ISO 8601 offsets have no seconds; local mean time has. The instant stays exact.
  const offsetMinutes = Math.trunc((localOf(zone, instant) - instant) / 60_000);
  const local = instant + offsetMinutes * 60_000;
  const day = Math.floor(local / DAY_MS);
  const ofDay = Math.floor(local - day * DAY_MS);
  const ms = ofDay % 1000;
  const seconds = (ofDay - ms) / 1000;
  const time = `${pad2(Math.floor(seconds / 3600))}:${pad2(Math.floor(seconds / 60) % 60)}:${pad2(seconds % 60)}`;
  const digits = ms === 0 && ns === 0 ? "" : String(ms * 1e6 + ns).padStart(9, "0");
  const fraction = digits === "" ? "" : `.${digits.replace(/(?:000){1,2}$/, "")}`;
  const sign = offsetMinutes < 0 ? "-" : "+";
  const size = Math.abs(offsetMinutes);
  return `${dateOfDay(day)}T${time}${fraction}${sign}${pad2(Math.floor(size / 60))}:${pad2(size % 60)}`;
}

/** `YYYY-MM` of the local date of an instant in a zone: the month in which it falls. */
export function periodOf(instant: number, zone: Zone | string): string {
  const clock = typeof zone === "string" ? zoneOf(zone) : zone;
  return dateOfDay(localDayOf(clock, instant)).slice(0, 7);
}

/** First instant after the local month in which an instant lies. */
export function endOfMonth(instant: number, zone: Zone | string): number {
  const clock = typeof zone === "string" ? zoneOf(zone) : zone;
  const { year, month } = partsOfDay(localDayOf(clock, instant));
  const next = month === 12 ? dayOfParts(year + 1, 1, 1) : dayOfParts(year, month + 1, 1);
  return instantOf(clock, next * DAY_MS);
}
