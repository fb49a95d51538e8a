import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { customerFacing, pathToCustomer, type Service } from "#app/domain/agreement/path-to-customer.ts";

/** `"A>B 3"`: A delivered three times to B. */
const services = (...lines: readonly string[]): Service[] => lines.map((line) => ({ from: line[0]!, to: line[2]!, volume: Number(line.slice(4)) }));
const path = (lines: readonly string[], from: string) => pathToCustomer(services(...lines), from)?.join("") ?? null;

describe("the way of work to the paying customer", () => {
  test.each([
    ["straight to the end", ["A>B 1"], "A", "AB"],
    ["over others", ["A>B 1", "B>C 1"], "A", "ABC"],
    ["the end itself", ["A>B 1"], "B", "B"],
    ["the shortest, however much goes the other way", ["A>B 99", "B>D 99", "A>D 1"], "A", "AD"],
    ["of two short ones that with the most deliveries", ["A>B 5", "A>C 2", "B>D 1", "C>D 9"], "A", "ACD"],
    ["equal ones by id", ["A>C 1", "A>B 1"], "A", "AB"],
    ["out of a circle", ["A>B 1", "B>A 1", "B>C 1"], "A", "ABC"],
    ["no end anywhere", ["A>B 1", "B>A 1"], "A", null],
    ["a department that serves nobody and is not served", ["A>B 1"], "Z", null],
    ["one that serves itself only", ["A>A 1"], "A", null],
  ] as const)("%s", (_name, lines, from, expected) => expect(path(lines, from)).toBe(expected));

  test("who is served and serves nobody faces the customer", () => {
    expect([...customerFacing(services("A>B 1", "B>C 1", "D>C 1"))]).toEqual(["C"]);
  });

  test("is a way that exists, visits nobody twice, and none is shorter", () => {
    const edge = fc.tuple(fc.constantFrom(..."ABCDEF"), fc.constantFrom(..."ABCDEF"), fc.nat(9)).map(([from, to, volume]) => ({ from, to, volume }));
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 14 }), (all) => {
        const found = pathToCustomer(all, "A");
        const steps = distances(all, "A");
        const ends = [...customerFacing(all)].flatMap((end) => steps.get(end) ?? []);
        if (found === null) return void expect(ends).toEqual([]);
        expect(found.length - 1).toBe(Math.min(...ends));
        expect(new Set(found).size).toBe(found.length);
        found.slice(1).forEach((to, i) => expect(all.some((one) => one.from === found[i] && one.to === to)).toBe(true));
      }),
    );
  });
});

/** Steps from a place to every one it reaches, by relaxing every edge again and again. */
function distances(all: readonly Service[], from: string): Map<string, number> {
  const steps = new Map([[from, 0]]);
  for (let round = 0; round < 6; round += 1) {
    for (const one of all) {
      const near = steps.get(one.from);
      if (near !== undefined && near + 1 < (steps.get(one.to) ?? Infinity)) steps.set(one.to, near + 1);
    }
  }
  return steps;
}
