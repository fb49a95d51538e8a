import { describe, expect, test } from "vitest";
import { answerClock, checkActionStep, checkProviderAnswer } from "#app/domain/improvement/provider-answer.ts";

const TODAY = "2026-06-15";
const action = { text: "A second person on Fridays", ownerId: "bo", dueOn: "2026-07-01" };
const codes = (faults: readonly { readonly code: string; readonly field?: string }[]) => faults.map((fault) => `${fault.field ?? ""} ${fault.code}`);

describe("an answer of a provider", () => {
  test("with one to three actions is fine", () => {
    expect(checkProviderAnswer("We heard you.", [action], TODAY)).toEqual([]);
    expect(checkProviderAnswer("We heard you.", [action, action, action], TODAY)).toEqual([]);
  });

  test.each([
    ["", [action], ["text text_missing"]],
    ["x".repeat(4001), [action], ["text too_long"]],
    ["Fine.", [], ["action.0 action_missing"]],
    ["Fine.", [action, action, action, action], ["action.3 too_many_actions"]],
    ["Fine.", [{ text: "", ownerId: null, dueOn: "31.07." }], ["action.0 action_text_missing", "owner.0 owner_missing", "due.0 not_a_date"]],
    ["Fine.", [action, { ...action, dueOn: "2026-06-14" }], ["due.1 day_is_past"]],
  ])("%s with %j is refused at its fields", (text, actions, faults) => {
    expect(codes(checkProviderAnswer(text, actions, TODAY))).toEqual(faults);
  });
});

describe("a step of an action", () => {
  test.each([
    ["planned", { state: "in_progress", dueOn: "2026-07-01", note: "" }, []],
    ["in_progress", { state: "done", dueOn: "", note: "" }, []],
    ["in_progress", { state: "dropped", dueOn: "", note: "" }, ["note reason_missing"]],
    ["planned", { state: "planned", dueOn: "2026-06-01", note: "" }, ["dueOn day_is_past"]],
    ["done", { state: "in_progress", dueOn: "2026-07-01", note: "" }, [" action_ended"]],
    ["dropped", { state: "done", dueOn: "2026-07-01", note: "" }, [" action_ended"]],
  ] as const)("from %s to %j: %j", (before, step, faults) => {
    expect(codes(checkActionStep(before, step, TODAY))).toEqual(faults);
  });
});

test.each([
  ["2026-06-12", null],
  ["2026-06-13", "near"],
  ["2026-06-15", "near"],
  ["2026-06-16", "late"],
])("on %s a head who has until 15 June is told: %s", (today, clock) => {
  expect(answerClock("2026-06-15", "2026-06-13", today)).toBe(clock);
});
