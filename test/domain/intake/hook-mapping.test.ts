import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mapDelivery, pathsOf } from "#app/domain/intake/hook-mapping.ts";
import { HOOK_PROFILES } from "#app/domain/intake/hook-profiles.ts";
import { HOOK_SCHEMES } from "#app/domain/intake/hook-scheme.ts";
import { parsePath } from "#app/domain/intake/json-path.ts";
import { readTold } from "#app/domain/intake/told-instant.ts";
import { zoneOf } from "#app/domain/time/zone.ts";

const MOSCOW = zoneOf("Europe/Moscow");
const NOW = Date.UTC(2026, 5, 15, 9);

describe.each(HOOK_SCHEMES)("the profile of %s", (scheme) => {
  const { mapping } = HOOK_PROFILES[scheme];

  test("has only paths that can be read", () => expect(pathsOf(mapping).filter((one) => !parsePath(one.path).ok)).toEqual([]));

  test("takes any content without a fall, and tells the same of it every time", () => {
    fc.assert(fc.property(fc.jsonValue(), (payload) => {
      const first = mapDelivery(mapping, payload, MOSCOW, NOW);
      expect(mapDelivery(mapping, payload, MOSCOW, NOW)).toEqual(first);
      expect(["task", "ignored", "faults"]).toContain(first.kind);
    }), { numRuns: 50 });
  });
});

describe("an instant as a task system tells it", () => {
  test.each([
    ["2026-06-15T12:00:00+03:00", NOW], ["2026-06-15T12:00:00.000+0300", NOW], ["2026-06-15T09:00:00Z", NOW], ["2026-06-15 12:00:00", NOW], [String(NOW), NOW], [String(NOW / 1000), NOW],
  ])("%s is that instant", (text, instant) => expect(readTold(text, MOSCOW)).toBe(instant));

  test.each(["", "soon", "2026-06-31T09:00:00Z", "123", "99999999999999", "2026-06-15T25:00:00Z", "-1781514000"])("%j is none", (text) => expect(readTold(text, MOSCOW)).toBeNull());
});
