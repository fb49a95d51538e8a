import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooseLinks, MOST_LINKS, MOST_PLACES, type MapQuestion } from "#app/domain/map/choose-links.ts";
import { lineState, linksOf, type ServiceLine } from "#app/domain/map/service-link.ts";
import { keptOf } from "#app/domain/score/kept-share.ts";

const share = (bp: number) => ({ type: "share" as const, bp });
/** `"A>B 9/10"`: of ten promises nine were kept; the target is 95 %, the floor 80 %. */
const line = (text: string, over: Partial<ServiceLine> = {}): ServiceLine => {
  const [, from, to, kept, of] = /^(\w+)>(\w+) (\d+)\/(\d+)$/.exec(text)!;
  return { from: from!, to: to!, productId: "p", atRisk: 0, target: share(9500), floor: share(8000), kept: keptOf({ met: Number(kept), breached: Number(of) - Number(kept) }, "not_conforming"), ...over };
};
const lines = (...texts: readonly string[]) => texts.map((text) => line(text));
const all: MapQuestion = { focus: null, unit: null, depth: 1, way: "both", state: null, least: 0 };
const flat = (ids: string) => [...ids].map((id) => ({ id, parentId: null }));
const drawn = (links: readonly { readonly from: string; readonly to: string }[]) => links.map(({ from, to }) => `${from}>${to}`).sort();

describe("the state of a link", () => {
  test.each([
    ["kept as promised", line("A>B 95/100"), "kept"],
    ["below its target", line("A>B 94/100"), "below"],
    ["below its floor", line("A>B 79/100"), "failed"],
    ["below its target, without a floor", line("A>B 1/100", { floor: null }), "below"],
    ["kept so far, something at risk", line("A>B 10/10", { atRisk: 1 }), "at_risk"],
    ["nothing due yet, something at risk", line("A>B 0/0", { atRisk: 1 }), "at_risk"],
    ["missed already, more at risk", line("A>B 5/10", { atRisk: 1 }), "failed"],
    ["nothing due", line("A>B 0/0"), "nothing_due"],
    ["a target that is a number of misses", line("A>B 8/10", { target: { type: "count", atMostMissed: 2 } }), "kept"],
  ] as const)("%s", (_name, one, expected) => expect(lineState(one)).toBe(expected));

  test("of two departments is that of the worst promise; of units that of all together", () => {
    const both = lines("A>B 1/2", "A>B 198/198");
    expect(linksOf(both, (id) => id, () => false)).toMatchObject([{ from: "A", to: "B", promises: 2, state: "failed", kept: { kept: 199, of: 200 } }]);
    expect(linksOf(both, (id) => id, () => true)[0]!.state).toBe("kept");
  });

  test("of units compares exactly with what the targets ask for together", () => {
    const together = (...some: readonly ServiceLine[]) => linksOf(some, (id) => id, () => true)[0]!.state;
    expect(together(line("A>B 90/100"), line("A>B 100/100"))).toBe("kept");
    expect(together(line("A>B 89/100"), line("A>B 100/100"))).toBe("below");
    expect(together(line("A>B 60/100"), line("A>B 99/100"))).toBe("failed");
    expect(together(line("A>B 0/2", { target: { type: "count", atMostMissed: 2 }, floor: null }), line("A>B 95/100"))).toBe("kept");
  });
});

describe("what one drawing shows", () => {
  const chain = lines("A>B 9/9", "B>C 9/9", "C>D 9/9", "X>B 3/3");
  const ask = (over: Partial<MapQuestion>) => drawn(chooseLinks(chain, flat("ABCDX"), { ...all, ...over }).links);
  test.each([
    ["everything", {}, ["A>B", "B>C", "C>D", "X>B"]],
    ["a department and its neighbours", { focus: "B" }, ["A>B", "B>C", "X>B"]],
    ["two steps", { focus: "A", depth: 2 }, ["A>B", "B>C"]],
    ["only who serves it", { focus: "B", way: "up" }, ["A>B", "X>B"]],
    ["only whom it serves", { focus: "B", way: "down" }, ["B>C"]],
    ["links with enough on them", { least: 5 }, ["A>B", "B>C", "C>D"]],
    ["an unknown department is none", { focus: "nobody" }, ["A>B", "B>C", "C>D", "X>B"]],
  ] as const)("%s", (_name, over, expected) => expect(ask(over)).toEqual(expected));

  test("a department without links is shown alone", () => {
    expect(chooseLinks(chain, flat("ABCDXZ"), { ...all, focus: "Z" })).toMatchObject({ places: ["Z"], links: [], focus: "Z" });
  });

  test("everything below target is both what failed and what fell short", () => {
    const mixed = lines("A>B 9/10", "B>C 1/10", "C>D 10/10");
    const states = (state: MapQuestion["state"]) => drawn(chooseLinks(mixed, flat("ABCD"), { ...all, state }).links);
    expect([states("missed"), states("failed"), states("below"), states("kept")]).toEqual([["A>B", "B>C"], ["B>C"], ["A>B"], ["C>D"]]);
  });

  /** A top, eight units with six departments each; each department serves its neighbours. */
  const company = { departments: [{ id: "top", parentId: null }, ...Array.from({ length: 8 }, (_, unit) => [{ id: `u${unit}`, parentId: "top" }, ...Array.from({ length: 6 }, (_, n) => ({ id: `d${unit}${n}`, parentId: `u${unit}` }))]).flat()] };
  const below = company.departments.filter((row) => row.id.startsWith("d")).map((row) => row.id);
  const wide = below.flatMap((id, n) => [1, 7].map((step) => line(`${id}>${below[(n + step) % below.length]!} ${n + 1}/${n + 1}`)));

  test("more departments than can be read are folded by units, with how many stand behind each", () => {
    const choice = chooseLinks(wide, company.departments, all);
    expect(choice.places).toEqual(["u0", "u1", "u2", "u3", "u4", "u5", "u6", "u7"]);
    expect([...choice.folded.values()]).toEqual([6, 6, 6, 6, 6, 6, 6, 6]);
    expect(choice.links.every((link) => link.from !== link.to)).toBe(true);
  });

  test("an open unit shows its departments, the others stay folded", () => {
    const choice = chooseLinks(wide, company.departments, { ...all, unit: "u3" });
    expect(choice.unit).toBe("u3");
    expect(choice.places.filter((id) => id.startsWith("d"))).toEqual(["d30", "d31", "d32", "d33", "d34", "d35"]);
    expect([...choice.folded.keys()].every((id) => id.startsWith("u") && id !== "u3")).toBe(true);
  });

  test("of too many the strongest stay, and what is left out is counted", () => {
    const many = Array.from({ length: 60 }, (_, n) => [1, 2, 3].map((step) => line(`d${n}>d${(n + step) % 60} ${n + 1}/${n + 1}`))).flat();
    const choice = chooseLinks(many, Array.from({ length: 60 }, (_, n) => ({ id: `d${n}`, parentId: null })), all);
    expect([choice.places.length <= MOST_PLACES, choice.links.length <= MOST_LINKS]).toEqual([true, true]);
    expect(choice.places).toContain("d59");
    expect(choice.places).not.toContain("d5");
    expect([choice.left.places, choice.left.links]).toEqual([60 - choice.places.length, 180 - choice.links.length]);
  });

  test("every drawn link joins drawn places, fits the question, and with what is left out they are all", () => {
    const some = fc.array(fc.tuple(fc.nat(49), fc.nat(49), fc.nat(9), fc.nat(9)).map(([a, b, kept, missed]) => line(`d${a}>d${b} ${kept}/${kept + missed}`)), { maxLength: 150 });
    fc.assert(
      fc.property(some, fc.option(fc.nat(49)), fc.constantFrom(0, 3), (given, focus, least) => {
        const choice = chooseLinks(given, Array.from({ length: 50 }, (_, n) => ({ id: `d${n}`, parentId: null })), { ...all, focus: focus === null ? null : `d${focus}`, least });
        for (const link of choice.links) expect([choice.places.includes(link.from), choice.places.includes(link.to), link.kept.of >= least, focus === null || link.from === `d${focus}` || link.to === `d${focus}`]).toEqual([true, true, true, true]);
        expect(choice.links.length + choice.left.links).toBe(choice.all.length);
        expect(chooseLinks([...given].reverse(), Array.from({ length: 50 }, (_, n) => ({ id: `d${49 - n}`, parentId: null })), { ...all, focus: focus === null ? null : `d${focus}`, least }).links).toEqual(choice.links);
      }),
    );
  });
});
