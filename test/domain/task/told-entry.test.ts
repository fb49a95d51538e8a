import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideEntry, needsYes, type EntryAnswer, type EntryFacts, type ToldCommand } from "#app/domain/task/told-entry.ts";
import { quarterOf } from "#app/domain/task/beyond-agreement.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import type { TaskSide } from "#app/domain/task/task-acts.ts";

const NOW = 1_000_000;

describe("what needs the other side's yes", () => {
  it.each<[string, ToldCommand, TaskSide, number, boolean]>([
    ["what happened within the working day counts at once", { type: "deliver" }, "provider", NOW, false],
    ["what happened earlier waits", { type: "deliver" }, "provider", NOW - 1, true],
    ["a pause told late waits", { type: "pause", reason: "other" }, "provider", NOW - 1, true],
    ["a return told late waits", { type: "return", criterion: "quality", reason: "x" }, "client", NOW - 1, true],
    ["a request that the provider writes down waits, however soon", { type: "request" }, "provider", NOW + 1, true],
    ["the client's own request counts within the day", { type: "request" }, "client", NOW, false],
    ["the client's own request told late waits", { type: "request" }, "client", NOW - 1, true],
    ["a date agreed elsewhere waits for either side", { type: "date_agreed", at: NOW + 9 }, "client", NOW + 1, true],
    ["a number that the provider says of itself waits", { type: "measure", name: "defects", value: "0" }, "provider", NOW + 1, true],
    ["a number that the client says counts", { type: "measure", name: "defects", value: "3" }, "client", NOW + 1, false],
    ["the client's cancellation told by the provider waits", { type: "cancel", reason: "x", forClient: true }, "provider", NOW + 1, true],
    ["the provider's own cancellation is recorded", { type: "cancel", reason: "x" }, "provider", NOW + 1, false],
  ])("%s", (_rule, command, side, dayAfter, waits) => {
    expect(needsYes(command, side, dayAfter, NOW)).toBe(waits);
  });
});

describe("who answers", () => {
  const entry: EntryFacts = { state: "waiting", side: "provider", toldBy: "ann" };
  it.each<[string, Partial<EntryFacts>, EntryAnswer, { personId: string; sides: readonly TaskSide[] }, object]>([
    ["the other side says yes", {}, { type: "confirm" }, { personId: "cy", sides: ["client"] }, { ok: true, value: "confirmed" }],
    ["or no, with a reason", {}, { type: "reject", text: "it was Tuesday" }, { personId: "cy", sides: ["client"] }, { ok: true, value: "rejected" }],
    ["a no without a reason is none", {}, { type: "reject", text: " " }, { personId: "cy", sides: ["client"] }, { ok: false, code: "note_missing", field: "text" }],
    ["nor one without end", {}, { type: "reject", text: "x".repeat(1001) }, { personId: "cy", sides: ["client"] }, { ok: false, code: "note_too_long" }],
    ["the own side does not answer", {}, { type: "confirm" }, { personId: "bo", sides: ["provider"] }, { ok: false, code: "not_your_side" }],
    ["somebody of both sides does not confirm the own word", {}, { type: "confirm" }, { personId: "ann", sides: ["provider", "client"] }, { ok: false, code: "own_entry" }],
    ["the own side takes it back", {}, { type: "withdraw" }, { personId: "bo", sides: ["provider"] }, { ok: true, value: "withdrawn" }],
    ["the other side cannot", {}, { type: "withdraw" }, { personId: "cy", sides: ["client"] }, { ok: false, code: "not_your_side" }],
    ["an answer is given once", { state: "confirmed" }, { type: "confirm" }, { personId: "cy", sides: ["client"] }, { ok: false, code: "already_answered" }],
  ])("%s", (_rule, more, answer, by, result) => {
    expect(decideEntry({ ...entry, ...more }, answer, by)).toMatchObject(result);
  });
});

describe("quarters", () => {
  it.each([["2026-01-01", "2026-01-01", "2026-04-01"], ["2026-06-30", "2026-04-01", "2026-07-01"], ["2026-12-31", "2026-10-01", "2027-01-01"]])("%s", (day, from, to) => {
    expect(quarterOf(day)).toEqual({ from, to });
  });
  it("a day lies in its quarter", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (n) => {
        const day = addDays("2000-01-01", n);
        const { from, to } = quarterOf(day);
        expect(from <= day && day < to).toBe(true);
      }),
    );
  });
});
