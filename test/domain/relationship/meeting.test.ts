import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkDecision, checkHeldOn, meetingOwed, meetingState, pairOf, stepMeeting, type MeetingFacts } from "#app/domain/relationship/meeting.ts";

const TODAY = "2026-06-20";
const held = (over: Partial<MeetingFacts> = {}): MeetingFacts => ({ oneId: "a", otherId: "b", heldOn: "2026-06-18", confirmed: { one: null, other: null }, attended: ["a", "b"], ...over });

describe("the minutes of two departments", () => {
  test.each([
    ["one side confirms", held(), "confirm", "a", "ada", { one: "ada", other: null }],
    ["then the other", held({ confirmed: { one: "ada", other: null } }), "confirm", "b", "bo", { one: "ada", other: "bo" }],
    ["not twice", held({ confirmed: { one: "ada", other: null } }), "confirm", "a", "al", "confirmed_already"],
    ["nobody signs for both", held({ confirmed: { one: "ada", other: null } }), "confirm", "b", "ada", "same_person"],
    ["not before it was held", held({ heldOn: "2026-06-21" }), "confirm", "a", "ada", "meeting_ahead"],
    ["not without the other side in the room", held({ attended: ["a"] }), "confirm", "a", "ada", "side_missing"],
    ["either side opens them again, and both confirmations go", held({ confirmed: { one: "ada", other: null } }), "reopen", "b", "bo", { one: null, other: null }],
    ["open minutes are open", held(), "reopen", "a", "ada", "meeting_open"],
    ["agreed ones stay", held({ confirmed: { one: "ada", other: "bo" } }), "reopen", "a", "ada", "meeting_agreed"],
  ] as const)("%s", (_name, meeting, step, side, person, outcome) => {
    const done = stepMeeting(meeting, step, side, person, TODAY);
    expect(done.ok ? done.confirmed : done.code).toEqual(outcome);
  });

  test("are agreed only by two people, one of each side, whatever was pressed in whatever order", () => {
    const press = fc.record({ step: fc.constantFrom("confirm" as const, "reopen" as const), side: fc.constantFrom("a", "b"), person: fc.constantFrom("ada", "bo", "cy") });
    fc.assert(
      fc.property(fc.array(press, { maxLength: 12 }), (presses) => {
        let confirmed: MeetingFacts["confirmed"] = { one: null, other: null };
        for (const { step, side, person } of presses) {
          const done = stepMeeting(held({ confirmed }), step, side, person, TODAY);
          if (done.ok) confirmed = done.confirmed;
        }
        if (meetingState(confirmed) === "agreed") expect(confirmed.one).not.toBe(confirmed.other);
      }),
    );
  });

  test("belong to the pair, whoever is named first", () => {
    expect(pairOf("b", "a")).toEqual(pairOf("a", "b"));
  });

  test.each([["2026-06-31", "not_a_date"], ["2026-07-22", "too_far"], ["2026-07-21", null], ["2026-01-01", null]])("held on %s: %s", (day, code) => {
    expect(checkHeldOn(day, TODAY)?.code ?? null).toBe(code);
  });
});

describe("what is decided", () => {
  const codes = (over: object) => checkDecision({ kind: "action", text: "Call first", providerId: "", ownerId: "ada", dueOn: "2026-06-20", ...over }, ["a", "b"], new Set(["ada"]), TODAY).map((row) => row.code);
  test.each([
    ["an action has an owner of the two departments and a day ahead", {}, []],
    ["without them it is none", { ownerId: "zed", dueOn: "" }, ["no_owner", "not_a_date"]],
    ["yesterday is too late", { dueOn: "2026-06-19" }, ["in_the_past"]],
    ["a case is about a promise of one of the two", { kind: "case", providerId: "c" }, ["no_provider"]],
    ["terms too", { kind: "terms", providerId: "b" }, []],
    ["without a kind and words there is nothing", { kind: null, text: "" }, ["no_kind", "no_text"]],
  ])("%s", (_name, over, expected) => expect(codes(over)).toEqual(expected));
});

describe("when a meeting is owed", () => {
  test.each([
    ["before the last two weeks of a quarter", "2026-06-16", null, null],
    ["from the last two weeks on", "2026-06-17", null, "2026-Q2"],
    ["who met this quarter owes none", "2026-06-30", "2026-04-01", null],
    ["who met in the quarter before does", "2026-06-30", "2026-03-31", "2026-Q2"],
    ["in the new quarter nobody yet", "2026-07-01", null, null],
  ])("%s", (_name, today, last, quarter) => expect(meetingOwed(today, last)).toBe(quarter));
});
