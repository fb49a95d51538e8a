import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { formatInstant, parseFineInstant, parseInstant, periodOf } from "#app/domain/time/instant.ts";
import { addDays, addMonths, dateOfDay, dayOf, readDay, weekdayOf } from "#app/domain/time/local-date.ts";
import { instantOf, localDateOf, offsetAt, startOfDate, zoneOf } from "#app/domain/time/zone.ts";
import { CHANGES } from "#test/support/random-calendar.ts";

const ZONES = [...new Set(CHANGES.map(([tz]) => tz)), "Europe/London", "Asia/Pyongyang", "Africa/Monrovia"];

describe("zones, against Temporal", () => {
  const instant = fc.integer({ min: Date.UTC(1880, 0, 1), max: Date.UTC(2110, 0, 1) });
  test("the offset of any instant, in any order of asking", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instant, (tz, ms) => {
        const expected = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(tz);
        expect(offsetAt(zoneOf(tz), ms)).toBe(expected.offsetNanoseconds / 1e6);
      }),
      { numRuns: 400 },
    );
  });
  test("the instant of any wall-clock time near a change", () => {
    fc.assert(
      fc.property(fc.constantFrom(...CHANGES), fc.integer({ min: -2880, max: 2880 }), ([tz, date], m) => {
        const local = dayOf(date) * 86_400_000 + m * 60_000;
        const expected = Temporal.Instant.fromEpochMilliseconds(local)
          .toZonedDateTimeISO("UTC")
          .toPlainDateTime()
          .toZonedDateTime(tz, { disambiguation: "compatible" });
        expect(instantOf(zoneOf(tz), local)).toBe(expected.epochMilliseconds);
      }),
      { numRuns: 1000 },
    );
  });
  test("the far future follows the lasting rule", () => {
    const zone = zoneOf("America/New_York");
    expect(offsetAt(zone, Date.UTC(5026, 6, 1))).toBe(-4 * 3_600_000);
    expect(offsetAt(zone, Date.UTC(5026, 0, 1))).toBe(-5 * 3_600_000);
    expect(instantOf(zone, Date.UTC(9999, 6, 1))).toBe(Date.UTC(9999, 6, 1, 4));
  });
});

describe("instants", () => {
  test.each([
    ["2026-03-04T10:00:00+03:00", Date.UTC(2026, 2, 4, 7)],
    ["2026-03-04T10:00Z", Date.UTC(2026, 2, 4, 10)],
    ["2026-03-04T10:00:00.5-0330", Date.UTC(2026, 2, 4, 13, 30, 0, 500)],
    ["2026-03-04T24:00:00Z", Date.UTC(2026, 2, 5)],
    ["0001-01-01T00:00:00Z", Date.parse("0001-01-01T00:00:00Z")],
  ])("%s", (text, ms) => expect(parseInstant(text)).toBe(ms));

  test.each([
    "2026-03-04", "2026-03-04T10:00:00", "2026-02-29T10:00:00Z", "2026-13-01T00:00:00Z",
    "2026-03-04T25:00:00Z", "2026-03-04T10:60:00Z", "2026-03-04T10:00:60Z", "2026-03-04T24:00:01Z",
    "soon", "", null, 5, undefined, "2026-03-04T10:00:00+25:00",
  ])("bad_instant: %s", (text) => {
    expect(() => parseInstant(text)).toThrow(/^bad_instant/);
  });

  test("come out in the zone, with the sub-seconds they came in with", () => {
    const zone = zoneOf("Asia/Kolkata");
    const text = (iso: string): string => {
      const { ms, ns } = parseFineInstant(iso);
      return formatInstant(zone, ms, ns);
    };
    expect(text("2026-01-01T00:00:00Z")).toBe("2026-01-01T05:30:00+05:30");
    expect(text("2026-01-01T00:00:00.25Z")).toBe("2026-01-01T05:30:00.250+05:30");
    expect(text("2026-01-01T00:00:00.000001Z")).toBe("2026-01-01T05:30:00.000001+05:30");
    expect(text("2026-01-01T00:00:00.000000005Z")).toBe("2026-01-01T05:30:00.000000005+05:30");
    expect(text("1969-12-31T23:59:59.999Z")).toBe("1970-01-01T05:29:59.999+05:30");
  });

  test("fall into the period of the organisation's zone", () => {
    const ms = Date.parse("2026-03-31T21:00:00Z");
    expect(periodOf(ms, zoneOf("Europe/Moscow"))).toBe("2026-04");
    expect(periodOf(ms - 1, zoneOf("Europe/Moscow"))).toBe("2026-03");
    expect(periodOf(ms, zoneOf("Etc/UTC"))).toBe("2026-03");
  });
});

describe("local dates", () => {
  test("count days like the calendar of Date", () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_528, max: 2_932_896 }), (day) => {
        const date = dateOfDay(day);
        expect(date).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
        expect(dayOf(date)).toBe(day);
        expect(weekdayOf(day)).toBe((new Date(day * 86_400_000).getUTCDay() + 6) % 7);
      }),
    );
  });
  test("move over months and years", () => {
    expect(addDays("2024-02-28", 2)).toBe("2024-03-01");
    expect(addMonths("2025-11", 3)).toBe("2026-02");
    expect(addMonths("2025-11", -11)).toBe("2024-12");
    expect(readDay("2026-02-29")).toBeNull();
    expect(localDateOf(zoneOf("Pacific/Apia"), Date.UTC(2011, 11, 30, 12))).toBe("2011-12-31");
    expect(startOfDate(zoneOf("America/Sao_Paulo"), "2015-10-18")).toBe(Date.UTC(2015, 9, 18, 3));
  });
});

test.each([
  ["America/Recife", "2000-10-11T12:00:00Z", -2],
  ["America/Noronha", "2000-10-11T12:00:00Z", -1],
  ["Asia/Gaza", "2040-10-24T12:00:00Z", 3],
])("a summer time of less than a week is not overlooked: %s", (tz, instant, hours) => {
  const zone = zoneOf(tz);
  // Asked from far away first, so that the changes are found while looking over years.
  offsetAt(zone, Date.parse(instant) - 5 * 366 * 86_400_000);
  expect(offsetAt(zone, Date.parse(instant))).toBe(hours * 3_600_000);
});
