import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumMonths, type MonthCounts } from "#app/domain/score/sum-months.ts";

const counts = (due: number, excused: number, conforming: number) => ({
  due,
  excused,
  conforming,
  unmeasurable: 0,
  leftOut: 0,
});
const month = (name: string, due: number, conforming: number): MonthCounts => ({
  month: name,
  lines: [{ party: "a", key: "o", counts: counts(due, 0, conforming) }],
  answers: [{ party: "a", satisfied: 1, responses: 2 }],
});

describe("a quarter", () => {
  it("sums the counts of its months", () => {
    const months = [month("2026-07", 10, 9), month("2026-08", 2, 0), month("2026-09", 8, 8)];
    expect(sumMonths(months, [])).toEqual({
      lines: [{ party: "a", key: "o", counts: counts(20, 0, 17) }],
      answers: [{ party: "a", satisfied: 3, responses: 6 }],
      bridge: [],
    });
  });

  it("adds a correction as one bridge line, and leaves out those to other months", () => {
    const items = { type: "items", key: "o", counts: counts(0, 1, 0) } as const;
    const correction = {
      id: "k1",
      month: "2026-07",
      party: "a",
      reason: "carried dispute upheld",
      change: items,
    };
    const result = sumMonths(
      [month("2026-07", 10, 9)],
      [correction, { ...correction, id: "k2", month: "2026-06" }]
    );
    expect(result.lines[0]!.counts).toEqual(counts(10, 1, 9));
    expect(result.bridge).toEqual([correction]);
  });

  it("takes a void answer out", () => {
    const change = { type: "answers", answers: { satisfied: 0, responses: -1 } } as const;
    const correction = { id: "k1", month: "2026-07", party: "a", reason: "void answer", change };
    expect(sumMonths([month("2026-07", 1, 1)], [correction]).answers).toEqual([
      { party: "a", satisfied: 1, responses: 1 },
    ]);
  });

  it("refuses corrections that take away more than there was", () => {
    const change = { type: "items", key: "o", counts: counts(0, 0, -5) } as const;
    const correction = { id: "k1", month: "2026-07", party: "a", reason: "x", change };
    expect(() => sumMonths([month("2026-07", 3, 3)], [correction])).toThrow("negative_count");
  });

  it("does not depend on the order of its months", () => {
    const anyMonth = fc.array(
      fc.record({
        party: fc.constantFrom("a", "b"),
        key: fc.constantFrom("x", "y"),
        due: fc.nat(9),
      })
    );
    fc.assert(
      fc.property(fc.array(anyMonth, { maxLength: 4 }), (all) => {
        const months = all.map((lines, i) => ({
          month: `2026-0${i + 1}`,
          lines: lines.map(({ party, key, due }) => ({ party, key, counts: counts(due, 0, 0) })),
          answers: [],
        }));
        expect(sumMonths([...months].reverse(), [])).toEqual(sumMonths(months, []));
      })
    );
  });
});
