import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DELAY_KINDS, delayLinks, followDelays, type WaitFact } from "#app/domain/map/delay-links.ts";

/** `"law.opinion>fin.report>sales"`: finance's report for sales waited for an opinion of legal. */
const fact = (text: string, upLate: boolean | null, downLate: boolean | null): WaitFact => {
  const [up, down, clientId] = text.split(">").map((part) => part.split("."));
  return { up: { departmentId: up![0]!, productId: up![1]! }, down: { departmentId: down![0]!, productId: down![1]!, clientId: clientId![0]! }, upLate, downLate };
};
const OPINION = "law.opinion>fin.report>sales";

describe("what the figures of a wait support saying", () => {
  test.each([
    ["handed on, however often it was caught up", [fact(OPINION, true, true), fact(OPINION, true, false), fact(OPINION, false, true)], { kind: "handed_on", waited: 3, upLate: 2, bothLate: 1 }],
    ["caught up: it was late, the other in time", [fact(OPINION, true, false)], { kind: "absorbed", waited: 1, upLate: 1, bothLate: 0 }],
    ["not known yet: it was late, the other is not judged", [fact(OPINION, true, false), fact(OPINION, true, null)], { kind: "open", waited: 2, upLate: 2, bothLate: 0 }],
    ["not late so far, though the other was", [fact(OPINION, false, true)], { kind: "waited", waited: 1, upLate: 0, bothLate: 0 }],
    ["not judged at all", [fact(OPINION, null, null)], { kind: "waited", waited: 1, upLate: 0, bothLate: 0 }],
  ] as const)("%s", (_name, facts, expected) => expect(delayLinks(facts)).toMatchObject([expected]));

  test("another client of the later work is another sentence", () => {
    expect(delayLinks([fact(OPINION, true, true), fact("law.opinion>fin.report>ops", true, true)])).toHaveLength(2);
  });

  const facts = fc.array(fc.record({ text: fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("x", "y"), fc.constantFrom("a", "b", "c"), fc.constantFrom("x", "y"), fc.constantFrom("d", "e")), up: fc.constantFrom(true, false, null), down: fc.constantFrom(true, false, null) }), { maxLength: 40 })
    .map((list) => list.map((one) => fact(`${one.text[0]}.${one.text[1]}>${one.text[2]}.${one.text[3]}>${one.text[4]}`, one.up, one.down)));

  test("each wait is counted once, and no count is above the one that it is of; the order of facts changes nothing", () => {
    fc.assert(
      fc.property(facts, (all) => {
        const links = delayLinks(all);
        expect(links.reduce((sum, link) => sum + link.waited, 0)).toBe(all.length);
        for (const link of links) expect([link.bothLate <= link.upLate, link.upLate <= link.waited, DELAY_KINDS.includes(link.kind)]).toEqual([true, true, true]);
        expect(delayLinks([...all].reverse())).toEqual(links);
      }),
    );
  });

  test("a chain holds each link once and comes to an end, in circles too", () => {
    fc.assert(
      fc.property(facts, fc.constantFrom("down" as const, "up" as const), (all, way) => {
        const links = delayLinks(all);
        const chain = followDelays(links, (work) => work.departmentId === "a", way);
        expect(new Set(chain.map((link) => link.key)).size).toBe(chain.length);
        for (const link of links) {
          const near = way === "down" ? link.up : link.down;
          if (near.departmentId === "a") expect(chain.find((one) => one.key === link.key)?.step).toBe(1);
        }
      }),
    );
  });
});

describe("a chain of delays", () => {
  const links = delayLinks([fact("law.opinion>fin.report>sales", true, true), fact("fin.report>sales.offer>ops", true, true), fact("fin.budget>ops.plan>sales", true, true), fact("it.access>law.opinion>fin", true, false)]);
  const chain = (departmentId: string, way: "down" | "up") => followDelays(links, (work) => work.departmentId === departmentId, way).map((link) => [link.step, link.down.productId]);
  test("follows the same work from department to department, not all work of a department", () => {
    expect(chain("law", "down")).toEqual([[1, "report"], [2, "offer"]]);
  });
  test("ends where a delay was caught up: it led no further", () => expect(chain("it", "down")).toEqual([[1, "opinion"]]));
  test("leads back to what delays it", () => expect(chain("sales", "up")).toEqual([[1, "offer"], [2, "report"], [3, "opinion"]]));
  test("of work that nobody waits for is empty", () => expect(chain("ops", "down")).toEqual([]));
});
