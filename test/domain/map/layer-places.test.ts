import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layerPlaces, MOST_LAYERS, orderAgainstCircles, type Way } from "#app/domain/map/layer-places.ts";

/** `"A>B 3"`: A did three things for B. */
const ways = (...lines: readonly string[]): Way[] => lines.map((line) => ({ from: line[0]!, to: line[2]!, weight: Number(line.slice(4)) }));
const columns = (...lines: readonly string[]) => {
  const places = [...new Set(lines.flatMap((line) => [line[0]!, line[2]!]))];
  return Object.fromEntries([...layerPlaces(places, ways(...lines))].sort());
};

describe("the columns of the map", () => {
  test.each([
    ["who serves nobody stands outermost, each other one before those it serves", ["A>B 1", "B>C 1"], { A: 2, B: 1, C: 0 }],
    ["the longest way decides", ["A>C 9", "A>B 1", "B>C 1"], { A: 2, B: 1, C: 0 }],
    ["of two who serve each other the one with less to give comes after", ["A>B 9", "B>A 1"], { A: 1, B: 0 }],
    ["in a circle the weakest way runs back", ["A>B 9", "B>C 9", "C>A 1"], { A: 2, B: 1, C: 0 }],
    ["a circle before an end", ["A>B 5", "B>A 1", "B>C 1"], { A: 2, B: 1, C: 0 }],
    ["a way without anything on it still is one", ["A>B 0"], { A: 1, B: 0 }],
    ["one that serves itself only stands at the end", ["A>A 1"], { A: 0 }],
  ] as const)("%s", (_name, lines, expected) => expect(columns(...lines)).toEqual(expected));

  test("a chain longer than the columns shares them; its end stays alone", () => {
    const letters = [..."ABCDEFGHIJKL"];
    const found = columns(...letters.slice(1).map((to, index) => `${letters[index]!}>${to} 1`));
    expect(Object.values(found).filter((column) => column === 0)).toEqual([0]);
    expect(Math.max(...Object.values(found))).toBe(MOST_LAYERS - 1);
    expect(letters.map((id) => found[id]!)).toEqual([...letters.map((id) => found[id]!)].sort((a, b) => b - a));
  });

  const graph = fc.uniqueArray(fc.tuple(fc.nat(14), fc.nat(14), fc.nat(20)), { selector: ([a, b]) => a * 15 + b, maxLength: 60 }).map((list) => list.map(([a, b, weight]) => ({ from: `d${a}`, to: `d${b}`, weight })));
  const placesOf = (all: readonly Way[]) => [...new Set(all.flatMap((way) => [way.from, way.to]))];

  test("each place has one column, without circles none stands beside or after whom it serves", () => {
    fc.assert(
      fc.property(graph, (all) => {
        const forward = all.filter((way) => Number(way.from.slice(1)) < Number(way.to.slice(1)));
        const found = layerPlaces(placesOf(forward), forward);
        expect([...found.keys()].sort()).toEqual(placesOf(forward).sort());
        if (Math.max(0, ...found.values()) < MOST_LAYERS - 1) for (const way of forward) expect(found.get(way.from)!).toBeGreaterThan(found.get(way.to)!);
      }),
    );
  });

  test("the order of places and ways changes nothing", () => {
    fc.assert(
      fc.property(graph, (all) => {
        const places = placesOf(all);
        const turned = layerPlaces([...places].reverse(), [...all].reverse());
        expect([...layerPlaces(places, all)].sort()).toEqual([...turned].sort());
      }),
    );
  });

  test("who serves nobody is outermost whatever circles there are, and every place is in the order once", () => {
    fc.assert(
      fc.property(graph, (all) => {
        const places = placesOf(all);
        const found = layerPlaces(places, all);
        for (const id of places) if (!all.some((way) => way.from === id && way.to !== id)) expect(found.get(id)).toBe(0);
        expect(orderAgainstCircles(places, all).sort()).toEqual([...places].sort());
      }),
    );
  });
});
