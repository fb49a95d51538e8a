import { describe, expect, test } from "vitest";
import { takeOverFault } from "#app/domain/survey/take-over.ts";

const colleague = { personId: "mia", tooClose: new Set(["sales"]), isActiveClientMember: true };
const handOver = { providerId: "finance", alreadyAsked: new Set(["cy"]), isBlocked: () => false };

describe("who may take a question over", () => {
  test("a colleague of the client", () => {
    expect(takeOverFault(colleague, handOver)).toBeNull();
  });
  test.each([
    ["somebody of another department", { isActiveClientMember: false }, {}, "not_of_the_client"],
    ["who belongs to the provider's line too", { tooClose: new Set(["sales", "finance"]) }, {}, "too_close"],
    ["who was asked before", { personId: "cy" }, {}, "already_asked"],
    ["who is away", {}, { isBlocked: (id: string) => id === "mia" }, "is_away"],
  ] as const)("not %s", (_who, person, rules, fault) => {
    expect(takeOverFault({ ...colleague, ...person }, { ...handOver, ...rules })).toBe(fault);
  });
});
