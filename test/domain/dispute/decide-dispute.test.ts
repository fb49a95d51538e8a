import { describe, expect, test } from "vitest";
import { decideDispute, decisionsFor, LONGEST_DECISION, type DisputeDecision, type DisputeFacts } from "#app/domain/dispute/decide-dispute.ts";

const NOW = Date.UTC(2026, 5, 17, 12);
const ARBITER = { personId: "arbiter", departmentIds: ["QUALITY"] };
const FACTS: DisputeFacts = { state: "open", subject: "verdict", raisedBy: "head", departmentId: "FIN", outcome: "breached" };
const EXCUSE: DisputeDecision = { type: "excuse", reason: "client_input", text: "The annex came two days late." };
const CORRECT: DisputeDecision = { type: "correct", eventId: "e1", occurredAt: NOW - 1, text: "The courier's receipt says Friday." };
const REFUSE: DisputeDecision = { type: "refuse", text: "The letter is dated after the due date." };

describe("an objection ends as an excuse, a correction, a void answer or a refusal", () => {
  test.each<[string, Partial<DisputeFacts>, DisputeDecision, string]>([
    ["a breach is excused", {}, EXCUSE, "excused"],
    ["what could not be measured is excused", { outcome: "unmeasurable" }, EXCUSE, "excused"],
    ["a carried objection is still decided", { state: "carried" }, EXCUSE, "excused"],
    ["a wrong fact is corrected", {}, CORRECT, "corrected"],
    ["a wrong fact is corrected also where the verdict was met", { outcome: "met" }, CORRECT, "corrected"],
    ["an event that never happened is taken back", {}, { ...CORRECT, occurredAt: null } as DisputeDecision, "corrected"],
    ["an answer about the wrong work is voided", { subject: "answer", outcome: null }, { type: "void_answer", text: "It was about another task." }, "voided"],
    ["a wrong bonus is upheld", { subject: "bonus", outcome: null }, { type: "uphold", text: "The FTE was wrong." }, "corrected"],
    ["anything is refused", { subject: "bonus", outcome: null }, REFUSE, "refused"],
    ["who raised it takes it back", { raisedBy: "arbiter" }, { type: "withdraw" }, "withdrawn"],
  ])("%s", (_rule, facts, decision, state) => {
    expect(decideDispute({ ...FACTS, ...facts }, decision, ARBITER, NOW)).toEqual({ ok: true, value: state });
  });

  test.each<[string, Partial<DisputeFacts>, DisputeDecision, string]>([
    ...(["excused", "corrected", "voided", "refused", "withdrawn"] as const).map((state): [string, Partial<DisputeFacts>, DisputeDecision, string] => [`decided once: ${state}`, { state }, REFUSE, "already_decided"]),
    ["nobody decides about the own objection", { raisedBy: "arbiter" }, REFUSE, "own_dispute"],
    ["nor about that of the own department", { departmentId: "QUALITY" }, REFUSE, "own_dispute"],
    ["only who raised it takes it back", {}, { type: "withdraw" }, "not_yours"],
    ["a decision says why", {}, { ...REFUSE, text: "  " } as DisputeDecision, "text_missing"],
    ["in a text that somebody will read", {}, { ...REFUSE, text: "x".repeat(LONGEST_DECISION + 1) } as DisputeDecision, "text_too_long"],
    ["what was met needs no excuse", { outcome: "met" }, EXCUSE, "nothing_to_excuse"],
    ["nor does what is gone", { outcome: null }, EXCUSE, "nothing_to_excuse"],
    ["a bonus has no excuse", { subject: "bonus" }, EXCUSE, "not_for_this_subject"],
    ["a verdict is no answer", {}, { type: "void_answer", text: "x" }, "not_for_this_subject"],
    ["nothing happened in the future", {}, { ...CORRECT, occurredAt: NOW + 1 } as DisputeDecision, "in_the_future"],
  ])("%s", (_rule, facts, decision, code) => {
    expect(decideDispute({ ...FACTS, ...facts }, decision, ARBITER, NOW)).toMatchObject({ ok: false, code });
  });

  test("the arbiter is offered what can be done", () => {
    expect(decisionsFor("verdict", "breached")).toEqual(["excuse", "correct", "refuse"]);
    expect(decisionsFor("verdict", "met")).toEqual(["correct", "refuse"]);
    expect(decisionsFor("answer", null)).toEqual(["void_answer", "refuse"]);
    expect(decisionsFor("bonus", null)).toEqual(["uphold", "refuse"]);
  });
});
