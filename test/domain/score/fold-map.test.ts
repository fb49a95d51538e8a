import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldMap, foldsAtFirst, unitOf as unitOfPath } from "#app/domain/score/fold-map.ts";
import { sumKept } from "#app/domain/score/kept-share.ts";

const cell = (providerId: string, clientId: string, kept: number, of: number) => ({ providerId, clientId, obligations: 1, kept: sumKept([{ kept, of, bp: null }]) });
const unitOf = (id: string) => id[0]!;

describe("a map by units", () => {
  test("adds up the pairs of two units", () => {
    const cells = foldMap([cell("a1", "b1", 9, 10), cell("a2", "b2", 1, 10), cell("b1", "a1", 0, 0)], unitOf);
    expect(cells).toEqual([
      { providerId: "a", clientId: "b", obligations: 2, kept: { kept: 10, of: 20, bp: 5_000 } },
      { providerId: "b", clientId: "a", obligations: 1, kept: { kept: 0, of: 0, bp: null } },
    ]);
  });

  test("loses nothing and counts nothing twice", () => {
    const pair = fc.tuple(fc.constantFrom("a1", "a2", "b1", "c1"), fc.constantFrom("a1", "b2", "c3"), fc.nat(20), fc.nat(20)).map(([provider, client, kept, missed]) => cell(provider, client, kept, kept + missed));
    fc.assert(fc.property(fc.array(pair), (cells) => void expect(sumKept(foldMap(cells, unitOf).map((one) => one.kept))).toEqual(sumKept(cells.map((one) => one.kept)))));
  });

  test.each([
    [["team", "department", "unit", "top"], true, "unit"],
    [["unit", "top"], true, "unit"],
    [["top"], true, "top"],
    [["team", "department"], false, "department"],
  ] as const)("%j belongs, with one top: %s, to %s", (path, hasOneTop, unit) => expect(unitOfPath(path, hasOneTop)).toBe(unit));

  test.each([[1, 1, false], [12, 12, false], [40, 40, false], [41, 3, true], [3, 200, true]])("%i providers and %i clients begin folded: %s", (providers, clients, folded) => {
    expect(foldsAtFirst(providers, clients)).toBe(folded);
  });
});
