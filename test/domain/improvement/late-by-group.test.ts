import { expect, test } from "vitest";
import { lateByGroups } from "#app/domain/improvement/late-by-group.ts";

const HOUR = 3_600_000;
const one = (hands: number, inputWaitMs: number, late: boolean) => ({ hands, inputWaitMs, late });

test("shares by hands and by the wait for input, at their borders", () => {
  expect(lateByGroups([one(0, 0, false), one(1, 1, true), one(2, 8 * HOUR, false), one(3, 8 * HOUR + 1, true), one(9, 0, true)])).toEqual({
    hands: [{ group: "one", due: 2, late: 1 }, { group: "two", due: 1, late: 0 }, { group: "more", due: 2, late: 2 }],
    input: [{ group: "none", due: 2, late: 1 }, { group: "day", due: 2, late: 1 }, { group: "longer", due: 1, late: 1 }],
  });
});

test("one group alone says nothing", () => {
  expect(lateByGroups([one(1, 0, true), one(1, 0, false)])).toEqual({ hands: [], input: [] });
  expect(lateByGroups([])).toEqual({ hands: [], input: [] });
});
