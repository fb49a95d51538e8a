import { describe, expect, test } from "vitest";
import { mapTaskRows } from "#app/domain/intake/map-rows.ts";
import type { SourceRow } from "#app/domain/intake/map-rows.ts";
import type { Mapping } from "#app/domain/intake/mapping.ts";
import { mergeEvents } from "#app/domain/intake/merge-events.ts";
import { dateReader } from "#app/domain/intake/source-date.ts";
import { zoneOf } from "#app/domain/time/zone.ts";

const utc = dateReader("iso", zoneOf("UTC"));
const base = { id: { column: "id" }, product: { value: "P" }, client: { column: "client" } } as const;
const table: Mapping = { source: "s", shape: "table", dates: { format: "iso", zone: "UTC" }, missing: ["?"], task: base, events: { requested: "opened", delivered: "done" } };
const log: Mapping = {
  source: "s", shape: "event_log", dates: { format: "iso", zone: "UTC" }, missing: [], task: base,
  log: {
    activity: "what", at: "when", other: "quarantine",
    rules: [
      { activity: "saved", is: "draft" },
      { activity: "submitted", is: "requested", again: "resumed" },
      { activity: "rejected by *", is: "paused", reason: "client_correction" },
      { activity: "paid", is: "delivered" },
    ],
  },
};
const rowsOf = (columns: string[], ...rows: string[][]): SourceRow[] => rows.map((cells, i) => ({ line: i + 2, cells: Object.fromEntries(columns.map((name, c) => [name, cells[c]!])) }));
const opened = (...rows: string[][]) => rowsOf(["id", "client", "opened", "done"], ...rows);
const events = (...rows: string[][]) => rowsOf(["id", "client", "what", "when"], ...rows);

describe("a table row", () => {
  test("becomes one event a filled date column", () => {
    const { task, defects } = mapTaskRows(table, opened(["1", "Sales", "2026-01-05T09:00", "2026-01-06"]), utc);
    expect(defects).toEqual([]);
    expect(task!.events.map((e) => [e.type, new Date(e.occurredAt).toISOString()])).toEqual([["requested", "2026-01-05T09:00:00.000Z"], ["delivered", "2026-01-06T00:00:00.000Z"]]);
  });

  test.each<[string, string[], object]>([
    ["a date that does not exist", ["1", "Sales", "2026-02-31", ""], { line: 2, column: "opened", code: "bad_date", value: "2026-02-31" }],
    ["words in a date column", ["1", "Sales", "2026-02-01", "soon"], { column: "done", code: "bad_date", value: "soon" }],
    ["no request date", ["1", "Sales", "?", ""], { column: "opened", code: "no_request" }],
    ["delivered before requested", ["1", "Sales", "2026-02-02", "2026-02-01"], { column: "done", code: "before_requested" }],
    ["no client", ["1", "", "2026-02-02", ""], { column: "client", code: "missing_value" }],
    ["an id of a megabyte", ["x".repeat(1_000_000), "Sales", "2026-02-02", ""], { column: "id", code: "too_long" }],
  ])("with %s is refused with line, column and reason", (_what, cells, defect) => {
    const { task, defects } = mapTaskRows(table, opened(cells), utc);
    expect(task).toBeNull();
    expect(defects).toContainEqual(expect.objectContaining(defect));
  });

  test("the last of several rows wins and the others are counted", () => {
    const { task, skipped } = mapTaskRows(table, opened(["1", "A", "2026-01-05", ""], ["1", "B", "2026-01-05", ""]), utc);
    expect([task!.client.code, skipped]).toEqual(["B", 1]);
  });
});

describe("an event log", () => {
  test("submitted again resumes what was sent back", () => {
    const { task } = mapTaskRows(log, events(["1", "A", "submitted", "2026-01-01"], ["1", "A", "rejected by desk", "2026-01-02"], ["1", "A", "submitted", "2026-01-03"], ["1", "A", "paid", "2026-01-04"]), utc);
    expect(task!.events.map((e) => e.type)).toEqual(["requested", "paused", "resumed", "delivered"]);
  });

  test("a case with drafts only is no task", () => {
    expect(mapTaskRows(log, events(["1", "A", "saved", "2026-01-01"]), utc)).toEqual({ task: null, defects: [], skipped: 1, withTask: [] });
  });

  test("what comes before the request is put aside, the rest is kept", () => {
    const { task, defects } = mapTaskRows(log, events(["1", "A", "paid", "2026-01-01"], ["1", "A", "submitted", "2026-01-02"]), utc);
    expect(task!.events.map((e) => e.type)).toEqual(["requested"]);
    expect(defects).toEqual([expect.objectContaining({ line: 2, code: "before_requested" })]);
  });

  test("an activity that no rule names is listed with its line", () => {
    expect(mapTaskRows(log, events(["1", "A", "submitted", "2026-01-01"], ["1", "A", "danced", "2026-01-02"]), utc).defects).toEqual([
      { line: 3, column: "what", code: "unknown_activity", value: "danced" },
    ]);
  });

  test("the order of rows in the file does not matter", () => {
    const rows = events(["1", "A", "submitted", "2026-01-01"], ["1", "A", "rejected by x", "2026-01-02"], ["1", "A", "submitted", "2026-01-03"]);
    const shape = (some: readonly SourceRow[]) => mapTaskRows(log, some, utc).task!.events.map((e) => [e.key, e.type]);
    expect(shape([...rows].reverse())).toEqual(shape(rows));
  });

  test("a case may go on in the next file", () => {
    const first = mergeEvents([], mapTaskRows(log, events(["1", "A", "submitted", "2026-01-01"]), utc).task!.events, 0).add;
    const { task, defects } = mapTaskRows(log, events(["1", "A", "submitted", "2026-01-03"], ["1", "A", "paid", "2026-01-04"]), utc, first);
    expect(defects).toEqual([]);
    expect(task!.events.map((e) => e.type)).toEqual(["resumed", "delivered"]);
  });
});

describe("the same rows again", () => {
  const rows = events(["1", "A", "submitted", "2026-01-01"], ["1", "A", "paid", "2026-01-04"]);
  const incoming = mapTaskRows(log, rows, utc).task!.events;
  const known = mergeEvents([], incoming, 5).add;

  test("add nothing", () => expect(mergeEvents(known, incoming, 9)).toEqual({ add: [], added: 0, corrected: 0, unchanged: 2 }));

  test("a changed value is a correction, and the same change again nothing", () => {
    const before = mapTaskRows(table, opened(["1", "A", "2026-01-05", "2026-01-06"]), utc).task!.events;
    const after = mapTaskRows(table, opened(["1", "A", "2026-01-05", "2026-01-07"]), utc).task!.events;
    const history = mergeEvents([], before, 1).add;
    const correction = mergeEvents(history, after, 2);
    expect(correction).toMatchObject({ added: 0, corrected: 1, unchanged: 1, add: [{ type: "corrected", payload: { eventId: "row:delivered" } }] });
    expect(mergeEvents([...history, ...correction.add], after, 3)).toMatchObject({ add: [], unchanged: 2 });
  });

  test("a blank where a value stood changes nothing", () => {
    const before = mapTaskRows(table, opened(["1", "A", "2026-01-05", "2026-01-06"]), utc).task!.events;
    const after = mapTaskRows(table, opened(["1", "A", "2026-01-05", ""]), utc).task!.events;
    expect(mergeEvents(mergeEvents([], before, 1).add, after, 2)).toMatchObject({ add: [], unchanged: 1 });
  });
});

describe("dates of a source", () => {
  test.each<[string, string, string, string | null]>([
    ["d/M/yyyy HH:mm", "UTC", "29/2/2016 01:16", "2016-02-29T01:16:00.000Z"],
    ["d/M/yyyy HH:mm", "Europe/Rome", "29/2/2016 01:16", "2016-02-29T00:16:00.000Z"],
    ["dd.MM.yyyy", "Europe/Moscow", "01.03.2026", "2026-02-28T21:00:00.000Z"],
    ["d/M/yyyy HH:mm", "UTC", "31/2/2016 01:16", null],
    ["d/M/yyyy HH:mm", "UTC", "2016-02-29", null],
    ["iso", "UTC", "2017-01-09T09:49:50.000+01:00", "2017-01-09T08:49:50.000Z"],
    ["iso", "Europe/Amsterdam", "2017-07-09 09:49", "2017-07-09T07:49:00.000Z"],
    ["iso", "UTC", "2017-13-09", null],
    ["iso", "UTC", "yesterday", null],
    ["iso", "Europe/Amsterdam", "2017-03-26T02:30", "2017-03-26T01:30:00.000Z"],
  ])("%s in %s reads %s", (format, zone, text, expected) => {
    const read = dateReader(format, zoneOf(zone))(text);
    expect(read === null ? null : new Date(read).toISOString()).toBe(expected);
  });
});

describe("a due date in a column", () => {
  const due: Mapping = { ...table, dates: { format: "iso", zone: "Europe/Moscow" }, events: { ...table.events, due_agreed: "due" } };
  const moscow = dateReader("iso", zoneOf("Europe/Moscow"));
  const read = (...cells: string[]) => mapTaskRows(due, rowsOf(["id", "client", "opened", "done", "due"], ["1", "Sales", ...cells]), moscow);
  const dueOf = (cells: string[]) => read(...cells).task!.events.filter((event) => event.type === "due_agreed").map((event) => new Date(event.payload.at!).toISOString());

  test.each([
    ["with a time is that instant", ["2026-02-02T10:00", "", "2026-02-05T18:00"], ["2026-02-05T15:00:00.000Z"]],
    ["without one lasts until the end of that day in the file's zone", ["2026-02-02T10:00", "", "2026-02-05"], ["2026-02-05T20:59:59.999Z"]],
    ["on the day of the request is no contradiction", ["2026-02-02T10:00", "", "2026-02-02"], ["2026-02-02T20:59:59.999Z"]],
    ["may lie in the future, where nothing has happened yet", ["2026-02-02T10:00", "", "2027-02-05T18:00"], ["2027-02-05T15:00:00.000Z"]],
    ["that is missing is none", ["2026-02-02T10:00", "", "?"], []],
  ])("%s", (_what, cells, found) => expect(dueOf(cells)).toEqual(found));

  test("is known since the request, and says nothing of who agreed", () => {
    const event = read("2026-02-02T10:00", "", "2026-02-05").task!.events.find((one) => one.type === "due_agreed")!;
    expect([new Date(event.occurredAt).toISOString(), event.payload.by]).toEqual(["2026-02-02T07:00:00.000Z", undefined]);
  });

  test.each([
    ["before the request", "2026-02-01", "due_before_requested"],
    ["of no calendar", "31.02.2026", "bad_date"],
    ["in another age", "0206-02-05", "implausible_date"],
  ])("%s puts the row aside", (_what, text, code) => {
    const { task, defects } = read("2026-02-02T10:00", "", text);
    expect([task, defects.map((one) => [one.column, one.code])]).toEqual([null, [["due", code]]]);
  });

  test("that changes is a correction, of which evaluation keeps the first value; the same again is nothing", () => {
    const first = read("2026-02-02T10:00", "", "2026-02-05").task!;
    const known = mergeEvents([], first.events, 1).add;
    expect(mergeEvents(known, first.events, 2).add).toEqual([]);
    expect(mergeEvents(known, read("2026-02-02T10:00", "", "2026-02-07").task!.events, 2)).toMatchObject({ corrected: 1, added: 0 });
  });
});
