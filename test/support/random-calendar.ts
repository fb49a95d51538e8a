import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { WEEKDAYS, type CalendarSpec, type ClockInterval } from "#app/domain/calendar/calendar-spec.ts";

/** Zones and dates around which their clocks change, or whole dates are missing. */
export const CHANGES: readonly (readonly [tz: string, date: string])[] = [
  ["Etc/UTC", "2026-03-29"],
  ["America/New_York", "2026-03-08"],
  ["America/New_York", "2026-11-01"],
  ["Australia/Lord_Howe", "2026-04-05"],
  ["Australia/Lord_Howe", "2026-10-04"],
  ["Africa/Cairo", "2014-05-16"],
  ["Africa/Cairo", "2014-06-27"],
  ["Africa/Cairo", "2023-10-27"],
  ["Africa/Casablanca", "2026-02-15"],
  ["Asia/Kolkata", "2026-01-26"],
  ["Asia/Kathmandu", "2026-01-26"],
  ["America/Sao_Paulo", "2015-02-22"],
  ["America/Sao_Paulo", "2015-10-18"],
  ["Europe/Moscow", "2014-10-26"],
  ["Europe/Dublin", "2026-10-25"],
  ["Pacific/Apia", "2011-12-30"],
  ["Pacific/Kiritimati", "1994-12-31"],
  ["America/St_Johns", "2010-11-07"],
  ["Asia/Gaza", "2011-08-30"],
  ["Antarctica/Troll", "2026-03-29"],
  ["Europe/Berlin", "2026-03-29"],
  ["Asia/Tehran", "2021-03-22"],
];

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

const interval: fc.Arbitrary<ClockInterval> = fc
  .tuple(fc.nat(95), fc.nat(96))
  .map(([from, to]) => [clock(from * 15), clock(to * 15)] as const);
const intervals = fc.oneof(
  { weight: 3, arbitrary: fc.array(interval, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant([["00:00", "24:00"]] as ClockInterval[]) },
);

/** A random calendar whose special dates and holidays lie around a change of clocks. */
export const calendarAroundAChange: fc.Arbitrary<{ spec: CalendarSpec; date: string }> = fc
  .constantFrom(...CHANGES)
  .chain(([tz, date]) => {
    const near = fc
      .integer({ min: -3, max: 3 })
      .map((days) => Temporal.PlainDate.from(date).add({ days }).toString());
    return fc
      .record({
        weekly: fc.record(Object.fromEntries(WEEKDAYS.map((day) => [day, intervals]))),
        holidays: fc.array(near, { maxLength: 2 }),
        special: fc.dictionary(near, intervals, { maxKeys: 2 }),
      })
      .map((hours) => ({ spec: { tz, ...hours } as CalendarSpec, date }));
  });

/**
 * Says minute by minute whether a calendar is open, by asking Temporal for each wall-clock time. Slow
 * and independent of the code under test. `from` and `minutes` bound what may be asked.
 */
export function openMinutes(spec: CalendarSpec, from: number, minutes: number): Uint8Array {
  const open = new Uint8Array(minutes);
  const first = Temporal.Instant.fromEpochMilliseconds(from)
    .toZonedDateTimeISO(spec.tz)
    .toPlainDate()
    .subtract({ days: 4 });
  const days = Math.ceil(minutes / 1440) + 8;
  const at = (date: Temporal.PlainDate, text: string): number => {
    const [hour, minute] = text.split(":").map(Number) as [number, number];
    const day = hour === 24 ? date.add({ days: 1 }) : date;
    return day
      .toPlainDateTime({ hour: hour % 24, minute })
      .toZonedDateTime(spec.tz, { disambiguation: "compatible" }).epochMilliseconds;
  };
  for (let d = 0; d < days; d++) {
    const date = first.add({ days: d });
    const key = date.toString();
    const weekday = WEEKDAYS[date.dayOfWeek - 1]!;
    const plan =
      spec.special?.[key] ?? (spec.holidays?.includes(key) ? [] : (spec.weekly[weekday] ?? []));
    for (const [opens, closes] of plan) {
      const begin = at(date, opens);
      const end = at(closes > opens ? date : date.add({ days: 1 }), closes);
      for (let t = Math.max(begin, from); t < end; t += 60_000) {
        const i = (t - from) / 60_000;
        if (i >= minutes) break;
        open[i] = 1;
      }
    }
  }
  return open;
}
