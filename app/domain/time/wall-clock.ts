import { dayOf, DAY_MS, readDay } from "./local-date.ts";
import { instantOf, zoneOf } from "./zone.ts";

/** The instant of a typed day and time of day in a zone; null where either is none. */
export function instantFrom(date: string, time: string, zone: string): number | null {
  const clock = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (readDay(date) === null || !clock) return null;
  return instantOf(zoneOf(zone), dayOf(date) * DAY_MS + (Number(clock[1]) * 60 + Number(clock[2])) * 60_000);
}
