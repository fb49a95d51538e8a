import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { applyingLines, nearness } from "#app/domain/relationship/agreements-between.ts";
import { promiseState, PROMISE_STATES, worstState } from "#app/domain/relationship/promise-state.ts";
import { sumKept } from "#app/domain/score/kept-share.ts";

const kept = (conforming: number, of: number) => sumKept([{ kept: conforming, of, bp: null }]);
const share = (bp: number) => ({ type: "share", bp }) as const;
const atMost = (atMostMissed: number) => ({ type: "count", atMostMissed }) as const;

describe("how a promise stands in a period", () => {
  test.each([
    ["nothing due", kept(0, 0), share(9_500), share(8_000), "nothing_due"],
    ["at the target", kept(19, 20), share(9_500), share(8_000), "kept"],
    ["between floor and target", kept(18, 20), share(9_500), share(8_000), "below"],
    ["at the floor", kept(16, 20), share(9_500), share(8_000), "below"],
    ["below the floor", kept(15, 20), share(9_500), share(8_000), "failed"],
    ["below a target without a floor", kept(1, 20), share(9_500), null, "below"],
    ["a share that only rounds up to its target", kept(66_665, 100_000), share(6_667), null, "below"],
    ["as many misses as are allowed", kept(8, 10), atMost(2), null, "kept"],
    ["one miss more than allowed", kept(7, 10), atMost(2), atMost(3), "below"],
    ["more misses than the floor allows", kept(6, 10), atMost(2), atMost(3), "failed"],
  ] as const)("%s", (_name, figure, target, floor, state) => {
    expect(promiseState(figure, target, floor)).toBe(state);
  });

  test("one more kept promise never makes it worse", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(499), fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 10_000 }), (of, n, target, floor) => {
        const conforming = n % of;
        const rank = (one: number) => PROMISE_STATES.indexOf(promiseState(kept(one, of), share(target), share(floor)));
        expect(rank(conforming + 1)).toBeGreaterThanOrEqual(rank(conforming));
      }),
    );
  });

  test("several promises stand as the worst of them", () => {
    expect(worstState(["kept", "below", "nothing_due"])).toBe("below");
    expect(worstState(["nothing_due", "kept"])).toBe("kept");
    expect(worstState([])).toBe("nothing_due");
  });
});

describe("which agreement of a provider applies to a department", () => {
  const path = ["team", "department", "company"];
  const client = (clientKind: "department" | "group" | "everyone", id: string | null = null) => ({ clientKind, clientDepartmentId: clientKind === "department" ? id : null, clientGroupId: clientKind === "group" ? id : null });

  test("its own, then those of departments above, of its groups, of everyone; others don't concern it", () => {
    const order = [client("department", "team"), client("department", "department"), client("group", "offices"), client("everyone")].map((one) => nearness(one, path, new Set(["offices"])));
    expect(order).toEqual([...order].sort((a, b) => a! - b!));
    expect(new Set(order).size).toBe(4);
    expect(nearness(client("department", "elsewhere"), path, new Set())).toBeNull();
    expect(nearness(client("group", "plants"), path, new Set(["offices"]))).toBeNull();
  });

  test("of each product only the nearest agreement's lines", () => {
    const lines = [{ productId: "report", nearness: 0 }, { productId: "report", nearness: 4 }, { productId: "desk", nearness: 4 }, { productId: "report", nearness: 0 }];
    expect(applyingLines(lines)).toEqual([lines[0], lines[2], lines[3]]);
  });
});
