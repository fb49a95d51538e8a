import { describe, expect, it } from "vitest";
import { CASE_ACTS, CASE_STATES, caseActs, decideCase, type CaseAct, type CaseCommand, type CaseFacts, type CasePlan, type CaseSide, type CaseState } from "#app/domain/improvement/decide-case.ts";

const PLAN: CasePlan = { cause: "late input", category: "waited", action: "ask on Monday", check: "no late one in July", ownerId: "ann", dueOn: "2026-07-01" };
const NOW = Date.UTC(2026, 5, 15, 9);
const MOMENT = { now: NOW, redoBy: "2026-06-29" };
const facts = (state: CaseState, over: Partial<CaseFacts> = {}): CaseFacts => ({ ...PLAN, state, repliedAt: null, plannedAt: null, handedOverAt: null, confirmedAt: null, ...over });
const command = (type: CaseAct): CaseCommand => (type === "confirm" || type === "reopen" || type === "comment" ? { type, text: "because" } : { type, plan: PLAN });

/** The state after the act, or - where it is refused. Columns are the states in their order. */
const TABLE: Readonly<Record<CaseAct, readonly [readonly CaseSide[], string]>> = {
  save: [["provider"], "open in_progress to_check - reopened"],
  start: [["provider"], "in_progress - - - in_progress"],
  hand_over: [["provider"], "to_check to_check - - to_check"],
  confirm: [["client"], "- - confirmed - -"],
  reopen: [["client"], "- - reopened reopened -"],
  comment: [["provider", "client"], "open in_progress to_check confirmed reopened"],
};

describe("a case", () => {
  for (const act of CASE_ACTS)
    for (const [column, state] of CASE_STATES.entries()) {
      const [sides, cells] = TABLE[act];
      const next = cells.split(" ")[column];
      for (const side of ["provider", "client"] as const)
        it(`${state} + ${act} by the ${side} = ${sides.includes(side) ? next : "not theirs"}`, () => {
          const decided = decideCase(facts(state), command(act), [side], MOMENT);
          if (!sides.includes(side)) expect(decided).toMatchObject({ ok: false, code: "not_your_side" });
          else expect(decided.ok ? decided.value.facts.state : "-").toBe(next);
          expect(caseActs(state, [side]).includes(act)).toBe(sides.includes(side) && next !== "-");
        });
    }

  it("is nobody's who is on neither side", () => {
    for (const act of CASE_ACTS) expect(decideCase(facts("to_check"), command(act), [], MOMENT)).toMatchObject({ ok: false, code: "not_your_side" });
  });

  it.each([
    ["cause", { cause: " " }, "text_missing"],
    ["category", { category: null }, "text_missing"],
    ["action", { action: "" }, "text_missing"],
    ["ownerId", { ownerId: null }, "owner_missing"],
  ] as const)("is not handed over without its %s, and can be saved without it", (field, over, code) => {
    const plan = { ...PLAN, ...over };
    expect(decideCase(facts("open"), { type: "hand_over", plan }, ["provider"], MOMENT)).toMatchObject({ ok: false, code, field });
    expect(decideCase(facts("open"), { type: "save", plan }, ["provider"], MOMENT)).toMatchObject({ ok: true, value: { facts: { plannedAt: null } } });
  });

  it("is handed over with the plan that is there when none is brought", () => {
    expect(decideCase(facts("in_progress"), { type: "hand_over", plan: null }, ["provider"], MOMENT)).toMatchObject({ ok: true, value: { facts: { ...PLAN, state: "to_check", handedOverAt: NOW }, changes: [] } });
    expect(decideCase(facts("in_progress", { cause: "" }), { type: "hand_over", plan: null }, ["provider"], MOMENT)).toMatchObject({ code: "text_missing", field: "cause" });
  });

  it("needs a day that exists and texts that fit", () => {
    expect(decideCase(facts("open"), { type: "save", plan: { ...PLAN, dueOn: "2026-02-31" } }, ["provider"], MOMENT)).toMatchObject({ code: "not_a_date", field: "dueOn" });
    expect(decideCase(facts("open"), { type: "save", plan: { ...PLAN, check: "x".repeat(4001) } }, ["provider"], MOMENT)).toMatchObject({ code: "text_too_long", field: "check" });
    expect(decideCase(facts("open"), { type: "comment", text: "x".repeat(4001) }, ["client"], MOMENT)).toMatchObject({ code: "text_too_long", field: "text" });
    expect(decideCase(facts("open"), { type: "comment", text: " " }, ["client"], MOMENT)).toMatchObject({ code: "text_missing" });
  });

  it("is reopened with a reason only; the work gets new days and its clock runs again", () => {
    const done = facts("to_check", { dueOn: "2026-06-10", handedOverAt: NOW - 1 });
    expect(decideCase(done, { type: "reopen", text: " " }, ["client"], MOMENT)).toMatchObject({ code: "reason_missing", field: "text" });
    expect(decideCase(done, { type: "reopen", text: "still late" }, ["client"], MOMENT)).toMatchObject({
      ok: true, value: { facts: { state: "reopened", dueOn: "2026-06-29", handedOverAt: null }, text: "still late", changes: [{ field: "dueOn", before: "2026-06-10", after: "2026-06-29" }] },
    });
  });

  it("keeps a later due date when it is reopened, and the provider's words when it is confirmed", () => {
    expect(decideCase(facts("confirmed"), { type: "reopen", text: "again" }, ["client"], MOMENT)).toMatchObject({ value: { facts: { dueOn: "2026-07-01" } } });
    expect(decideCase(facts("to_check"), { type: "confirm", text: "" }, ["client"], MOMENT)).toEqual({ ok: true, value: { facts: facts("confirmed", { confirmedAt: NOW }), text: "", changes: [] } });
  });

  it("counts the provider's first word as the reply, and not the client's", () => {
    const replied = (side: CaseSide, over: Partial<CaseFacts> = {}) => {
      const decided = decideCase(facts("open", over), { type: "comment", text: "we look at it" }, [side], MOMENT);
      return decided.ok ? decided.value.facts.repliedAt : "refused";
    };
    expect([replied("provider"), replied("client"), replied("provider", { repliedAt: 5 })]).toEqual([NOW, null, 5]);
  });

  it("writes down what changed", () => {
    const decided = decideCase(facts("open", { ownerId: null, category: null }), { type: "start", plan: PLAN }, ["provider"], MOMENT);
    expect(decided).toMatchObject({ value: { changes: [{ field: "category", before: "", after: "waited" }, { field: "ownerId", before: "", after: "ann" }], facts: { plannedAt: NOW, repliedAt: NOW } } });
  });
});
