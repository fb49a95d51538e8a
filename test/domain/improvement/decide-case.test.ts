import { describe, expect, it } from "vitest";
import { CASE_ACTS, CASE_STATES, caseActs, decideCase, type CaseAct, type CaseSide } from "#app/domain/improvement/decide-case.ts";

const TEXT = { cause: "late input", action: "ask on Monday", ownerId: "ann", dueOn: "2026-07-01" };

/** The state after the act, or - where it is refused. Columns are the states in their order. */
const TABLE: Readonly<Record<CaseAct, readonly [CaseSide, string]>> = {
  save: ["provider", "open in_progress to_check - reopened"],
  start: ["provider", "in_progress - - - in_progress"],
  hand_over: ["provider", "to_check to_check - - to_check"],
  confirm: ["client", "- - confirmed - -"],
  reopen: ["client", "- - reopened reopened -"],
};

describe("a case", () => {
  for (const act of CASE_ACTS)
    for (const [column, state] of CASE_STATES.entries()) {
      const [side, cells] = TABLE[act];
      const next = cells.split(" ")[column];
      it(`${state} + ${act} = ${next}`, () => {
        const decided = decideCase({ ...TEXT, state }, act, TEXT, [side]);
        expect(decided.ok ? decided.value.state : "-").toBe(next);
        expect(caseActs(state, [side]).includes(act)).toBe(next !== "-");
        expect(decideCase({ ...TEXT, state }, act, TEXT, [side === "provider" ? "client" : "provider"])).toMatchObject({ code: "not_your_side" });
      });
    }

  it("is handed over with a cause and an action only", () => {
    expect(decideCase({ ...TEXT, state: "open" }, "hand_over", { ...TEXT, cause: " " }, ["provider"])).toMatchObject({ code: "text_missing", field: "cause" });
    expect(decideCase({ ...TEXT, state: "open" }, "hand_over", { ...TEXT, action: "" }, ["provider"])).toMatchObject({ code: "text_missing", field: "action" });
  });

  it("keeps the provider's words when the client checks", () => {
    const decided = decideCase({ ...TEXT, state: "to_check" }, "confirm", { cause: "x", action: "y", ownerId: null, dueOn: "" }, ["client"]);
    expect(decided).toEqual({ ok: true, value: { ...TEXT, state: "confirmed" } });
  });

  it("needs a day that exists", () => {
    expect(decideCase({ ...TEXT, state: "open" }, "save", { ...TEXT, dueOn: "2026-02-31" }, ["provider"])).toMatchObject({ code: "not_a_date" });
  });
});
