import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooseCells, foldMap, foldsAtFirst, unitOf as unitOfPath } from "#app/domain/score/fold-map.ts";
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

describe("the cells of one page", () => {
  /** A top, units below it, and departments below those, each serving the next one. */
  const company = (count: number, perUnit: number) => {
    const departments = Array.from({ length: count }, (_, index) => ({ id: `d${index}`, parentId: `u${Math.floor(index / perUnit)}` }));
    const units = [...new Set(departments.map((row) => row.parentId))].map((id) => ({ id, parentId: "top" }));
    return { departments: [{ id: "top", parentId: null }, ...units, ...departments], cells: departments.map((row, index) => cell(row.id, `d${(index + 1) % count}`, 1, 2)) };
  };
  const choose = ({ departments, cells }: ReturnType<typeof company>, asked: Partial<Parameters<typeof chooseCells>[2]> = {}) => chooseCells(cells, departments, { providerUnit: null, clientUnit: null, from: 0, isWhole: false, ...asked });

  test.each([[1, false, 1], [12, false, 12], [200, true, 20]])("of %i departments are folded: %s, %i cells", (count, isFolded, cells) => {
    const chosen = choose(company(count, 20));
    expect([chosen.isFolded, chosen.cells.length]).toEqual([isFolded, cells]);
  });

  test("a unit opens to its departments", () => {
    expect(choose(company(200, 20), { providerUnit: "u1", clientUnit: "u2" })).toMatchObject({ isFolded: false, cells: [{ providerId: "d39", clientId: "d40" }] });
  });

  test("without units nothing is gained by folding; a file has everything; an unknown unit is none", () => {
    expect(choose(company(200, 1)).isFolded).toBe(false);
    expect(choose(company(200, 20), { isWhole: true }).cells).toHaveLength(200);
    expect(choose(company(200, 20), { providerUnit: "x", from: -3 })).toMatchObject({ providerUnit: null, from: 0, isFolded: true });
  });
});
