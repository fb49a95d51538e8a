import { describe, expect, test } from "vitest";
import type { Duration, ResponseTerms } from "#app/domain/agreement/terms.ts";
import { evaluate, moscow, type Told } from "#test/support/task-events.ts";

const hour: Duration = { unit: "working_hours", n: 1 };
const terms = (rest: Partial<ResponseTerms> = {}): ResponseTerms => ({
  kind: "response",
  calendar: "provider",
  acceptance: { unit: "working_days", n: 5, end: "snap" },
  missingMeasure: "not_conforming",
  due: { type: "within", duration: hour },
  pauseReasons: ["client"],
  ...rest,
});
const ask: Told = ["requested", "03-06 17:30"];
const OFF: Told = ["due_agreed", "03-06 17:40", { by: "both", at: moscow("03-30 10:00") }];

describe("response", () => {
  test.each<[string, ResponseTerms, Told[], string, string, string]>([
    ["within the working hour, over weekend and holiday", terms(), [ask, ["acknowledged", "03-10 09:30"]], "03-20 10:00", "met", "done"],
    ["one minute late", terms(), [ask, ["acknowledged", "03-10 09:31"]], "03-20 10:00", "breached", "done"],
    ["a delivery counts as acknowledgement", terms(), [ask, ["delivered", "03-10 09:00"]], "03-20 10:00", "met", "done"],
    ["a partial delivery does not", terms(), [ask, ["delivered", "03-10 09:00", { partial: true }]], "03-20 10:00", "breached", "running"],
    ["being assigned does not", terms(), [ask, ["assigned", "03-10 09:00", { teamId: "t" }]], "03-20 10:00", "breached", "running"],
    ["the first acknowledgement counts", terms(), [ask, ["acknowledged", "03-10 09:00"], ["acknowledged", "03-12 09:00"]], "03-20 10:00", "met", "done"],
    ["acknowledged late, delivered later still", terms(), [ask, ["acknowledged", "03-12 09:00"], ["delivered", "03-13 09:00"]], "03-20 10:00", "breached", "done"],
    ["not yet", terms(), [ask], "03-06 17:35", "pending", "running"],
    ["soon", terms(), [ask], "03-10 09:15", "at_risk", "running"],
    ["past due", terms(), [ask], "03-10 09:31", "breached", "running"],
    ["within the grace", terms({ grace: hour }), [ask, ["acknowledged", "03-10 10:30"]], "03-20 10:00", "met", "done"],
    ["a counting pause moves it", terms(), [ask, ["paused", "03-06 17:40", { reason: "client" }], ["resumed", "03-10 10:00"], ["acknowledged", "03-10 10:50"]], "03-20 10:00", "met", "done"],
    ["another pause does not", terms(), [ask, ["paused", "03-06 17:40", { reason: "lunch" }], ["resumed", "03-10 10:00"], ["acknowledged", "03-10 10:50"]], "03-20 10:00", "breached", "done"],
    ["paused", terms(), [ask, ["paused", "03-06 17:40", { reason: "client" }]], "03-20 10:00", "pending", "paused"],
    ["after the cut-off it counts from the next opening", terms({ cutOff: "15:00" }), [ask, ["acknowledged", "03-10 10:00"]], "03-20 10:00", "met", "done"],
    ["cancelled before due", terms(), [ask, ["cancelled", "03-10 09:00", { by: "client" }]], "03-20 10:00", "void", "cancelled"],
    ["cancelled after due", terms(), [ask, ["cancelled", "03-10 09:31", { by: "client" }]], "03-20 10:00", "breached", "cancelled"],
    ["cancelled by the provider", terms(), [ask, ["cancelled", "03-10 09:00", { by: "provider" }]], "03-20 10:00", "breached", "running"],
    ["cancelled after the answer", terms(), [ask, ["acknowledged", "03-10 09:00"], ["cancelled", "03-10 09:10", { by: "client" }]], "03-20 10:00", "met", "done"],
    ["a delivery date that the sides agree on is not the answer's", terms(), [ask, OFF], "03-20 10:00", "breached", "running"],
    ["unless the terms say so", terms({ due: { type: "agreed_date", fallback: hour } }), [ask, OFF], "03-20 10:00", "pending", "running"],
    ["by a fixed working day", terms({ due: { type: "nth_workday", n: 6, at: "12:00" } }), [ask, ["acknowledged", "03-10 12:00"]], "03-20 10:00", "met", "done"],
    ["15 working minutes", terms({ due: { type: "within", duration: { unit: "working_minutes", n: 15 } } }), [ask, ["acknowledged", "03-06 17:45"]], "03-20 10:00", "met", "done"],
    ["24 h on the clock", terms({ due: { type: "within", duration: { unit: "elapsed_days", n: 1 } } }), [ask, ["acknowledged", "03-07 17:30"]], "03-20 10:00", "met", "done"],
    ["a return does not ask for another answer", terms(), [ask, ["delivered", "03-10 09:00"], ["returned", "03-10 10:00"]], "04-20 10:00", "met", "done"],
  ])("%s", (_, t, told, asOf, outcome, state) => {
    const verdicts = evaluate(t, told, asOf);
    expect(verdicts).toHaveLength(1);
    expect([verdicts[0]!.outcome, verdicts[0]!.state]).toEqual([outcome, state]);
  });

  test("a pause after the answer moves nothing", () => {
    const told: Told[] = [ask, ["paused", "03-06 17:40", { reason: "client" }], ["acknowledged", "03-06 17:50"]];
    expect(evaluate(terms(), told, "03-20 10:00")[0]!.dueAt).toBe(moscow("03-10 09:40"));
  });

  test("is never carried over", () => {
    const verdicts = evaluate(terms(), [ask], "09-20 10:00");
    expect(verdicts).toHaveLength(1);
    expect(verdicts[0]).toMatchObject({ fallsDueAt: moscow("03-10 09:30"), nextChangeAt: null });
  });
});
