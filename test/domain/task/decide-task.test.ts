import { describe, expect, it } from "vitest";
import { decideTask, LONGEST_NOTE, type TaskCommand } from "#app/domain/task/decide-task.ts";
import { actsOpen, TASK_ACTS, TASK_STATES, type TaskAct, type TaskFacts, type TaskSide, type TaskState } from "#app/domain/task/task-acts.ts";

const NOW = Date.UTC(2026, 5, 15, 9);
const HOUR = 3_600_000;
const PAUSE = { eventId: "p1", from: NOW - 3 * HOUR, to: null, reason: "client_input" };
/** Everything that an act may need is there; outside any agreement where the act is for that. */
const facts = (state: TaskState, more: Partial<TaskFacts> = {}): TaskFacts => ({
  state, isRequested: true, requestedAt: NOW - 10 * HOUR, lastTurnAt: NOW - 2 * HOUR, hasAgreement: true, acceptUntil: null, proposed: { client: NOW + 1, provider: NOW + 2 }, pauses: [PAUSE], needsInput: true,
  isInputComplete: false, inputSaidAt: NOW - HOUR, noAnswerFrom: NOW, measures: ["defects"], ...more,
});
const around = (act: TaskAct): Partial<TaskFacts> => (act === "accept_once" || act === "decline" ? { hasAgreement: false } : act === "input_came" ? { inputSaidAt: null } : {});

const COMMANDS: Readonly<Record<TaskAct, TaskCommand>> = {
  take: { type: "take" },
  accept_once: { type: "accept_once" },
  decline: { type: "decline", reason: "not ours" },
  assign: { type: "assign", personId: "bo" },
  ask_input: { type: "ask_input", note: "the annex" },
  give_input: { type: "give_input", note: "" },
  input_came: { type: "input_came" },
  confirm_input: { type: "confirm_input" },
  agree_date: { type: "agree_date" },
  propose_date: { type: "propose_date", at: NOW + HOUR },
  date_agreed: { type: "date_agreed", at: NOW + HOUR },
  pause: { type: "pause", reason: "client_input" },
  resume: { type: "resume" },
  reject_pause: { type: "reject_pause", eventId: "p1", reason: "you had it" },
  deliver: { type: "deliver" },
  accept: { type: "accept" },
  return: { type: "return", criterion: "quality", reason: "sum is wrong" },
  measure: { type: "measure", name: "defects", value: "2" },
  close_no_answer: { type: "close_no_answer", reason: "three mails" },
  cancel: { type: "cancel", reason: "not needed" },
};

/** P: the provider may, C: the client may, B: both may, -: nobody. Columns are the states in their order. */
const TABLE: Readonly<Record<TaskAct, string>> = {
  //                requested in_progress paused delivered returned accepted cancelled
  take: /*           */ "P - - - - - -",
  accept_once: /*    */ "P - - - - - -",
  decline: /*        */ "P - - - - - -",
  assign: /*         */ "P P P - P - -",
  ask_input: /*      */ "P P - - P - -",
  give_input: /*     */ "C C C - C - -",
  input_came: /*     */ "P P P - P - -",
  confirm_input: /*  */ "C C C - C - -",
  agree_date: /*     */ "B B B - B - -",
  propose_date: /*   */ "B B B - B - -",
  date_agreed: /*    */ "B B B - B - -",
  pause: /*          */ "P P - - P - -",
  resume: /*         */ "- - P - - - -",
  reject_pause: /*   */ "C C C C C - -",
  deliver: /*        */ "P P P - P - -",
  accept: /*         */ "- - - C - - -",
  return: /*         */ "- - - C - - -",
  measure: /*        */ "- - - B B B -",
  close_no_answer: /**/ "- - P - - - -",
  cancel: /*         */ "B B B - B - -",
};

const decide = (state: TaskState, command: TaskCommand, sides: readonly TaskSide[], more?: Partial<TaskFacts>, at = NOW) => decideTask(facts(state, { ...around(command.type), ...more }), command, sides, "ann", at, NOW);

describe("who may do what with a task, and when", () => {
  for (const act of TASK_ACTS)
    for (const [column, state] of TASK_STATES.entries()) {
      const cell = TABLE[act].split(" ")[column];
      for (const side of ["provider", "client"] as const) {
        const may = cell === "B" || cell === (side === "provider" ? "P" : "C");
        it(`${side} ${may ? "may" : "may not"} ${act} what is ${state}`, () => {
          expect(decide(state, COMMANDS[act], [side]).ok).toBe(may);
          expect(actsOpen(facts(state, around(act)), [side], NOW).includes(act)).toBe(may);
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
    ["requested", COMMANDS.accept_once, ["provider"], [{ type: "acknowledged", payload: { beyond: true } }, { type: "assigned", payload: { personId: "ann" } }]],
    ["requested", COMMANDS.decline, ["provider"], [{ type: "cancelled", payload: { by: "provider", declined: true, reason: "not ours" } }]],
    ["requested", COMMANDS.assign, ["provider"], [{ type: "assigned", payload: { personId: "bo" } }]],
    ["in_progress", COMMANDS.ask_input, ["provider"], [{ type: "paused", payload: { reason: "client_input", note: "the annex" } }]],
    ["paused", { type: "give_input", note: "here" }, ["client"], [{ type: "input_complete", payload: { by: "client", note: "here" } }, { type: "resumed", payload: {} }]],
    ["in_progress", COMMANDS.input_came, ["provider"], [{ type: "input_complete", payload: { by: "provider" } }]],
    ["in_progress", COMMANDS.confirm_input, ["client"], [{ type: "input_complete", payload: { by: "both" }, occurredAt: NOW - HOUR }]],
    ["in_progress", COMMANDS.agree_date, ["provider"], [{ type: "due_agreed", payload: { by: "provider", at: NOW + 1 } }]],
    ["in_progress", COMMANDS.agree_date, ["client"], [{ type: "due_agreed", payload: { by: "client", at: NOW + 2 } }]],
    ["in_progress", COMMANDS.propose_date, ["provider"], [{ type: "due_proposed", payload: { by: "provider", at: NOW + HOUR } }]],
    ["in_progress", COMMANDS.date_agreed, ["client"], [{ type: "due_agreed", payload: { by: "both", at: NOW + HOUR } }]],
    ["in_progress", COMMANDS.pause, ["provider"], [{ type: "paused", payload: { reason: "client_input" } }]],
    ["paused", COMMANDS.reject_pause, ["client"], [{ type: "corrected", payload: { eventId: "p1", reason: "you had it", payload: { reason: "client_input", rejected: true } } }]],
    ["paused", COMMANDS.resume, ["provider"], [{ type: "resumed", payload: {} }]],
    ["paused", COMMANDS.close_no_answer, ["provider"], [{ type: "cancelled", payload: { by: "no_answer", reason: "three mails" } }]],
    ["paused", { type: "deliver", partial: true, items: 3, itemsRequested: 4, files: [{ name: "a.pdf" }] }, ["provider"], [{ type: "delivered", payload: { partial: true, items: 3, itemsRequested: 4, files: [{ name: "a.pdf" }] } }]],
    ["in_progress", { type: "deliver", parts: ["sheet"] }, ["provider"], [{ type: "delivered", payload: { parts: ["sheet"] } }]],
    ["delivered", COMMANDS.accept, ["client"], [{ type: "accepted", payload: {} }]],
    ["delivered", COMMANDS.return, ["client"], [{ type: "returned", payload: { criterion: "quality", reason: "sum is wrong" } }]],
    ["accepted", COMMANDS.measure, ["client"], [{ type: "measured", payload: { name: "defects", value: "2" } }]],
    ["requested", COMMANDS.cancel, ["client"], [{ type: "cancelled", payload: { by: "client", reason: "not needed" } }]],
    ["requested", COMMANDS.cancel, ["provider"], [{ type: "cancelled", payload: { by: "provider", reason: "not needed" } }]],
    ["requested", { type: "cancel", reason: "by phone", forClient: true }, ["provider"], [{ type: "cancelled", payload: { by: "client", reason: "by phone" } }]],
  ])("%s: %o", (state, command, sides, events) => {
    expect(decide(state, command, sides)).toEqual({ ok: true, value: events });
  });

  it("input that was called complete already only ends the pause", () => {
    expect(decide("paused", { type: "give_input", note: "here" }, ["client"], { isInputComplete: true })).toEqual({ ok: true, value: [{ type: "resumed", payload: { note: "here" } }] });
  });

  it("somebody on both sides cancels with the client's word", () => {
    expect(decide("requested", COMMANDS.cancel, ["provider", "client"])).toMatchObject({ value: [{ payload: { by: "client" } }] });
  });

  it("agrees to the date that the other side named, whichever that is", () => {
    expect(decide("requested", COMMANDS.agree_date, ["provider", "client"], { proposed: { client: null, provider: NOW + 5 } })).toMatchObject({ value: [{ payload: { by: "client", at: NOW + 5 } }] });
  });
});

describe("what is refused", () => {
  it.each<[string, TaskState, TaskCommand, Partial<TaskFacts>, object, number?]>([
    ["a return after the acceptance window", "delivered", COMMANDS.return, { acceptUntil: NOW - 1 }, { code: "window_over" }],
    ["a return without a criterion", "delivered", { type: "return", criterion: " ", reason: "x" }, {}, { code: "note_missing", field: "criterion" }],
    ["a return without words", "delivered", { type: "return", criterion: "quality", reason: " " }, {}, { code: "note_missing", field: "reason" }],
    ["a pause without a reason", "in_progress", { type: "pause", reason: "" }, {}, { code: "note_missing" }],
    ["a reason without end", "in_progress", { type: "pause", reason: "x".repeat(LONGEST_NOTE + 1) }, {}, { code: "note_too_long" }],
    ["a question without words", "in_progress", { type: "ask_input", note: "" }, {}, { code: "note_missing", field: "note" }],
    ["a date that nobody named", "in_progress", COMMANDS.agree_date, { proposed: { client: null, provider: null } }, { code: "nothing_wanted" }],
    ["a date that has passed", "in_progress", { type: "propose_date", at: NOW }, {}, { code: "date_passed", field: "due" }],
    ["half an item", "in_progress", { type: "deliver", items: 0.5 }, {}, { code: "not_a_count", field: "items" }],
    ["fewer than no items", "in_progress", { type: "deliver", itemsRequested: -1 }, {}, { code: "not_a_count", field: "itemsRequested" }],
    ["something that is no number", "in_progress", { type: "deliver", items: Number.NaN }, {}, { code: "not_a_count" }],
    ["a pile of files", "in_progress", { type: "deliver", files: Array.from({ length: 51 }, (_, i) => ({ name: `${i}` })) }, {}, { code: "too_many_files" }],
    ["taking what no agreement covers", "requested", COMMANDS.take, { hasAgreement: false }, { code: "no_agreement" }],
    ["accepting once what an agreement covers", "requested", COMMANDS.accept_once, { hasAgreement: true }, { code: "has_agreement" }],
    ["declining what is promised", "requested", COMMANDS.decline, { hasAgreement: true }, { code: "has_agreement" }],
    ["declining what is not confirmed", "requested", COMMANDS.decline, { isRequested: false }, { code: "not_confirmed" }],
    ["input that nobody waits for", "in_progress", COMMANDS.give_input, { needsInput: false, pauses: [] }, { code: "nothing_awaited" }],
    ["a yes to input of which nothing was said", "in_progress", COMMANDS.confirm_input, { inputSaidAt: null }, { code: "nothing_awaited" }],
    ["rejecting a pause that is not there", "in_progress", { type: "reject_pause", eventId: "p9", reason: "x" }, {}, { code: "unknown_pause" }],
    ["closing while the client has time to answer", "paused", COMMANDS.close_no_answer, { noAnswerFrom: NOW + 1 }, { code: "client_not_silent" }],
    ["closing what waits for nobody", "paused", COMMANDS.close_no_answer, { noAnswerFrom: null }, { code: "client_not_silent" }],
    ["a measure that the terms do not know", "delivered", { type: "measure", name: "speed", value: "1" }, {}, { code: "unknown_measure" }],
    ["a measure without a value", "delivered", { type: "measure", name: "defects", value: " " }, {}, { code: "value_missing" }],
    ["what lies ahead", "in_progress", COMMANDS.deliver, {}, { code: "in_the_future", field: "when" }, NOW + 1],
    ["what lies before the request", "in_progress", COMMANDS.deliver, {}, { code: "before_request", field: "when" }, NOW - 11 * HOUR],
    ["what lies before the last turn", "in_progress", COMMANDS.deliver, {}, { code: "before_last_turn", field: "when" }, NOW - 3 * HOUR],
  ])("%s", (_rule, state, command, more, refusal, at) => {
    expect(decide(state, command, ["provider", "client"], more, at)).toMatchObject({ ok: false, ...refusal });
  });

  it("a return on the last instant of the window still counts, also when it is told later", () => {
    expect(decide("delivered", COMMANDS.return, ["client"], { acceptUntil: NOW }).ok).toBe(true);
    expect(decide("delivered", COMMANDS.return, ["client"], { acceptUntil: NOW - HOUR }, NOW - HOUR).ok).toBe(true);
    expect(actsOpen(facts("delivered", { acceptUntil: NOW - 1, pauses: [], measures: [] }), ["client"], NOW)).toEqual(["accept"]);
  });
});
