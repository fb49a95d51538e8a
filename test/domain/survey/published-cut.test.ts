import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { atomsOf, publishedCut, SHOWN_FROM } from "#app/domain/survey/published-cut.ts";
import type { AnswerCell, EarlierCut } from "#app/domain/survey/published-cut.ts";

/** A cell of people named by numbers. */
const cell = (id: string, ...people: number[]): AnswerCell => ({ id, people: new Set(people.map(String)) });
const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);
const cut = (cells: readonly AnswerCell[], earlier: readonly EarlierCut[] = []) => publishedCut(cells, earlier, SHOWN_FROM);
const then = (cells: readonly AnswerCell[], earlier: readonly EarlierCut[] = []): EarlierCut => ({ cells, ...cut(cells, earlier) });

describe("what a round may show", () => {
  test.each([1, 2, 3, 4])("nothing of %i people", (n) => {
    expect(cut([cell("a", ...range(0, n))])).toEqual({ isTotalShown: false, shown: [] });
  });

  test.each([5, 6])("a total and the only client of %i people", (n) => {
    expect(cut([cell("a", ...range(0, n))])).toEqual({ isTotalShown: true, shown: ["a"] });
  });

  test("a small client takes the next smallest with it, since the rest of the total would tell", () => {
    expect(cut([cell("a", ...range(0, 3)), cell("b", ...range(10, 6)), cell("c", ...range(20, 9))])).toEqual({ isTotalShown: true, shown: ["c"] });
  });

  test("two small ones of five together hide each other", () => {
    expect(cut([cell("a", 1, 2), cell("b", 3, 4, 5), cell("c", ...range(20, 9))])).toEqual({ isTotalShown: true, shown: ["c"] });
  });

  test("nobody answered: nothing", () => {
    expect(cut([cell("a")])).toEqual({ isTotalShown: false, shown: [] });
  });
});

describe("what a round may show beside an earlier one", () => {
  test("the same people again: as before", () => {
    const cells = [cell("a", ...range(0, 6)), cell("b", ...range(10, 6))];
    expect(cut(cells, [then(cells)])).toEqual({ isTotalShown: true, shown: ["a", "b"] });
  });

  test.each([1, 2, 3, 4])("%i joined: neither their client nor the total", (joined) => {
    const before = [cell("a", ...range(0, 6)), cell("b", ...range(10, 6))];
    expect(cut([cell("a", ...range(0, 6 + joined)), before[1]!], [then(before)])).toEqual({ isTotalShown: false, shown: ["b"] });
  });

  test("one left: likewise, their last answer would be the difference", () => {
    const before = [cell("a", ...range(0, 7)), cell("b", ...range(10, 6))];
    expect(cut([cell("a", ...range(0, 6)), before[1]!], [then(before)])).toEqual({ isTotalShown: false, shown: ["b"] });
  });

  test("one moved from client to client: the total stays, the two do not", () => {
    const others = cell("c", ...range(30, 8));
    expect(cut([cell("a", ...range(0, 5)), cell("b", ...range(10, 6), 5), others], [then([cell("a", ...range(0, 6)), cell("b", ...range(10, 6)), others])])).toEqual({ isTotalShown: true, shown: ["c"] });
  });

  test("five joined: their sum tells of five", () => {
    const before = [cell("a", ...range(0, 6))];
    expect(cut([cell("a", ...range(0, 11))], [then(before)])).toEqual({ isTotalShown: true, shown: ["a"] });
  });

  test("what was not shown then gives no difference now", () => {
    expect(cut([cell("a", ...range(0, 6))], [then([cell("a", ...range(0, 4))])])).toEqual({ isTotalShown: true, shown: ["a"] });
  });

  test("a hidden pair is no way round: its rest of the total is compared too", () => {
    const before = [cell("a", ...range(0, 6)), cell("b", ...range(10, 6)), cell("c", ...range(30, 9))];
    // Five come to c, one to a: the total changed by six, c by five, a and b together by one.
    const now = [cell("a", ...range(0, 7)), before[1]!, cell("c", ...range(30, 14))];
    const shown = cut(now, [then(before)]);
    expect(shown.isTotalShown && shown.shown.includes("c")).toBe(false);
  });
});

/** Everything an attacker can add up from one round: sums over unions of what it gives away. */
function* unions(shown: EarlierCut): Generator<ReadonlySet<string>> {
  const atoms = atomsOf(shown);
  for (let mask = 1; mask < 1 << atoms.length; mask += 1) yield new Set(atoms.flatMap((atom, index) => (mask & (1 << index) ? atom : [])));
}
const filled = (shown: EarlierCut, ids: ReadonlySet<string>) => [...ids].filter((id) => (shown.cells.find((one) => one.id === id)?.people.size ?? 0) > 0).sort().join();
const peopleOf = (shown: EarlierCut, ids: ReadonlySet<string>) => new Set(shown.cells.flatMap((one) => (ids.has(one.id) ? [...one.people] : [])));
const few = (n: number) => n > 0 && n < SHOWN_FROM;

describe("an attacker who knows who answered", () => {
  const rounds = fc.array(fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.boolean()), { minLength: 24, maxLength: 24 }), { minLength: 1, maxLength: 4 });

  test("finds no sum over fewer than five, within a round or between two, whatever is added up", () => {
    fc.assert(
      fc.property(rounds, (moves) => {
        const shown: EarlierCut[] = [];
        // Everybody stays where they are but for the few that the round moves: the hard case.
        const place = range(0, 24).map((person) => person % 4);
        for (const round of moves) {
          round.slice(0, 3).forEach(([to, stays], person) => (place[person] = stays ? to : -1));
          const cells = range(0, 4).map((id) => cell(`c${id}`, ...range(0, 24).filter((person) => place[person] === id && (round[person]![1] || person > 6))));
          shown.push({ cells, ...publishedCut(cells, shown.slice(-3).reverse(), SHOWN_FROM) });
        }
        for (const [index, now] of shown.entries())
          for (const here of unions(now)) {
            const people = peopleOf(now, here);
            expect(few(people.size)).toBe(false);
            for (const before of shown.slice(Math.max(0, index - 3), index))
              for (const there of unions(before)) {
                // The same clients, or those that had nobody on the other side.
                const all = new Set([...here, ...there]);
                if (filled(now, all) !== filled(now, here) || filled(before, all) !== filled(before, there)) continue;
                const old = peopleOf(before, there);
                const changed = [...people].filter((id) => !old.has(id)).length + [...old].filter((id) => !people.has(id)).length;
                expect(few(changed), JSON.stringify([[...here], [...there]])).toBe(false);
              }
          }
      }),
      { numRuns: 400 },
    );
  });
});
