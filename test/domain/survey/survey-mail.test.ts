import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextMonday } from "#app/domain/survey/survey-mail.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { localDateOf, localOf, zoneOf } from "#app/domain/time/zone.ts";

describe("the Monday of the weekly mail", () => {
  test.each([
    ["2026-06-14T23:59:59Z", "2026-06-15"],
    ["2026-06-15T00:00:00Z", "2026-06-22"],
    ["2026-06-18T10:00:00Z", "2026-06-22"],
  ])("after %s it is %s", (at, monday) => {
    expect(localDateOf(zoneOf("UTC"), nextMonday(zoneOf("UTC"), Date.parse(at)).startsAt)).toBe(monday);
  });

  test("it is the first Monday after any instant, by the clock of the place", () => {
    const zones = ["UTC", "Europe/Moscow", "America/New_York", "Asia/Vladivostok"].map(zoneOf);
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) }), (zone, at) => {
        const { startsAt } = nextMonday(zone, at);
        expect(new Date(localOf(zone, startsAt)).getUTCDay()).toBe(1);
        expect(startsAt).toBeGreaterThan(at);
        expect(startsAt - at).toBeLessThanOrEqual(7 * DAY_MS + 3_600_000);
      }),
    );
  });
});
