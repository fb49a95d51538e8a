import { describe, expect, test } from "vitest";
import { departmentSpread, unequalGroups } from "#app/domain/pay/pay-spread.ts";
import type { PaidPerson } from "#app/domain/pay/pay-spread.ts";

const paid = (personId: string, over: Partial<PaidPerson> = {}): PaidPerson => ({ personId, departmentId: "fin", position: "Clerk", scoreBp: 9500, payoutBp: 9000, targetMinor: 1000, amountMinor: 900, ...over });

describe("payouts by department", () => {
  test("have their lowest, lower median and highest percent, and their sums", () => {
    const people = [paid("a", { payoutBp: 8000 }), paid("b", { payoutBp: 9000 }), paid("c", { payoutBp: 9500 }), paid("d", { payoutBp: 10_000 }), paid("e", { departmentId: "it", payoutBp: null, amountMinor: 0 })];
    expect(departmentSpread(people)).toEqual([
      { departmentId: "fin", people: 4, targetMinor: 4000, amountMinor: 3600, lowestBp: 8000, medianBp: 9000, highestBp: 10_000 },
      { departmentId: "it", people: 1, targetMinor: 1000, amountMinor: 0, lowestBp: null, medianBp: null, highestBp: null },
    ]);
  });
});

describe("same position, same score", () => {
  test("paid the same is no finding, whatever part of the period was worked", () => {
    expect(unequalGroups([paid("a"), paid("b", { amountMinor: 450 })])).toEqual([]);
  });

  test.each([
    [{ payoutBp: 8000 }, ["payout"]],
    [{ targetMinor: 2000 }, ["target"]],
    [{ payoutBp: 8000, targetMinor: 2000 }, ["payout", "target"]],
  ])("%j is one", (over, differs) => {
    expect(unequalGroups([paid("a"), paid("b", over)])).toMatchObject([{ position: "Clerk", scoreBp: 9500, people: 2, differs }]);
  });

  test("other positions, other scores and people of several departments are not compared", () => {
    expect(unequalGroups([paid("a"), paid("b", { position: "Lead", payoutBp: 1 }), paid("c", { scoreBp: 9400, payoutBp: 1 }), paid("d", { scoreBp: null, payoutBp: 1 }), paid("e", { position: "", payoutBp: 1 })])).toEqual([]);
  });
});
