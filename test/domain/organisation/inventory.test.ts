import { describe, expect, test } from "vitest";
import { checkNeed, kindOfNeed, NEED_DIMENSIONS, NEED_STATES, stepNeed } from "#app/domain/agreement/need.ts";
import { inventoryOutcome, matchInventory } from "#app/domain/organisation/inventory.ts";

describe("a yearly inventory", () => {
  test.each([
    ["claimed", "claimed", "agreed"],
    ["claimed", "denied", "contested"],
    ["claimed", null, "only_provider"],
    ["denied", "claimed", "contested"],
    ["denied", "denied", "gone"],
    ["denied", null, "gone"],
    [null, "claimed", "only_client"],
    [null, "denied", "gone"],
    [null, null, "gone"],
  ] as const)("provider says %s, client says %s: %s", (provider, client, outcome) => {
    expect(inventoryOutcome(provider, client)).toBe(outcome);
  });

  test("differences come first, whichever side they are on; what both say is closed", () => {
    const claim = (productId: string, side: "provider" | "client", state: "claimed" | "denied" = "claimed") => ({ providerId: "fin", clientId: "sales", productId, side, state });
    const lines = matchInventory([claim("a", "provider"), claim("a", "client"), claim("b", "client"), claim("c", "provider"), claim("d", "provider"), claim("d", "client", "denied")]);
    expect(lines.map((line) => [line.productId, line.outcome, line.isClosed])).toEqual([["d", "contested", false], ["c", "only_provider", false], ["b", "only_client", false], ["a", "agreed", true]]);
  });
});

describe("a need", () => {
  test("becomes a promise of its dimension; an input becomes none", () => {
    expect(NEED_DIMENSIONS.map(kindOfNeed)).toEqual(["timing", "frequency", "quality", "completeness", "format", "response", null]);
  });

  test("is decided in every state by every step", () => {
    const table = NEED_STATES.map((state) => [state, ...(["promise", "decline", "withdraw", "reopen"] as const).map((step) => stepNeed(state, step))]);
    expect(table).toEqual([
      ["open", "promised", "declined", "withdrawn", null],
      ["promised", null, null, null, null],
      ["declined", "promised", null, "withdrawn", "open"],
      ["withdrawn", null, null, null, "open"],
    ]);
  });

  test("says what and how much, of another department's product", () => {
    const draft = { clientId: "sales", dimension: "timing" as const, details: { what: "The report", measure: "the 3rd day", why: "" } };
    expect(checkNeed(draft, { providerId: "fin" })).toEqual([]);
    expect(checkNeed({ ...draft, dimension: null, details: { what: "", measure: "", why: "x".repeat(1001) } }, { providerId: "sales" }).map((fault) => `${fault.field} ${fault.code}`)).toEqual([
      "productId own_product", "dimension no_dimension", "what no_what", "measure no_measure", "why too_long",
    ]);
    expect(checkNeed(draft, null)[0]).toMatchObject({ code: "no_product", field: "productId" });
  });
});
