import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideAnswer, decideAsking, type ChangeWish, type ChangingPerson, type Neighbour, type PlannedChange, type PlannedFacts } from "#app/domain/occurrence/decide-occurrence-change.ts";
import { moscow } from "#test/support/task-events.ts";

const DUE = moscow("03-18 12:00");
const NOW = moscow("03-10 10:00");
const facts: PlannedFacts = { dueAt: DUE, outcome: "pending", change: null, isFrozen: false };
const neighbours: Neighbour[] = [
  { date: "2026-03-11", windowFrom: moscow("03-11 10:00"), windowTo: moscow("03-11 14:00") },
  { date: "2026-03-25", windowFrom: moscow("03-25 10:00"), windowTo: moscow("03-25 14:00") },
];
const to = (at: string, isFrozen = false): ChangeWish => ({ type: "moved", place: { at: moscow(at), windowFrom: moscow(at) - 7_200_000, windowTo: moscow(at) + 7_200_000, isFrozen } });
const waive: ChangeWish = { type: "waived" };
const provider: ChangingPerson = { personId: "ada", sides: ["provider"] };
const client: ChangingPerson = { personId: "cy", sides: ["client"] };
const said = (result: { readonly ok: boolean; readonly value?: unknown; readonly code?: string }) => (result.ok ? result.value : result.code);

describe("asking to move or waive a planned delivery", () => {
  const ask = (wish: ChangeWish, rest: { facts?: Partial<PlannedFacts>; reason?: string; isAsked?: boolean; by?: ChangingPerson; now?: number } = {}) =>
    said(decideAsking({ ...facts, ...rest.facts }, neighbours, wish, rest.reason ?? "The bank is closed.", rest.isAsked ?? false, rest.by ?? provider, rest.now ?? NOW));
  test.each<[string, unknown, unknown]>([
    ["the provider may", ask(to("03-20 12:00")), "provider"],
    ["the client may", ask(to("03-20 12:00"), { by: client }), "client"],
    ["also to an earlier day", ask(to("03-16 12:00")), "provider"],
    ["a waiver needs no place", ask(waive), "provider"],
    ["nobody else may", ask(waive, { by: { personId: "x", sides: [] } }), "not_your_side"],
    ["one question at a time", ask(waive, { isAsked: true }), "already_asked"],
    ["with a reason", ask(waive, { reason: "  " }), "reason_missing"],
    ["a short one", ask(waive, { reason: "x".repeat(1001) }), "reason_too_long"],
    ["at the due instant still", ask(waive, { now: DUE }), "provider"],
    ["not after it", ask(waive, { now: DUE + 1 }), "due_passed"],
    ["not once it was delivered", ask(waive, { facts: { outcome: "met" } }), "already_delivered"],
    ["not what counts in a closed month", ask(waive, { facts: { isFrozen: true } }), "period_closed"],
    ["not into a closed month", ask(to("03-20 12:00", true)), "period_closed"],
    ["not what is waived", ask(to("03-20 12:00"), { facts: { change: "waived", outcome: "void" } }), "already_waived"],
    ["again after a move", ask(to("03-20 12:00"), { facts: { change: "moved" } }), "provider"],
    ["not into the past", ask(to("03-10 10:00")), "in_the_past"],
    ["not to where it is", ask(to("03-18 12:00")), "same_instant"],
    ["not into the window of the next one", ask(to("03-25 08:30")), "window_overlaps"],
    ["not even by one instant", ask(to("03-25 08:00")), "window_overlaps"],
    ["but up to it", ask(to("03-25 07:59")), "provider"],
    ["not into the one before", ask(to("03-11 16:00")), "window_overlaps"],
  ])("%s", (_, found, expected) => expect(found).toBe(expected));
});

describe("the answer", () => {
  const asked: PlannedChange = { state: "asked", askedBy: "ada", askedSide: "provider", wish: to("03-20 12:00") };
  const answer = (type: "confirm" | "decline" | "withdraw", by: ChangingPerson, rest: { facts?: Partial<PlannedFacts>; change?: Partial<PlannedChange>; text?: string; now?: number } = {}) =>
    said(decideAnswer({ ...facts, ...rest.facts }, neighbours, { ...asked, ...rest.change }, type === "decline" ? { type, text: rest.text ?? "We need it." } : { type }, by, rest.now ?? NOW));
  test.each<[string, unknown, unknown]>([
    ["the other side confirms", answer("confirm", client), "confirmed"],
    ["the other side declines", answer("decline", client), "declined"],
    ["with a reason", answer("decline", client, { text: "" }), "reason_missing"],
    ["nobody confirms the own question", answer("confirm", { personId: "ada", sides: ["provider", "client"] }), "own_request"],
    ["nor a colleague of the same side", answer("confirm", { personId: "bo", sides: ["provider"] }), "not_your_side"],
    ["nor a stranger", answer("confirm", { personId: "x", sides: [] }), "not_your_side"],
    ["the asking side takes it back", answer("withdraw", { personId: "bo", sides: ["provider"] }), "withdrawn"],
    ["the other side cannot", answer("withdraw", client), "not_your_side"],
    ["once", answer("confirm", client, { change: { state: "declined" } }), "already_answered"],
    ["no yes after the due instant", answer("confirm", client, { now: DUE + 1 }), "due_passed"],
    ["a no still", answer("decline", client, { now: DUE + 1 }), "declined"],
    ["no yes once it was delivered", answer("confirm", client, { facts: { outcome: "met" } }), "already_delivered"],
    ["no yes when the wished day is over", answer("confirm", client, { change: { wish: to("03-10 09:00") } }), "in_the_past"],
    ["no yes when a neighbour moved there meanwhile", answer("confirm", client, { change: { wish: to("03-25 12:00") } }), "window_overlaps"],
  ])("%s", (_, found, expected) => expect(found).toBe(expected));

  test("a change always carries two people of two sides, and never comes after the due instant", () => {
    const sides = fc.subarray(["provider", "client"] as const);
    fc.assert(
      fc.property(fc.constantFrom("ada", "bo", "cy"), sides, fc.constantFrom("provider", "client"), fc.integer({ min: -20, max: 20 }), (personId, own, askedSide, hours) => {
        const now = DUE + hours * 3_600_000;
        const decided = decideAnswer(facts, neighbours, { ...asked, askedSide, wish: waive }, { type: "confirm" }, { personId, sides: own }, now);
        if (!decided.ok) return;
        expect(personId).not.toBe("ada");
        expect(own.some((side) => side !== askedSide)).toBe(true);
        expect(now).toBeLessThanOrEqual(DUE);
      }),
    );
  });
});
