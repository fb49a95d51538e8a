import { describe, expect, test } from "vitest";
import { stepOnMap, type MapKey } from "#app/components/map/step-on-map.ts";
import { wrapName } from "#app/components/map/wrap-name.ts";

/** Column 2 holds A and B, column 1 holds C and D, column 0 holds E; B serves C only, A serves nobody. */
const box = (id: string, column: number, row: number) => ({ id, column, row, x: (2 - column) * 100, y: row * 50 });
const boxes = [box("A", 2, 0), box("B", 2, 1), box("C", 1, 0), box("D", 1, 1), box("E", 0, 0)];
const lines = [{ from: "B", to: "C" }, { from: "C", to: "E" }, { from: "D", to: "E" }, { from: "D", to: "C" }];

describe("keys on the map", () => {
  test.each([
    ["down its column", "A", "ArrowDown", "B"],
    ["up its column", "B", "ArrowUp", "A"],
    ["not beyond the end of a column", "B", "ArrowDown", "B"],
    ["right along a link, not to the nearest", "B", "ArrowRight", "C"],
    ["right to the nearest where no link leads", "A", "ArrowRight", "C"],
    ["left along a link", "C", "ArrowLeft", "B"],
    ["left to the nearest of several", "E", "ArrowLeft", "C"],
    ["not beyond the outermost", "E", "ArrowRight", "E"],
    ["to the first", "E", "Home", "A"],
    ["to the last", "A", "End", "E"],
    ["from nowhere to the first", "Z", "ArrowUp", "A"],
  ] as const)("lead %s", (_name, from, key, expected) => expect(stepOnMap(boxes, lines, from, key satisfies MapKey)).toBe(expected));
});

describe("a name in a place", () => {
  test.each([
    ["Finance", ["Finance"]],
    ["Human resources", ["Human", "resources"]],
    ["Договорно-правовая служба", ["Договорно-", "правовая", "служба"]],
    ["Unternehmenssteuerung", ["Unternehmens", "steuerung"]],
    ["One two three four five six seven", ["One two", "three four", "five six seven"]],
    ["One two three four five six seven eight", ["One two", "three four", "five six seven eig…"]],
  ])("%s", (name, expected) => expect(wrapName(name, 3, 12)).toEqual(expected));
});
