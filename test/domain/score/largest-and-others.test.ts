import { describe, expect, test } from "vitest";
import { largestAndOthers } from "#app/domain/score/largest-and-others.ts";

const numbers = (n: number) => Array.from({ length: n }, (_, index) => index + 1);
const bin = (n: number, most: number) => largestAndOthers(numbers(n), most, (one) => one);

describe("what a chart draws by itself", () => {
  test.each([
    [0, 15, 0, 0],
    [1, 15, 1, 0],
    [12, 15, 12, 0],
    [15, 15, 15, 0],
    [16, 15, 14, 2],
    [200, 15, 14, 186],
  ])("of %i things with room for %i, %i stand alone and %i together", (n, most, shown, others) => {
    const found = bin(n, most);
    expect([found.shown.length, found.others.length]).toEqual([shown, others]);
    expect([...found.shown, ...found.others].sort((a, b) => a - b)).toEqual(numbers(n));
  });

  test("the largest stand alone, equal ones in their order", () => {
    expect(largestAndOthers([["a", 1], ["b", 5], ["c", 1], ["d", 9]] as const, 3, ([, size]) => size)).toEqual({ shown: [["d", 9], ["b", 5]], others: [["a", 1], ["c", 1]] });
  });
});
