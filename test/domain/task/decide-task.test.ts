import { describe, expect, it } from "vitest";
import { actsOpen, decideTask, LONGEST_NOTE, TASK_ACTS, TASK_STATES, type TaskAct, type TaskCommand, type TaskFacts, type TaskSide, type TaskState } from "#app/domain/task/decide-task.ts";

const NOW = Date.UTC(2026, 5, 15, 9);
const facts = (state: TaskState, more: Partial<TaskFacts> = {}): TaskFacts => ({ state, acceptUntil: null, wantedAt: NOW + 1, ...more });

const COMMANDS: Readonly<Record<TaskAct, TaskCommand>> = {
  take: { type: "take" },
  assign: { type: "assign", personId: "bo" },
  agree_date: { type: "agree_date" },
  pause: { type: "pause", reason: "client_input" },
  resume: { type: "resume" },
  deliver: { type: "deliver" },
  accept: { type: "accept" },
  return: { type: "return", criterion: "quality", reason: "sum is wrong" },
  cancel: { type: "cancel", reason: "not needed" },
};

/** P: the provider may, C: the client may, B: both may, -: nobody. Columns are the states in their order. */
const TABLE: Readonly<Record<TaskAct, string>> = {
  //           requested in_progress paused delivered returned accepted cancelled
  take: /*      */ "P - - - - - -",
  assign: /*    */ "P P P - P - -",
  agree_date: /**/ "P P P - P - -",
  pause: /*     */ "P P - - P - -",
  resume: /*    */ "- - P - - - -",
  deliver: /*   */ "P P P - P - -",
  accept: /*    */ "- - - C - - -",
  return: /*    */ "- - - C - - -",
  cancel: /*    */ "B B B - B - -",
};

const decide = (state: TaskState, command: TaskCommand, sides: readonly TaskSide[], more?: Partial<TaskFacts>) => decideTask(facts(state, more), command, sides, "ann", NOW);

describe("who may do what with a task, and when", () => {
  for (const act of TASK_ACTS)
    for (const [column, state] of TASK_STATES.entries()) {
      const cell = TABLE[act].split(" ")[column];
      for (const side of ["provider", "client"] as const) {
        const may = cell === "B" || cell === (side === "provider" ? "P" : "C");
        it(`${side} ${may ? "may" : "may not"} ${act} what is ${state}`, () => {
          const decided = decide(state, COMMANDS[act], [side]);
          expect(decided.ok).toBe(may);
          expect(actsOpen(facts(state), [side], NOW).includes(act)).toBe(may);
        });
      }
      it(`nobody else may ${act} what is ${state}`, () => {
        expect(decide(state, COMMANDS[act], [])).toMatchObject({ ok: false, code: "not_your_side" });
      });
    }
});

describe("what an act adds to the history", () => {
  it.each<[TaskState, TaskCommand, readonly TaskSide[], unknown]>([
    ["requested", COMMANDS.take, ["provider"], [{ type: "acknowledged", payload: {} }, { type: "assigned", payload: { personId: "ann" } }]],
    ["requested", COMMANDS.assign, ["provider"], [{ type: "assigned", payload: { personId: "bo" } }]],
    ["in_progress", COMMANDS.agree_date, ["provider"], [{ type: "due_agreed", payload: { by: "provider", at: NOW + 1 } }]],
    ["in_progress", COMMANDS.pause, ["provider"], [{ type: "paused", payload: { reason: "client_input" } }]],
    ["paused", COMMANDS.resume, ["provider"], [{ type: "resumed", payload: {} }]],
    ["paused", { type: "deliver", partial: true, items: 3, itemsRequested: 4, files: [{ name: "a.pdf" }] }, ["provider"], [{ type: "delivered", payload: { partial: true, items: 3, itemsRequested: 4, files: [{ name: "a.pdf" }] } }]],
    ["delivered", COMMANDS.accept, ["client"], [{ type: "accepted", payload: {} }]],
    ["delivered", COMMANDS.return, ["client"], [{ type: "returned", payload: { criterion: "quality", reason: "sum is wrong" } }]],
    ["requested", COMMANDS.cancel, ["client"], [{ type: "cancelled", payload: { by: "client", reason: "not needed" } }]],
    ["requested", COMMANDS.cancel, ["provider"], [{ type: "cancelled", payload: { by: "provider", reason: "not needed" } }]],
  ])("%s: %o", (state, command, sides, events) => {
    expect(decide(state, command, sides)).toEqual({ ok: true, value: events });
  });

  it("somebody on both sides cancels with the client's word", () => {
    expect(decide("requested", COMMANDS.cancel, ["provider", "client"])).toMatchObject({ value: [{ payload: { by: "client" } }] });
  });
});

describe("what is refused", () => {
  it.each<[string, TaskState, TaskCommand, Partial<TaskFacts>, object]>([
    ["a return after the acceptance window", "delivered", COMMANDS.return, { acceptUntil: NOW - 1 }, { code: "window_over" }],
    ["a return without a criterion", "delivered", { type: "return", criterion: " ", reason: "x" }, {}, { code: "note_missing", field: "criterion" }],
    ["a return without words", "delivered", { type: "return", criterion: "quality", reason: " " }, {}, { code: "note_missing", field: "reason" }],
    ["a pause without a reason", "in_progress", { type: "pause", reason: "" }, {}, { code: "note_missing" }],
    ["a reason without end", "in_progress", { type: "pause", reason: "x".repeat(LONGEST_NOTE + 1) }, {}, { code: "note_too_long" }],
    ["a date that nobody named", "in_progress", COMMANDS.agree_date, { wantedAt: null }, { code: "nothing_wanted" }],
    ["half an item", "in_progress", { type: "deliver", items: 0.5 }, {}, { code: "not_a_count", field: "items" }],
    ["fewer than no items", "in_progress", { type: "deliver", itemsRequested: -1 }, {}, { code: "not_a_count", field: "itemsRequested" }],
    ["something that is no number", "in_progress", { type: "deliver", items: Number.NaN }, {}, { code: "not_a_count" }],
    ["a pile of files", "in_progress", { type: "deliver", files: Array.from({ length: 51 }, (_, i) => ({ name: `${i}` })) }, {}, { code: "too_many_files" }],
  ])("%s", (_rule, state, command, more, refusal) => {
    expect(decide(state, command, ["provider", "client"], more)).toMatchObject({ ok: false, ...refusal });
  });

  it("a return on the last instant of the window still counts", () => {
    expect(decide("delivered", COMMANDS.return, ["client"], { acceptUntil: NOW }).ok).toBe(true);
    expect(actsOpen(facts("delivered", { acceptUntil: NOW - 1 }), ["client"], NOW)).toEqual(["accept"]);
  });
});
