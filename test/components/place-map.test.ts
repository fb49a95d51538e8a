import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { placeMap, PLACE_HEIGHT, PLACE_WIDTH } from "#app/components/map/place-map.ts";
import type { Way } from "#app/domain/map/layer-places.ts";

const graph = fc.uniqueArray(fc.tuple(fc.nat(19), fc.nat(19), fc.nat(20)), { selector: ([a, b]) => a * 20 + b, maxLength: 90 }).map((list) => list.filter(([a, b]) => a !== b).map(([a, b, weight]): Way => ({ from: `d${a}`, to: `d${b}`, weight })));
const placesOf = (all: readonly Way[]) => [...new Set(all.flatMap((way) => [way.from, way.to]))];

describe("a drawn map", () => {
  test("holds every place once, inside its edges, and none lies over another", () => {
    fc.assert(
      fc.property(graph, (all) => {
        const drawn = placeMap(placesOf(all), all);
        expect(drawn.boxes.map((box) => box.id).sort()).toEqual(placesOf(all).sort());
        for (const box of drawn.boxes) {
          expect([box.x >= 0, box.y >= 0, box.x + PLACE_WIDTH <= drawn.width, box.y + PLACE_HEIGHT <= drawn.height]).toEqual([true, true, true, true]);
          for (const other of drawn.boxes) if (other !== box) expect(Math.abs(box.x - other.x) >= PLACE_WIDTH || Math.abs(box.y - other.y) >= PLACE_HEIGHT).toBe(true);
        }
      }),
    );
  });

  test("has a line for every way, and is the same whatever the order it is told in", () => {
    fc.assert(
      fc.property(graph, (all) => {
        const drawn = placeMap(placesOf(all), all);
        expect(drawn.lines.map((line) => `${line.from} ${line.to}`).sort()).toEqual(all.map((way) => `${way.from} ${way.to}`).sort());
        expect(drawn.lines.every((line) => !line.path.includes("NaN"))).toBe(true);
        expect(placeMap(placesOf(all).reverse(), [...all].reverse())).toEqual(drawn);
      }),
    );
  });

  test("puts the end beyond all others, in a column of its own", () => {
    const { boxes } = placeMap(["A", "B", "C", "end"], [{ from: "A", to: "B", weight: 1 }, { from: "B", to: "end", weight: 0 }, { from: "A", to: "C", weight: 1 }], "end");
    expect(boxes.filter((box) => box.column === 0).map((box) => box.id)).toEqual(["end"]);
    expect(boxes.filter((box) => box.column === 1).map((box) => box.id).sort()).toEqual(["B", "C"]);
    expect(Math.max(...boxes.map((box) => box.x))).toBe(boxes.find((box) => box.id === "end")!.x);
  });

  test("of nothing is empty, of one place is that place", () => {
    expect(placeMap([], []).boxes).toEqual([]);
    expect(placeMap(["A"], []).boxes).toHaveLength(1);
  });

  test("is drawn at once for 200 departments with 3,000 lines", () => {
    const all = new Map<string, Way>();
    for (let n = 1; all.size < 3000; n += 1) {
      const [a, b] = [(n * 7919) % 200, (n * 104_729 + Math.floor(n / 200)) % 200];
      if (a !== b) all.set(`${a} ${b}`, { from: `d${a}`, to: `d${b}`, weight: n % 50 });
    }
    const drawn = placeMap(placesOf([...all.values()]), [...all.values()]);
    expect([drawn.boxes.length, drawn.lines.length]).toEqual([200, 3000]);
  });
});
