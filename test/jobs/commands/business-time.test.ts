import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerBusinessTime } from "#jobs/commands/business-time.ts";

const VECTORS = new URL("../../../../shared/vectors/business-time-sample.json", import.meta.url);

interface Case {
  readonly id: string;
  readonly expect?: unknown;
  readonly error?: string;
}

const isInstant = (value: unknown): value is string =>
  typeof value === "string" && value.includes("T");

describe("the published samples", () => {
  if (!existsSync(VECTORS)) {
    test.skip("skipped, no vectors", () => undefined);
    return;
  }
  const { cases } = JSON.parse(readFileSync(VECTORS, "utf8")) as { cases: Case[] };
  test.each(cases.map((c) => [c.id, c] as const))("%s", (_, c) => {
    const { expect: wanted, ...question } = c;
    const answer = JSON.parse(answerBusinessTime(JSON.stringify(question)));
    expect(answer.id).toBe(c.id);
    if (isInstant(wanted)) expect(Date.parse(answer.result), answer.result).toBe(Date.parse(wanted));
    else expect(answer.result).toEqual(wanted);
  });
});

const week = (from: string, to: string) =>
  Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [[from, to]]]));
const office = { tz: "Etc/UTC", weekly: week("09:00", "17:00") };
const ask = (question: object): Record<string, unknown> =>
  JSON.parse(answerBusinessTime(JSON.stringify({ id: 1, calendar: office, ...question })));

describe("answers", () => {
  test.each([
    ["half a second", { op: "add", start: "2026-03-04T10:00:00Z", seconds: 0.5 }, "2026-03-04T10:00:00.500+00:00"],
    ["a tenth of a minute is exact", { op: "add", start: "2026-03-04T10:00:00Z", minutes: 0.1 }, "2026-03-04T10:00:06+00:00"],
    ["nanoseconds over a closing", { op: "add", start: "2026-03-04T16:00:00.000000005Z", minutes: 60 }, "2026-03-05T09:00:00.000000005+00:00"],
    ["nanoseconds back", { op: "subtract", start: "2026-03-05T09:00:00.000000005Z", minutes: 60 }, "2026-03-04T16:00:00.000000005+00:00"],
    ["nanoseconds kept over days", { op: "add_days", start: "2026-03-04T10:00:00.000000005Z", days: 1, rule: "after/snap" }, "2026-03-05T10:00:00.000000005+00:00"],
    ["minutes by default", { op: "between", start: "2026-03-04T10:00:00Z", end: "2026-03-04T10:00:45Z" }, 0.75],
    ["seconds", { op: "between", start: "2026-03-04T10:00:00Z", end: "2026-03-04T10:00:45.5Z", unit: "seconds" }, 45.5],
    ["nothing between is 0", { op: "between", start: "2026-03-07T10:00:00Z", end: "2026-03-07T09:00:00Z" }, 0],
    ["is_open", { op: "is_open", start: "2026-03-04T17:00:00Z" }, false],
    ["is_workday", { op: "is_workday", date: "2026-03-04" }, true],
    ["no such working day", { op: "nth_workday", month: "2026-03", n: 23 }, null],
    ["days_between", { op: "days_between", start_date: "2026-03-09", end_date: "2026-03-02" }, -5],
  ])("%s", (_, question, result) => expect(ask(question)).toEqual({ id: 1, result }));

  test.each([
    ["bad_amount", { op: "add", start: "2026-03-04T10:00:00Z", minutes: -1 }],
    ["bad_amount", { op: "subtract", start: "2026-03-04T10:00:00Z", seconds: -0.001 }],
    ["bad_amount", { op: "add", start: "2026-03-04T10:00:00Z" }],
    ["bad_amount", { op: "add", start: "2026-03-04T10:00:00Z", minutes: "5" }],
    ["bad_amount", { op: "add_days", start: "2026-03-04T10:00:00Z", days: 1.5, rule: "after/eod" }],
    ["bad_rule", { op: "add_days", start: "2026-03-04T10:00:00Z", days: 1, rule: "after" }],
    ["bad_instant", { op: "is_open", start: "2026-03-04" }],
    ["bad_instant", { op: "add", start: "2026-03-04T10:00:00Z", minutes: 1, pauses: [["x", "y"]] }],
    ["bad_calendar", { op: "is_workday", date: "2026-02-30" }],
    ["bad_calendar", { op: "nth_workday", month: "2026-13", n: 1 }],
    ["bad_calendar", { op: "is_open", start: "2026-03-04T10:00:00Z", calendar: null }],
    ["unknown_zone", { op: "is_open", start: "2026-03-04T10:00:00Z", calendar: { ...office, tz: "X/Y" } }],
    ["never_open", { op: "add", start: "2026-03-04T10:00:00Z", minutes: 1, calendar: { tz: "Etc/UTC", weekly: {} } }],
    ["bad_op", { op: "divide" }],
  ])("%s: %j", (error, question) => expect(ask(question)).toEqual({ id: 1, error }));

  test.each(["", "nonsense", "{", "[]", "42", "null", '"text"'])("bad_json: %s", (line) => {
    expect(answerBusinessTime(line)).toBe('{"id":null,"error":"bad_json"}');
  });

  test.each([
    [{ op: "add", start: [{ toString: false }], minutes: 1 }, "bad_instant"],
    [{ op: "add", start: { toString: 1, valueOf: 2 }, minutes: 1 }, "bad_instant"],
    [{ op: "add", start: "2026-03-04T10:00:00Z", minutes: { toString: null } }, "bad_amount"],
    [{ op: "is_workday", date: { toString: null } }, "bad_calendar"],
    [{ op: "is_open", start: "2026-03-04T10:00:00Z", calendar: { tz: { toString: null }, weekly: {} } }, null],
  ])("a value that only looks like an object of the language: %j", (question, code) => {
    const answer = JSON.parse(answerBusinessTime(JSON.stringify({ id: "x", calendar: office, ...question }))) as { error?: string };
    expect(typeof answer.error).toBe("string");
    if (code !== null) expect(answer.error).toBe(code);
  });

  test("odd values of any field are answered with a code, never thrown", () => {
    const odd = fc.oneof(fc.jsonValue(), fc.constantFrom("2026-03-04T10:00:00Z", "2026-03", 7, 1e300, -1));
    const ops = fc.constantFrom("add", "subtract", "between", "is_open", "is_workday", "add_days", "nth_workday", "days_between");
    const fields = ["start", "end", "minutes", "days", "rule", "month", "n", "date", "start_date", "end_date", "pauses", "unit"];
    fc.assert(
      fc.property(
        ops,
        fc.record(Object.fromEntries(fields.map((f) => [f, odd])), { requiredKeys: [] }),
        fc.oneof(fc.constant(office as unknown), odd, fc.record({ tz: fc.constant("Etc/UTC"), weekly: odd, holidays: odd, special: odd })),
        (op, question, calendar) => {
          const answer = JSON.parse(answerBusinessTime(JSON.stringify({ id: "x", op, calendar, ...question })));
          expect(answer.id).toBe("x");
          expect("result" in answer || typeof answer.error === "string").toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
