import { describe, expect, test } from "vitest";
import { decidePlannedAct, plannedActsOpen } from "#app/domain/occurrence/act-on-occurrence.ts";
import type { PlannedAct, PlannedWork } from "#app/domain/occurrence/act-on-occurrence.ts";

const WORK: PlannedWork = { needsInput: true, inputAt: null, isDelivered: false, isWaived: false, isFrozen: false, windowFrom: 100, windowTo: 200 };
const code = (work: Partial<PlannedWork>, act: PlannedAct, sides: readonly ("provider" | "client")[], now = 150, reason = "The list is missing") => {
  const decided = decidePlannedAct({ ...WORK, ...work }, act, sides, now, reason);
  return decided.ok ? decided.value : decided.code;
};

describe("working on a planned delivery", () => {
  test.each<[string, Partial<PlannedWork>, PlannedAct, readonly ("provider" | "client")[], number, string]>([
    ["the client gives the input", {}, "input", ["client"], 150, "client"],
    ["the provider may confirm it too", {}, "input", ["provider"], 150, "provider"],
    ["nobody else", {}, "input", [], 150, "not_your_side"],
    ["once", { inputAt: 120 }, "input", ["client"], 150, "input_came"],
    ["only where the terms name one", { needsInput: false }, "input", ["client"], 150, "no_input_agreed"],
    ["what came is not it", { inputAt: 120 }, "input_back", ["provider"], 150, "provider"],
    ["nothing came yet", {}, "input_back", ["provider"], 150, "input_awaited"],
    ["the provider delivers", { inputAt: 120 }, "deliver", ["provider"], 150, "provider"],
    ["also before the input: it was not needed", {}, "deliver", ["provider"], 150, "provider"],
    ["the client delivers nothing", {}, "deliver", ["client"], 150, "not_your_side"],
    ["not before the window", {}, "deliver", ["provider"], 99, "window_ahead"],
    ["at both its ends", {}, "deliver", ["provider"], 200, "provider"],
    ["not after it", {}, "deliver", ["provider"], 201, "window_over"],
    ["in an open window", { windowTo: null }, "deliver", ["provider"], 9999, "provider"],
    ["once delivered, nothing", { isDelivered: true }, "input", ["client"], 150, "already_delivered"],
    ["once waived, nothing", { isWaived: true }, "deliver", ["provider"], 150, "already_waived"],
    ["in a closed month, nothing", { isFrozen: true }, "deliver", ["provider"], 150, "period_closed"],
  ])("%s", (_name, work, act, sides, now, expected) => expect(code(work, act, sides, now)).toBe(expected));

  test("taking an input back needs a reason", () => {
    expect(code({ inputAt: 120 }, "input_back", ["provider"], 150, " ")).toBe("reason_missing");
    expect(code({ inputAt: 120 }, "input_back", ["provider"], 150, "x".repeat(1001))).toBe("reason_too_long");
  });

  test("a page offers what is open", () => {
    expect(plannedActsOpen(WORK, ["provider"], 150)).toEqual(["input", "deliver"]);
    expect(plannedActsOpen({ ...WORK, inputAt: 120 }, ["client"], 150)).toEqual(["input_back"]);
    expect(plannedActsOpen(WORK, [], 150)).toEqual([]);
  });
});
