import fc from "fast-check";
import { expect, test } from "vitest";
import { thinLabels } from "#app/format/thin-labels.ts";

test.each([
  [0, 6, []],
  [1, 6, [0]],
  [6, 6, [5, 4, 3, 2, 1, 0]],
  [12, 6, [11, 9, 7, 5, 3, 1]],
  [13, 6, [12, 9, 6, 3, 0]],
  [24, 1, [23]],
  [200, 5, [199, 159, 119, 79, 39]],
])("of %i labels with room for %i", (count, most, shown) => expect([...thinLabels(count, most)]).toEqual(shown));

test("the last is written, no more than fit, and all stand equally far apart", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 40 }), (count, most) => {
      const shown = [...thinLabels(count, most)];
      expect(shown[0]).toBe(count - 1);
      expect(shown.length).toBeLessThanOrEqual(most);
      expect(new Set(shown.slice(1).map((one, index) => shown[index]! - one)).size).toBeLessThanOrEqual(1);
    }),
  );
});
