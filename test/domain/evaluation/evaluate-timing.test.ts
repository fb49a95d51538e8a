import { describe, expect, test } from "vitest";
import type { DueRule, Duration, TimingTerms } from "#app/domain/agreement/terms.ts";
import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import { periodOf } from "#app/domain/time/instant.ts";
import { codesOf, evaluate, moscow, type Told } from "#test/support/task-events.ts";

const days = (n: number, end: "snap" | "eod" = "snap"): Duration => ({ unit: "working_days", n, end });
const hours = (n: number): Duration => ({ unit: "working_hours", n });
const within = (duration: Duration): DueRule => ({ type: "within", duration });

const timing = (due: DueRule, rest: Partial<TimingTerms> = {}): TimingTerms => ({
  kind: "timing",
  calendar: "provider",
  acceptance: days(5),
  missingMeasure: "not_conforming",
  start: "requested",
  due,
  pauseReasons: ["client"],
  rework: "own_clock",
  ...rest,
});
const twoDays = timing(within(days(2)));
const eightHours = timing(within(hours(8)));

/** Cycle 0 as [outcome, state, due]. */
const first = (terms: TimingTerms, told: readonly Told[], asOf: string, rest = {}) => {
  const verdict = evaluate(terms, told, asOf, rest)[0]!;
  return [verdict.outcome, verdict.state, verdict.dueAt] as const;
};

describe("when it is due", () => {
  test.each<[string, TimingTerms, string, string]>([
    ["2 working days, same clock time, over a weekend and a holiday", twoDays, "03-06 16:40", "03-11 16:40"],
    ["2 working days, end of the day", timing(within(days(2, "eod"))), "03-06 16:40", "03-11 18:00"],
    ["requested at night: moved to the first open moment", twoDays, "03-03 20:00", "03-06 09:00"],
    ["8 working hours", eightHours, "03-06 16:40", "03-10 15:40"],
    ["30 working minutes before closing end at closing", timing(within({ unit: "working_minutes", n: 30 })), "03-06 17:30", "03-06 18:00"],
    ["3 calendar days, same clock time", timing(within({ unit: "calendar_days", n: 3, end: "snap" })), "03-06 16:40", "03-09 16:40"],
    ["3 calendar days, end of the day", timing(within({ unit: "calendar_days", n: 3, end: "eod" })), "03-06 16:40", "03-10 00:00"],
    ["2 x 24 h", timing(within({ unit: "elapsed_days", n: 2 })), "03-06 16:40", "03-08 16:40"],
    ["the 5th working day at noon, still to come this month", timing({ type: "nth_workday", n: 5, at: "12:00" }), "03-06 11:59", "03-06 12:00"],
    ["the 5th working day at noon has come: next month's", timing({ type: "nth_workday", n: 5, at: "12:00" }), "03-06 12:00", "04-07 12:00"],
    ["the last working day but one", timing({ type: "nth_workday", n: -2, at: "18:00" }), "03-06 12:00", "03-30 18:00"],
    ["the last working day until midnight", timing({ type: "nth_workday", n: -1, at: "24:00" }), "03-31 20:00", "04-01 00:00"],
    ["received at the cut-off counts today", timing(within(days(1)), { cutOff: "15:00" }), "03-04 15:00", "03-05 15:00"],
    ["received after the cut-off counts from the next opening", timing(within(days(1)), { cutOff: "15:00" }), "03-04 15:01", "03-06 09:00"],
    ["after the cut-off before a weekend and a holiday", timing(within(hours(1)), { cutOff: "15:00" }), "03-06 15:01", "03-10 10:00"],
    ["by an agreed date, none agreed: the default term", timing({ type: "agreed_date", fallback: days(2) }), "03-06 16:40", "03-11 16:40"],
  ])("%s", (_, terms, requested, due) => {
    const verdict = evaluate(terms, [["requested", requested]], requested)[0]!;
    expect(verdict.dueAt).toBe(moscow(due));
    expect(verdict.fallsDueAt).toBe(moscow(due));
    expect(verdict.state).toBe("running");
  });

  test("the n-th working day that no month has: unmeasurable, due at delivery", () => {
    const terms = timing({ type: "nth_workday", n: 30, at: "12:00" });
    expect(first(terms, [["requested", "03-02 10:00"]], "05-02 10:00")).toEqual(["pending", "running", null]);
    const [verdict] = evaluate(terms, [["requested", "03-02 10:00"], ["delivered", "03-05 10:00"]], "03-06 10:00");
    expect(verdict).toMatchObject({ outcome: "unmeasurable", state: "done", dueAt: null, fallsDueAt: moscow("03-05 10:00") });
  });

  test("a calendar that never opens has no due date", () => {
    const calendar = compileCalendar({ tz: "Europe/Moscow", weekly: {} });
    expect(first(eightHours, [["requested", "03-02 10:00"]], "05-02 10:00", { calendar })).toEqual(["pending", "running", null]);
  });
});

describe("the outcome", () => {
  const ask: Told = ["requested", "03-06 16:40"];
  test.each<[string, TimingTerms, Told[], string, string, string]>([
    ["delivered in time", twoDays, [ask, ["delivered", "03-11 15:05"]], "03-12 10:00", "met", "done"],
    ["delivered at the due instant is met", twoDays, [ask, ["delivered", "03-11 16:40"]], "03-12 10:00", "met", "done"],
    ["delivered a minute late is breached, and done", twoDays, [ask, ["delivered", "03-11 16:41"]], "03-12 10:00", "breached", "done"],
    ["delivered late within the grace is met", timing(within(days(2)), { grace: hours(1) }), [ask, ["delivered", "03-11 17:40"]], "03-12 10:00", "met", "done"],
    ["delivered after the grace", timing(within(days(2)), { grace: hours(1) }), [ask, ["delivered", "03-11 17:41"]], "03-12 10:00", "breached", "done"],
    ["not due yet", twoDays, [ask], "03-06 17:00", "pending", "running"],
    ["in the last quarter of its time", twoDays, [ask], "03-11 12:30", "at_risk", "running"],
    ["at the due instant it can still be met", twoDays, [ask], "03-11 16:40", "at_risk", "running"],
    ["in its grace it is at risk, not breached", timing(within(days(2)), { grace: hours(1) }), [ask], "03-11 17:00", "at_risk", "running"],
    ["past due and undelivered", twoDays, [ask], "03-11 16:41", "breached", "running"],
    ["a partial delivery stops no clock", twoDays, [ask, ["delivered", "03-10 10:00", { partial: true }]], "03-12 10:00", "breached", "running"],
    ["what happens after the instant asked for is not known", twoDays, [ask, ["delivered", "03-11 15:05"]], "03-11 15:04", "at_risk", "running"],
    ["cancelled by the client before due", twoDays, [ask, ["cancelled", "03-11 16:40", { by: "client" }]], "03-12 10:00", "void", "cancelled"],
    ["cancelled by both before due", twoDays, [ask, ["cancelled", "03-10 10:00", { by: "both" }]], "04-12 10:00", "void", "cancelled"],
    ["closed as no answer before due", twoDays, [ask, ["cancelled", "03-10 10:00", { by: "no_answer" }]], "04-12 10:00", "void", "cancelled"],
    ["cancelled by the client after due stays breached", twoDays, [ask, ["cancelled", "03-11 16:41", { by: "client" }]], "03-12 10:00", "breached", "cancelled"],
    ["cancelled by the provider alone changes nothing", twoDays, [ask, ["cancelled", "03-10 10:00", { by: "provider" }]], "03-12 10:00", "breached", "running"],
    ["cancelled after delivery changes nothing", twoDays, [ask, ["delivered", "03-10 10:00"], ["cancelled", "03-10 11:00", { by: "client" }]], "03-12 10:00", "met", "done"],
    ["delivered after cancelling is without effect", twoDays, [ask, ["cancelled", "03-10 10:00", { by: "client" }], ["delivered", "03-10 11:00"]], "03-12 10:00", "void", "cancelled"],
    ["paused for a counting reason", twoDays, [ask, ["paused", "03-10 10:00", { reason: "client" }]], "03-10 11:00", "pending", "paused"],
  ])("%s", (_, terms, told, asOf, outcome, state) => {
    const verdict = evaluate(terms, told, asOf)[0]!;
    expect([verdict.outcome, verdict.state]).toEqual([outcome, state]);
  });

  test("by how much: working time, elapsed time where the term runs so", () => {
    const late = (terms: TimingTerms, delivered: string) =>
      evaluate(terms, [ask, ["delivered", delivered]], "04-12 10:00")[0]!.lateByMs! / 60_000;
    expect(late(twoDays, "03-11 15:05")).toBe(-95);
    expect(late(twoDays, "03-12 10:40")).toBe(180);
    expect(late(timing(within({ unit: "elapsed_days", n: 2 })), "03-09 16:40")).toBe(1440);
    expect(evaluate(twoDays, [ask], "03-12 10:00")[0]!.lateByMs).toBeNull();
  });

  test("a task that was never requested has no verdict", () => {
    expect(evaluate(twoDays, [["delivered", "03-11 15:05"]], "03-12 10:00")).toEqual([]);
  });
});

describe("the start when the input is complete", () => {
  const terms = timing(within(days(2)), { start: "input_complete" });
  const ask: Told = ["requested", "03-02 10:00"];
  test.each<[string, Told[], string, string, string | null]>([
    ["awaited: nothing is due", [ask], "04-30 10:00", "pending", null],
    ["said by the client", [ask, ["input_complete", "03-04 12:00", { by: "client" }]], "03-04 13:00", "pending", "03-06 12:00"],
    ["said by the provider with the client's yes", [ask, ["input_complete", "03-04 12:00", { by: "both" }]], "03-04 13:00", "pending", "03-06 12:00"],
    ["said by the provider alone", [ask, ["input_complete", "03-04 12:00", { by: "provider" }]], "03-20 13:00", "pending", null],
    ["the first word counts", [ask, ["input_complete", "03-03 12:00", { by: "client" }], ["input_complete", "03-04 12:00", { by: "client" }]], "03-03 13:00", "pending", "03-05 12:00"],
    ["delivered without it: from the request", [ask, ["delivered", "03-05 10:00"]], "03-06 10:00", "breached", "03-04 10:00"],
    ["an agreed date holds while it is awaited", [ask, ["due_agreed", "03-03 10:00", { by: "both", at: moscow("03-06 12:00") }]], "03-03 13:00", "pending", "03-06 12:00"],
  ])("%s", (_, told, asOf, outcome, due) => {
    const verdict = evaluate(terms, told, asOf)[0]!;
    expect([verdict.outcome, verdict.dueAt]).toEqual([outcome, due && moscow(due)]);
  });
});

describe("pauses", () => {
  const ask: Told = ["requested", "03-02 10:00"];
  const pause = (from: string, to: string, reason = "client"): Told[] => [["paused", from, { reason }], ["resumed", to]];
  const due = (terms: TimingTerms, ...told: Told[]) => evaluate(terms, [ask, ...told], "04-30 10:00")[0]!.dueAt;
  test.each<[string, TimingTerms, Told[], string]>([
    ["hours go around a pause", eightHours, pause("03-02 12:00", "03-02 14:00"), "03-03 11:00"],
    ["overlapping pauses count once", eightHours, [["paused", "03-02 12:00", { reason: "client" }], ["paused", "03-02 13:00", { reason: "client" }], ["resumed", "03-02 14:00"]], "03-03 11:00"],
    ["only reasons of the terms count", eightHours, pause("03-02 12:00", "03-02 14:00", "lunch"), "03-02 18:00"],
    ["a rejected pause does not count", eightHours, [["paused", "03-02 12:00", { reason: "client", rejected: true }], ["resumed", "03-02 14:00"]], "03-02 18:00"],
    ["a partial delivery ends no pause", eightHours, [["paused", "03-02 12:00", { reason: "client" }], ["delivered", "03-02 13:00", { partial: true }], ["resumed", "03-02 14:00"]], "03-03 11:00"],
    ["days: the date moves by the open time inside the pause", twoDays, pause("03-03 12:00", "03-03 14:00"), "03-04 12:00"],
    ["days: a pause over a night moves by its open hours only", twoDays, pause("03-03 17:00", "03-04 10:00"), "03-04 12:00"],
    ["days: a pause when closed moves nothing", twoDays, pause("03-03 19:00", "03-04 08:00"), "03-04 10:00"],
    ["days to the end of the day: into the next day's hours", timing(within(days(2, "eod"))), pause("03-03 12:00", "03-03 14:00"), "03-05 11:00"],
    ["days to the end of the day: a pause when closed leaves the closing time", timing(within(days(2, "eod"))), pause("03-03 19:00", "03-04 08:00"), "03-04 18:00"],
    ["a pause that begins after the due instant moves nothing", twoDays, pause("03-04 10:00", "03-06 10:00"), "03-04 10:00"],
    ["a pause that begins before the date as moved so far moves it on", twoDays, [...pause("03-03 12:00", "03-03 14:00"), ...pause("03-04 11:00", "03-04 12:00")], "03-04 13:00"],
    ["calendar days move by elapsed time", timing(within({ unit: "calendar_days", n: 2, end: "snap" })), pause("03-03 12:00", "03-03 22:00"), "03-04 20:00"],
    ["a fixed date moves by open time", timing({ type: "nth_workday", n: 3, at: "10:00" }), pause("03-03 12:00", "03-03 14:00"), "03-04 12:00"],
    ["a delivery ends the pause", eightHours, [["paused", "03-02 12:00", { reason: "client" }], ["delivered", "03-02 14:00"]], "03-03 11:00"],
    ["a pause before the start does not count", timing(within(hours(8)), { cutOff: "09:00" }), pause("03-02 12:00", "03-02 14:00"), "03-03 17:00"],
  ])("%s", (_, terms, told, expected) => {
    expect(due(terms, ...told)).toBe(moscow(expected));
  });

  test("while it is paused the promise cannot be broken", () => {
    const told: Told[] = [ask, ["paused", "03-02 12:00", { reason: "client" }]];
    expect(first(eightHours, told, "03-20 10:00").slice(0, 2)).toEqual(["pending", "paused"]);
    expect(evaluate(eightHours, told, "03-20 10:00")[0]!.nextChangeAt).toBeNull();
  });

  test("an incident is a counting pause on every task, whatever the terms list", () => {
    const incidents = [[moscow("03-02 12:00"), moscow("03-02 14:00")]] as const;
    const terms = timing(within(hours(8)), { pauseReasons: [] });
    const [verdict] = evaluate(terms, [ask], "03-02 15:00", { incidents });
    expect(verdict!.dueAt).toBe(moscow("03-03 11:00"));
    expect(evaluate(terms, [ask], "03-02 13:00", { incidents })[0]!.state).toBe("paused");
    expect(evaluate(terms, [ask], "03-02 13:00", { incidents })[0]!.nextChangeAt).toBe(moscow("03-02 14:00"));
    expect(evaluate(terms, [ask], "03-02 11:00", { incidents })[0]!.nextChangeAt).toBe(moscow("03-02 12:00"));
  });
});

describe("agreed dates", () => {
  const ask: Told = ["requested", "03-02 10:00"];
  const at = (text: string) => ({ at: moscow(text) });
  const agreed = timing({ type: "agreed_date", fallback: days(2) });
  const due = (terms: TimingTerms, ...told: Told[]) => evaluate(terms, [ask, ...told], "04-30 10:00")[0]!.dueAt;
  test.each<[string, TimingTerms, Told[], string]>([
    ["proposed by one side, agreed by the other", agreed, [["due_proposed", "03-02 11:00", { by: "provider", ...at("03-06 12:00") }], ["due_agreed", "03-02 12:00", { by: "client", ...at("03-06 12:00") }]], "03-06 12:00"],
    ["agreed by naming no other date", agreed, [["due_proposed", "03-02 11:00", { by: "provider", ...at("03-06 12:00") }], ["due_agreed", "03-02 12:00", { by: "client" }]], "03-06 12:00"],
    ["one side's word is no agreement", agreed, [["due_agreed", "03-02 11:00", { by: "provider", ...at("03-06 12:00") }]], "03-04 10:00"],
    ["a side cannot agree with itself", agreed, [["due_proposed", "03-02 11:00", { by: "provider", ...at("03-06 12:00") }], ["due_agreed", "03-02 12:00", { by: "provider", ...at("03-06 12:00") }]], "03-04 10:00"],
    ["agreed to another date than proposed", agreed, [["due_proposed", "03-02 11:00", { by: "provider", ...at("03-06 12:00") }], ["due_agreed", "03-02 12:00", { by: "client", ...at("03-05 12:00") }]], "03-04 10:00"],
    ["said by both", agreed, [["due_agreed", "03-02 12:00", { by: "both", ...at("03-06 12:00") }]], "03-06 12:00"],
    ["agreed at the old due instant", agreed, [["due_agreed", "03-04 10:00", { by: "both", ...at("03-06 12:00") }]], "03-06 12:00"],
    ["agreed when the old one had passed", agreed, [["due_agreed", "03-04 10:01", { by: "both", ...at("03-06 12:00") }]], "03-04 10:00"],
    ["agreed again in time", agreed, [["due_agreed", "03-02 12:00", { by: "both", ...at("03-06 12:00") }], ["due_agreed", "03-06 12:00", { by: "both", ...at("03-10 12:00") }]], "03-10 12:00"],
    ["it moves a term of days too", twoDays, [["due_agreed", "03-02 12:00", { by: "both", ...at("03-06 12:00") }]], "03-06 12:00"],
    ["after it only pauses that begin later move it", agreed, [["paused", "03-02 11:00", { reason: "client" }], ["due_agreed", "03-02 12:00", { by: "both", ...at("03-06 12:00") }], ["resumed", "03-02 15:00"], ["paused", "03-05 10:00", { reason: "client" }], ["resumed", "03-05 11:00"]], "03-06 13:00"],
    ["a pause keeps the old date from passing", eightHours, [["paused", "03-02 12:00", { reason: "client" }], ["due_agreed", "03-04 12:00", { by: "both", ...at("03-06 12:00") }], ["resumed", "03-04 15:00"]], "03-06 12:00"],
    ["a source's first date counts where the terms ask for one", agreed, [["due_agreed", "03-02 10:00", at("03-06 12:00")]], "03-06 12:00"],
    ["a source that moves it keeps the first value", agreed, [["due_agreed", "03-02 10:00", at("03-06 12:00")], ["due_agreed", "03-03 10:00", at("03-20 12:00")]], "03-06 12:00"],
    ["a source's date moves no other term", twoDays, [["due_agreed", "03-02 10:00", at("03-20 12:00")]], "03-04 10:00"],
  ])("%s", (_, terms, told, expected) => {
    expect(due(terms, ...told)).toBe(moscow(expected));
  });

  test("a source that rewrites the date is listed and moves nothing; the arbiter corrects it", () => {
    const told: Told[] = [ask, ["due_agreed", "03-02 12:00", { by: "both", ...at("03-06 12:00") }]];
    const rewrite: Told = ["corrected", "03-05 12:00", { eventId: "e02", payload: { by: "both", ...at("03-20 12:00") } }];
    const [verdict] = evaluate(agreed, [...told, rewrite], "03-05 13:00");
    expect(verdict!.dueAt).toBe(moscow("03-06 12:00"));
    expect(verdict!.reasons).toContainEqual({ code: "due_moved_by_import", facts: at("03-20 12:00") });
    const ruling: Told = ["corrected", "03-05 12:00", { eventId: "e02", payload: { by: "arbiter", ...at("03-20 12:00") } }];
    expect(evaluate(agreed, [...told, ruling], "03-05 13:00")[0]!.dueAt).toBe(moscow("03-20 12:00"));
  });
});

describe("cycles", () => {
  const told: Told[] = [
    ["requested", "03-02 10:00"],
    ["delivered", "03-03 10:00"],
    ["returned", "03-04 10:00", { criterion: "sum" }],
  ];
  const summary = (terms: TimingTerms, more: Told[], asOf = "04-30 10:00") =>
    evaluate(terms, [...told, ...more], asOf).map((v) => [v.cycle, v.carry, v.outcome, v.state]);

  test("own clock: the first delivery decides for good, a return opens the next cycle", () => {
    expect(summary(twoDays, [])).toEqual([[0, 0, "met", "done"], [1, 0, "breached", "running"]]);
    expect(summary(twoDays, [["delivered", "03-06 10:00"]])).toEqual([[0, 0, "met", "done"], [1, 0, "met", "done"]]);
    expect(summary(twoDays, [["delivered", "03-06 10:01"]])).toEqual([[0, 0, "met", "done"], [1, 0, "breached", "done"]]);
  });
  test("own clock: each return inside the window, which runs from the first delivery", () => {
    const again: Told[] = [["delivered", "03-05 10:00"], ["returned", "03-11 10:00"]];
    expect(summary(twoDays, again)).toHaveLength(3);
    const late: Told[] = [["delivered", "03-05 10:00"], ["returned", "03-11 10:01"], ["delivered", "03-12 10:00"]];
    const verdicts = evaluate(twoDays, [...told, ...late], "04-30 10:00");
    expect(verdicts.map((v) => v.cycle)).toEqual([0, 1]);
    expect(codesOf(verdicts[0]!)).toContain("returned_after_window");
  });
  test("own clock: the rework term, where there is one", () => {
    const terms = timing(within(days(2)), { reworkDue: within(hours(1)) });
    const rework = evaluate(terms, told, "03-04 10:30")[1]!;
    expect(rework.dueAt).toBe(moscow("03-04 11:00"));
    expect(rework.fallsDueAt).toBe(moscow("03-04 11:00"));
  });
  test("own clock: a pause during rework leaves the first cycle alone", () => {
    const pause: Told[] = [["paused", "03-04 10:00", { reason: "client" }], ["resumed", "03-04 12:00"]];
    const [original, rework] = evaluate(twoDays, [...told, ...pause], "03-04 13:00");
    expect(original!.dueAt).toBe(moscow("03-04 10:00"));
    expect(rework!.dueAt).toBe(moscow("03-06 12:00"));
  });
  test("own clock: rework cancelled before due is void, after due it stays breached", () => {
    expect(summary(twoDays, [["cancelled", "03-05 10:00", { by: "client" }]])[1]).toEqual([1, 0, "void", "cancelled"]);
    expect(summary(twoDays, [["cancelled", "03-10 10:00", { by: "client" }]])[1]).toEqual([1, 0, "breached", "cancelled"]);
  });
  test("same clock: the time with the client does not count, the last delivery decides", () => {
    const terms = timing(within(hours(16)), { rework: "same_clock" });
    // 10:00–18:00 and one hour until the first delivery: nine hours used, seven are left.
    expect(evaluate(terms, told, "03-04 11:00")[0]!.dueAt).toBe(moscow("03-04 17:00"));
    expect(summary(terms, [["delivered", "03-04 17:00"]])).toEqual([[0, 0, "met", "done"]]);
    expect(summary(terms, [["delivered", "03-04 17:01"]])).toEqual([[0, 0, "breached", "done"]]);
    expect(summary(terms, [], "03-04 11:00")).toEqual([[0, 0, "pending", "running"]]);
  });
  test("rework is never carried over", () => {
    expect(summary(twoDays, [], "07-30 10:00")).toHaveLength(2);
    const terms = timing(within(hours(16)), { rework: "same_clock" });
    expect(summary(terms, [], "07-30 10:00")).toEqual([[0, 0, "breached", "running"]]);
  });
});

describe("carried over", () => {
  const ask: Told = ["requested", "03-02 10:00"];
  const months = (told: Told[], asOf: string, rest = {}) =>
    evaluate(twoDays, told, asOf, rest).map((v) => [v.carry, periodOf(v.fallsDueAt!, "Europe/Moscow")]);
  test.each<[string, Told[], string, [number, string][]]>([
    ["in its own month it counts once", [ask], "03-31 23:59", [[0, "2026-03"]]],
    ["not before the later month has ended", [ask], "04-30 23:59", [[0, "2026-03"]]],
    ["at the last instant of a later month once more", [ask], "05-01 00:00", [[0, "2026-03"], [1, "2026-04"]]],
    ["delivered within the later month: no more", [ask, ["delivered", "04-30 23:59"]], "06-02 10:00", [[0, "2026-03"]]],
    ["delivered later: for the months before", [ask, ["delivered", "05-04 10:00"]], "08-02 10:00", [[0, "2026-03"], [1, "2026-04"]]],
    ["carried on when what was delivered is returned? no", [ask, ["delivered", "05-04 10:00"], ["returned", "05-05 10:00"]], "08-02 10:00", [[0, "2026-03"], [1, "2026-04"], [0, "2026-05"]]],
    ["cancelled after due: no further", [ask, ["cancelled", "05-04 10:00", { by: "client" }]], "08-02 10:00", [[0, "2026-03"], [1, "2026-04"]]],
    ["none while a counting pause runs at that instant", [ask, ["paused", "04-20 10:00", { reason: "client" }], ["resumed", "05-04 10:00"]], "06-01 00:00", [[0, "2026-03"], [2, "2026-05"]]],
    ["a pause for another reason does not hold it", [ask, ["paused", "04-20 10:00", { reason: "lunch" }]], "05-02 10:00", [[0, "2026-03"], [1, "2026-04"]]],
  ])("%s", (_, told, asOf, expected) => {
    expect(months(told, asOf)).toEqual(expected);
  });
  test("at most eleven times", () => {
    const verdicts = evaluate(twoDays, [ask], "2028-03-02 10:00");
    expect(verdicts).toHaveLength(12);
    expect(verdicts[11]!.carry).toBe(11);
    expect(verdicts.every((v) => v.outcome === "breached")).toBe(true);
    expect(verdicts[0]!.nextChangeAt).toBeNull();
  });
  test("the next month's end is when it may change", () => {
    expect(evaluate(twoDays, [ask], "03-05 10:00")[0]!.nextChangeAt).toBe(moscow("05-01 00:00"));
  });
  test("periods may end by a closing calendar", () => {
    const ends = ["03-29 00:00", "04-27 00:00", "05-30 00:00"].map(moscow);
    const periodEndAfter = (t: number) => ends.find((end) => end > t) ?? Infinity;
    const verdicts = evaluate(twoDays, [ask], "04-27 00:00", { periodEndAfter });
    expect(verdicts.map((v) => v.fallsDueAt)).toEqual([moscow("03-04 10:00"), moscow("04-27 00:00") - 1]);
  });
});

describe("several recipients under one agreement", () => {
  const ask: Told = ["requested", "03-02 10:00"];
  const to = (recipientId: string, time: string): Told => ["delivered", time, { recipientId }];
  const run = (told: Told[], asOf = "03-20 10:00") =>
    evaluate(twoDays, [ask, ...told], asOf, { recipients: ["a", "b"] })[0]!;
  test("delivered when all of them have it", () => {
    expect(run([to("a", "03-03 10:00")]).outcome).toBe("breached");
    expect(run([to("a", "03-03 10:00"), to("b", "03-04 10:00")])).toMatchObject({ outcome: "met", decidedAt: moscow("03-04 10:00") });
    expect(run([to("a", "03-03 10:00"), to("b", "03-04 10:01")]).outcome).toBe("breached");
    expect(run([["delivered", "03-04 10:00"]]).outcome).toBe("met");
  });
  test("what concerns somebody else concerns another item", () => {
    expect(run([to("a", "03-03 10:00"), to("c", "03-03 10:00")]).outcome).toBe("breached");
  });
  test("when one of them cancels, the others decide", () => {
    const cancel: Told = ["cancelled", "03-03 12:00", { by: "client", recipientId: "b" }];
    expect(run([to("a", "03-03 10:00"), cancel])).toMatchObject({ outcome: "met", decidedAt: moscow("03-03 10:00") });
    expect(run([cancel, ["cancelled", "03-03 13:00", { by: "client", recipientId: "a" }]]).outcome).toBe("void");
  });
  test("a return by one of them is a return of the item", () => {
    const told: Told[] = [ask, ["delivered", "03-03 10:00"], ["returned", "03-04 10:00", { recipientId: "a" }], to("a", "03-05 10:00")];
    const verdicts = evaluate(twoDays, told, "03-20 10:00", { recipients: ["a", "b"] });
    expect(verdicts.map((v) => [v.cycle, v.outcome])).toEqual([[0, "met"], [1, "met"]]);
  });
});

describe("corrections", () => {
  const told: Told[] = [["requested", "03-02 10:00"], ["delivered", "03-05 10:00"]];
  const run = (...more: Told[]) => evaluate(twoDays, [...told, ...more], "03-20 10:00")[0]?.outcome;
  test("a corrected instant decides anew; the last word stands", () => {
    const earlier: Told = ["corrected", "03-10 10:00", { eventId: "e02", occurredAt: moscow("03-04 10:00") }];
    const back: Told = ["corrected", "03-11 10:00", { eventId: "e02", occurredAt: moscow("03-05 10:00") }];
    expect(run()).toBe("breached");
    expect(run(earlier)).toBe("met");
    expect(run(earlier, back)).toBe("breached");
  });
  test("what was taken back never was", () => {
    expect(run(["corrected", "03-10 10:00", { eventId: "e02", retracted: true }])).toBe("breached");
    expect(run(["corrected", "03-10 10:00", { eventId: "e01", retracted: true }])).toBeUndefined();
  });
  test("a correction may be taken back itself", () => {
    const earlier: Told = ["corrected", "03-10 10:00", { eventId: "e02", occurredAt: moscow("03-04 10:00") }];
    expect(run(earlier, ["corrected", "03-11 10:00", { eventId: "e03", retracted: true }])).toBe("breached");
  });
  test("a correction of itself says nothing", () => {
    expect(run(["corrected", "03-10 10:00", { eventId: "e03", retracted: true }])).toBe("breached");
  });
  test("corrections are knowledge: they hold for an earlier instant too", () => {
    const earlier: Told = ["corrected", "03-10 10:00", { eventId: "e02", occurredAt: moscow("03-04 10:00") }];
    expect(evaluate(twoDays, [...told, earlier], "03-04 11:00")[0]!.outcome).toBe("met");
  });
});

describe("redundant events are noted without effect", () => {
  const base: Told[] = [["requested", "03-02 10:00"], ["delivered", "03-03 10:00"]];
  const noted = (...more: Told[]) => {
    const [verdict] = evaluate(twoDays, [...base, ...more], "03-20 10:00");
    expect(verdict!.outcome).toBe("met");
    return verdict!.reasons.filter((r) => r.code.startsWith("event_")).map((r) => [r.code, r.facts!["type"]]);
  };
  test.each<[string, Told]>([
    ["delivered", ["delivered", "03-06 10:00"]],
    ["requested", ["requested", "03-03 09:00"]],
    ["resumed", ["resumed", "03-02 12:00"]],
    ["input_complete", ["input_complete", "03-03 11:00", { by: "client" }]],
  ])("a second or idle %s", (type, event) => {
    expect(noted(event)).toEqual([["event_redundant", type]]);
  });
  test("what was before the request", () => {
    expect(noted(["acknowledged", "03-02 09:00"])).toEqual([["event_before_request", "acknowledged"]]);
  });
});

test("the explanation tells the story in order", () => {
  const [verdict] = evaluate(twoDays, [["requested", "03-06 16:40"], ["delivered", "03-11 15:05"]], "03-12 10:00");
  expect(verdict!.reasons).toEqual([
    { code: "requested", facts: { at: moscow("03-06 16:40") } },
    { code: "term_working_days_snap", facts: { n: 2 } },
    { code: "due", facts: { at: moscow("03-11 16:40") } },
    { code: "day_closed", facts: { date: "2026-03-09" } },
    { code: "delivered", facts: { at: moscow("03-11 15:05") } },
    { code: "early", facts: { ms: 95 * 60_000 } },
  ]);
  expect(evaluate(twoDays, [["requested", "03-06 16:40"]], "03-12 10:00", { explain: false })[0]!.reasons).toEqual([]);
});
