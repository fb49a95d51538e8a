import { describe, expect, test } from "vitest";
import type { Duration, FrequencyTerms } from "#app/domain/agreement/terms.ts";
import { evaluateOccurrences, unmatchedDeliveries, type OccurrenceEvaluation } from "#app/domain/evaluation/evaluate-occurrences.ts";
import { expandOccurrences, overlappingWindows } from "#app/domain/evaluation/occurrences.ts";
import { periodOf } from "#app/domain/time/instant.ts";
import { moscow, office } from "#test/support/task-events.ts";

const hours = (n: number): Duration => ({ unit: "working_hours", n });
const monthly = (rest: Partial<FrequencyTerms> = {}): FrequencyTerms => ({
  kind: "frequency",
  calendar: "provider",
  acceptance: { unit: "working_days", n: 5, end: "snap" },
  missingMeasure: "not_conforming",
  rrule: "FREQ=MONTHLY;BYMONTHDAY=9",
  dtstart: "2026-01-01",
  at: "12:00",
  adjust: "none",
  windowBefore: hours(2),
  windowAfter: hours(2),
  ...rest,
});
const weekly = (rest: Partial<FrequencyTerms> = {}) => monthly({ rrule: "FREQ=WEEKLY;BYDAY=WE", dtstart: "2026-03-01", ...rest });

/** Deliveries named d1, d2 … by their times; answers [scheduled date, outcome, delivery]. */
function run(terms: FrequencyTerms, deliveries: string[], asOf: string, rest: Partial<OccurrenceEvaluation> = {}) {
  return evaluateOccurrences({
    obligation: { terms },
    calendar: office,
    zone: "Europe/Moscow",
    asOf: moscow(asOf),
    validFrom: "2026-03-01",
    validTo: null,
    until: "2026-04-01",
    deliveries: deliveries.map((at, i) => ({ id: `d${i + 1}`, at: moscow(at) })),
    ...rest,
  });
}
const brief = (...args: Parameters<typeof run>) =>
  run(...args).map((r) => [r.occurrence.scheduledDate.slice(5), r.verdict.outcome, r.matchedDeliveryId ?? null]);

describe("the scheduled date", () => {
  const dates = (terms: FrequencyTerms, from: string, to: string) =>
    expandOccurrences(terms, office, from, to).map((o) => o.scheduledDate);
  test.each<[string, FrequencyTerms, string, string, string[]]>([
    ["stays on a holiday", monthly(), "2026-03-01", "2026-04-01", ["2026-03-09"]],
    ["the working day before, over the weekend", monthly({ adjust: "preceding" }), "2026-03-01", "2026-04-01", ["2026-03-06"]],
    ["the working day after", monthly({ adjust: "following" }), "2026-03-01", "2026-04-01", ["2026-03-10"]],
    ["may cross a month backwards", monthly({ rrule: "FREQ=MONTHLY;BYMONTHDAY=1", adjust: "preceding" }), "2026-01-15", "2026-03-02", ["2026-01-30", "2026-02-27"]],
    ["may cross a month forwards", monthly({ rrule: "FREQ=MONTHLY;BYMONTHDAY=31", adjust: "following" }), "2026-05-15", "2026-06-15", ["2026-06-01"]],
    ["decides which terms judge", monthly({ rrule: "FREQ=MONTHLY;BYMONTHDAY=1", adjust: "preceding" }), "2026-03-01", "2026-04-01", []],
    ["a last working day", monthly({ rrule: "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1" }), "2026-03-01", "2026-05-01", ["2026-03-31", "2026-04-30"]],
  ])("%s", (_, terms, from, to, expected) => expect(dates(terms, from, to)).toEqual(expected));
});

describe("the delivery window", () => {
  const window = (terms: FrequencyTerms) => {
    const [o] = expandOccurrences(terms, office, "2026-03-01", "2026-03-05");
    return [o!.windowFrom, o!.windowTo];
  };
  const days = (n: number, end: "snap" | "eod"): Duration => ({ unit: "working_days", n, end });
  test.each<[string, Partial<FrequencyTerms>, string, string]>([
    ["working hours on both sides", {}, "03-04 10:00", "03-04 14:00"],
    ["over closed hours", { windowBefore: hours(4), windowAfter: hours(8) }, "03-03 17:00", "03-05 11:00"],
    ["nothing on either side", { windowBefore: hours(0), windowAfter: hours(0) }, "03-04 12:00", "03-04 12:00"],
    ["a working day, same clock time", { windowBefore: days(1, "snap"), windowAfter: days(1, "snap") }, "03-03 12:00", "03-05 12:00"],
    ["from the opening of the day to its end", { windowBefore: days(0, "eod"), windowAfter: days(0, "eod") }, "03-04 09:00", "03-04 18:00"],
    ["whole local dates", { windowBefore: { unit: "calendar_days", n: 0, end: "eod" }, windowAfter: { unit: "calendar_days", n: 1, end: "eod" } }, "03-04 00:00", "03-06 00:00"],
    ["24 h", { windowBefore: { unit: "elapsed_days", n: 1 }, windowAfter: { unit: "elapsed_days", n: 1 } }, "03-03 12:00", "03-05 12:00"],
    ["never less than the due instant", { at: "20:00", windowBefore: days(0, "eod"), windowAfter: days(0, "eod") }, "03-04 09:00", "03-04 20:00"],
    ["until midnight", { at: "24:00", windowBefore: hours(1), windowAfter: hours(0) }, "03-04 17:00", "03-05 00:00"],
  ])("%s", (_, rest, from, to) => expect(window(weekly(rest))).toEqual([moscow(from), moscow(to)]));

  test("windows that overlap are found", () => {
    const daily = weekly({ rrule: "FREQ=DAILY", adjust: "following" });
    expect(overlappingWindows(daily, office, "2026-03-01", "2026-04-01")).toEqual(["2026-03-01", "2026-03-02"]);
    expect(overlappingWindows(weekly(), office, "2026-03-01", "2026-04-01")).toBeNull();
  });
});

describe("matching", () => {
  test.each<[string, FrequencyTerms, string[], string, [string, string, string | null][]]>([
    ["inside the window", weekly(), ["03-04 11:00"], "03-10 10:00", [["03-04", "met", "d1"], ["03-11", "pending", null], ["03-18", "pending", null], ["03-25", "pending", null]]],
    ["both ends belong to it", weekly({ rrule: "FREQ=WEEKLY;BYDAY=WE;COUNT=2" }), ["03-04 10:00", "03-11 14:00"], "03-20 10:00", [["03-04", "met", "d1"], ["03-11", "met", "d2"]]],
    ["a minute early matches nothing", weekly({ rrule: "FREQ=WEEKLY;BYDAY=WE;COUNT=1" }), ["03-04 09:59"], "03-20 10:00", [["03-04", "breached", null]]],
    ["a minute late matches nothing", weekly({ rrule: "FREQ=WEEKLY;BYDAY=WE;COUNT=1" }), ["03-04 14:01"], "03-20 10:00", [["03-04", "breached", null]]],
    ["silence is a breach", weekly({ rrule: "FREQ=WEEKLY;BYDAY=WE;COUNT=1" }), [], "03-04 14:01", [["03-04", "breached", null]]],
    ["at the window's end it can still be met", weekly({ rrule: "FREQ=WEEKLY;BYDAY=WE;COUNT=1" }), [], "03-04 14:00", [["03-04", "at_risk", null]]],
    ["the last quarter of the window", weekly({ rrule: "FREQ=WEEKLY;BYDAY=WE;COUNT=1" }), [], "03-04 13:00", [["03-04", "at_risk", null]]],
    ["before it", weekly({ rrule: "FREQ=WEEKLY;BYDAY=WE;COUNT=1" }), [], "03-04 12:59", [["03-04", "pending", null]]],
    ["the earliest of two deliveries", weekly({ rrule: "FREQ=WEEKLY;BYDAY=WE;COUNT=1" }), ["03-04 13:00", "03-04 11:00"], "03-20 10:00", [["03-04", "met", "d2"]]],
    ["one delivery serves one occurrence", weekly({ rrule: "FREQ=DAILY;COUNT=2", dtstart: "2026-03-04", windowBefore: hours(9), windowAfter: hours(9) }), ["03-04 13:00"], "03-20 10:00", [["03-04", "met", "d1"], ["03-05", "breached", null]]],
    ["two occurrences take two deliveries in due order", weekly({ rrule: "FREQ=DAILY;COUNT=2", dtstart: "2026-03-04", windowBefore: hours(9), windowAfter: hours(9) }), ["03-04 13:00", "03-04 14:00"], "03-20 10:00", [["03-04", "met", "d1"], ["03-05", "met", "d2"]]],
    ["what is delivered after the instant asked for is not known", weekly({ rrule: "FREQ=WEEKLY;BYDAY=WE;COUNT=1" }), ["03-04 13:00"], "03-04 12:59", [["03-04", "pending", null]]],
  ])("%s", (_, terms, deliveries, asOf, expected) => {
    expect(brief(terms, deliveries, asOf)).toEqual(expected);
  });

  test("what matches nothing is shown", () => {
    const results = run(weekly(), ["03-04 11:00", "03-04 12:00", "03-06 11:00"], "03-10 10:00");
    const deliveries = ["03-04 11:00", "03-04 12:00", "03-06 11:00"].map((at, i) => ({ id: `d${i + 1}`, at: moscow(at) }));
    expect(unmatchedDeliveries(results, deliveries).map((d) => d.id)).toEqual(["d2", "d3"]);
  });

  test("it falls due at the end of its window, which decides the period", () => {
    const terms = monthly({ rrule: "FREQ=MONTHLY;BYMONTHDAY=31", windowAfter: hours(9) });
    const [result] = run(terms, ["03-31 12:30"], "04-10 10:00");
    expect(result!.verdict).toMatchObject({ dueAt: moscow("03-31 12:00"), fallsDueAt: moscow("04-01 12:00"), decidedAt: moscow("03-31 12:30"), lateByMs: 30 * 60_000 });
    expect(periodOf(result!.verdict.fallsDueAt!, "Europe/Moscow")).toBe("2026-04");
  });

  test("only scheduled dates in force are judged by these terms", () => {
    expect(brief(weekly(), [], "03-30 10:00", { validTo: "2026-03-11" })).toEqual([["03-04", "breached", null]]);
    expect(brief(weekly(), [], "03-30 10:00", { validFrom: "2026-03-25" })).toEqual([["03-25", "breached", null]]);
  });

  test("when the clock alone may change it", () => {
    const one = weekly({ rrule: "FREQ=WEEKLY;BYDAY=WE;COUNT=1" });
    expect(run(one, [], "03-04 12:00")[0]!.verdict.nextChangeAt).toBe(moscow("03-04 13:00"));
    expect(run(one, [], "03-04 13:00")[0]!.verdict.nextChangeAt).toBe(moscow("03-04 14:00") + 1);
    expect(run(one, [], "03-04 15:00")[0]!.verdict.nextChangeAt).toBeNull();
  });
});

describe("an agreed input", () => {
  const terms = weekly({ afterInput: hours(4) });
  const two = (inputs: Record<string, string>, deliveries: string[], asOf: string, rest = {}) =>
    run(terms, deliveries, asOf, {
      until: "2026-03-12",
      inputs: Object.fromEntries(Object.entries(inputs).map(([d, at]) => [`2026-${d}`, moscow(at)])),
      ...rest,
    })[0]!;
  test("in time: the scheduled instant stands", () => {
    expect(two({ "03-04": "03-03 10:00" }, ["03-04 13:00"], "03-05 10:00").verdict).toMatchObject({ outcome: "met", dueAt: moscow("03-04 12:00") });
  });
  test("late: due moves, and the window with it", () => {
    const at = (delivered: string) => two({ "03-04": "03-04 12:00" }, [delivered], "03-10 10:00").verdict;
    expect(at("03-04 18:00")).toMatchObject({ outcome: "met", dueAt: moscow("03-04 16:00"), fallsDueAt: moscow("03-04 18:00") });
    expect(at("03-05 09:01").outcome).toBe("breached");
    expect(at("03-04 13:59").outcome).toBe("breached");
  });
  test("delivered before the input came: it was not needed", () => {
    expect(two({ "03-04": "03-04 12:00" }, ["03-04 11:00"], "03-10 10:00").verdict.outcome).toBe("met");
  });
  test("missing: waits until the next scheduled window ends, then void", () => {
    expect(two({}, [], "03-11 14:00").verdict).toMatchObject({ outcome: "pending", dueAt: null, nextChangeAt: moscow("03-11 14:00") + 1 });
    expect(two({}, [], "03-11 14:01").verdict).toMatchObject({ outcome: "void", state: "cancelled" });
    expect(two({ "03-04": "03-12 10:00" }, [], "03-13 10:00").verdict.outcome).toBe("void");
  });
  test("missing when the obligation ends", () => {
    expect(two({}, [], "03-09 10:00", { validTo: "2026-03-10" }).verdict.outcome).toBe("pending");
    expect(two({}, [], "03-10 00:01", { validTo: "2026-03-10" }).verdict.outcome).toBe("void");
  });
  test("missing, and delivered all the same", () => {
    expect(two({}, ["03-04 13:00"], "03-13 10:00").verdict.outcome).toBe("met");
  });
});

describe("moves, waivers and incidents", () => {
  const one = weekly({ rrule: "FREQ=WEEKLY;BYDAY=WE;COUNT=1" });
  test("both sides moved it: the window is around the new instant", () => {
    const changes = [{ type: "moved", date: "2026-03-04", at: moscow("03-06 12:00") }] as const;
    expect(run(one, ["03-06 14:00"], "03-20 10:00", { changes })[0]!.verdict).toMatchObject({ outcome: "met", dueAt: moscow("03-06 12:00"), fallsDueAt: moscow("03-06 14:00") });
    expect(run(one, ["03-04 12:00"], "03-20 10:00", { changes })[0]!.verdict.outcome).toBe("breached");
  });
  test("both sides waived it: void, and it takes no delivery", () => {
    const changes = [{ type: "waived", date: "2026-03-04" }] as const;
    expect(brief(one, ["03-04 12:00"], "03-20 10:00", { changes })).toEqual([["03-04", "void", null]]);
  });
  test("an incident over the window's end is said, not excused here", () => {
    const incidents = [[moscow("03-04 13:00"), moscow("03-04 15:00")]] as const;
    expect(run(one, [], "03-20 10:00", { incidents })[0]).toMatchObject({ inIncident: true, verdict: { outcome: "breached" } });
    const before = [[moscow("03-04 10:00"), moscow("03-04 14:00")]] as const;
    expect(run(one, [], "03-20 10:00", { incidents: before })[0]!.inIncident).toBe(false);
  });
});
