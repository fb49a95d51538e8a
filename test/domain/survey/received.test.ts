import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ces } from "#app/domain/survey/ces.ts";
import { toBp } from "#app/domain/decimal/stored-units.ts";
import { countOf, effortOf, receivedBy } from "#app/domain/survey/received.ts";

describe("received ratings", () => {
  it("are the share of 4 and 5 with its Wilson interval", () => {
    expect(countOf([{ csat: 5, n: 6 }, { csat: 4, n: 2 }, { csat: 3, n: 1 }, { csat: 1, n: 1 }])).toEqual({ n: 10, satisfied: 8, shareBp: 8000, lowBp: 4902, highBp: 9433 });
  });
  it("say nothing without answers", () => {
    expect(countOf([])).toEqual({ n: 0, satisfied: 0, shareBp: null, lowBp: null, highBp: null });
  });
  it("lie inside their interval, and groups add up to the whole", () => {
    const row = fc.record({ csat: fc.integer({ min: 1, max: 5 }), n: fc.integer({ min: 1, max: 500 }), client: fc.constantFrom("a", "b", "c") });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), (rows) => {
        const all = countOf(rows);
        expect(all.lowBp!).toBeLessThanOrEqual(all.shareBp!);
        expect(all.highBp!).toBeGreaterThanOrEqual(all.shareBp!);
        const groups = receivedBy(rows, (one) => one.client);
        expect(groups.reduce((sum, group) => sum + group.n, 0)).toBe(all.n);
        expect(groups.map((group) => group.n)).toEqual([...groups.map((group) => group.n)].sort((a, b) => b - a));
      }),
    );
  });
  it("were as easy as the same answers one by one", () => {
    const row = fc.record({ effort: fc.option(fc.integer({ min: 1, max: 5 })), n: fc.integer({ min: 1, max: 30 }) });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const single = ces(rows.flatMap(({ effort, n }) => (effort === null ? [] : Array.from({ length: n }, () => effort))), "high_is_easy");
        expect(effortOf(rows)).toEqual({ n: single.n, shareBp: single.share && toBp(single.share) });
      }),
    );
  });
});
