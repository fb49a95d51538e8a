import fc from "fast-check";
import { expect, test } from "vitest";
import { thinLabels } from "#app/format/thin-labels.ts";

test.each([
  [1, 6, [0]],
  [6, 6, [0, 1, 2, 3, 4, 5]],
  [12, 6, [0, 2, 4, 7, 9, 11]],
  [24, 2, [0, 23]],
  [200, 5, [0, 50, 100, 149, 199]],
])("of %i labels with room for %i", (count, most, shown) => expect([...thinLabels(count, most)]).toEqual(shown));

test("the ends are written, no more than fit, and no gap is twice as wide as another", () => {
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 400 }), fc.integer({ min: 2, max: 40 }), (count, most) => {
      const shown = [...thinLabels(count, most)];
      expect(shown[0]).toBe(0);
      expect(shown.at(-1)).toBe(count - 1);
      expect(shown.length).toBeLessThanOrEqual(Math.max(most, Math.min(count, most)));
      const gaps = shown.slice(1).map((one, index) => one - shown[index]!);
      expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
    }),
  );
});
