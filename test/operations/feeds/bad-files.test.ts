import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFECT_CODES } from "#app/domain/intake/mapping.ts";
import type { DefectCode, Mapping } from "#app/domain/intake/mapping.ts";
import { intake as english } from "#app/i18n/en/intake.ts";
import { intake as russian } from "#app/i18n/ru/intake.ts";
import { FeedRefusal, FEED_REFUSALS } from "#app/operations/feeds/feed-refusal.ts";
import { importFile } from "#app/operations/feeds/import-file.server.ts";
import type { ImportFile } from "#app/operations/feeds/import-file.server.ts";
import { loadImport, loadQuarantine } from "#db/queries/imports.server.ts";
import { loadEvents, loadTasksByExternalId } from "#db/queries/tasks.server.ts";
import { sqliteStore, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany } from "#test/support/tiny-company.ts";
import { zipOf } from "#test/support/zip.ts";
import { BAD_ROWS } from "./bad-rows.ts";

const NOW = Date.UTC(2026, 5, 20, 9);
const folder = mkdtempSync(join(tmpdir(), "concord-bad-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TABLE = { shape: "table", missing: ["?", "N/A"], dates: { format: "iso", zone: "Europe/Berlin" }, task: { id: { column: "id" }, product: { column: "product" }, client: { column: "client" }, title: { column: "note" } }, events: { requested: "asked", delivered: "done" } } as const;
const LOG = {
  shape: "event_log", missing: [], dates: { format: "iso", zone: "Europe/Berlin" }, task: { id: { column: "case" }, product: { value: "REPORT" }, client: { value: "SALES" } },
  log: { activity: "what", at: "at", other: "quarantine", rules: [{ activity: "opened", is: "requested" }, { activity: "wait", is: "paused", reason: "client_input" }, { activity: "go", is: "resumed" }, { activity: "closed", is: "delivered" }] },
} as const;
const HEAD = "id,product,client,asked,done,note";
const row = (id: string, more: { asked?: string; done?: string; product?: string; client?: string; note?: string } = {}) => [id, more.product ?? "REPORT", more.client ?? "SALES", more.asked ?? "2026-06-15T10:00", more.done ?? "", more.note ?? "n"].join(",");
const table = (...rows: string[]) => `${[HEAD, ...rows].join("\n")}\n`;
const log = (...rows: string[]) => `${["case,what,at", ...rows].join("\n")}\n`;
const MEGABYTE = "x".repeat(1_000_000);

interface Expected {
  readonly rows: number;
  readonly used: number;
  readonly skipped?: number;
  readonly aside?: readonly (readonly [line: number, column: string, code: DefectCode, value?: string])[];
}

type Shape = "table" | "several" | "log";

/** Whole files that somebody sends by mistake or in bad faith; what becomes of each row. The rows of one cell at fault stand in `bad-rows`. */
const FILES: readonly (readonly [what: string, shape: Shape, content: string | Buffer, expected: Expected])[] = [
  ["the same number twice", "table", table(row("1"), row("2"), row("1", { asked: "2026-06-16T10:00" })), { rows: 3, used: 2, aside: [[4, "id", "duplicate_id", "2"]] }],
  ["the same number twice, where a task may have several rows", "several", table(row("1"), row("2"), row("1", { asked: "2026-06-16T10:00" })), { rows: 3, used: 2, skipped: 1 }],
  ["a cell of a megabyte in a title", "table", table(row("1", { note: MEGABYTE }), row("2")), { rows: 2, used: 2 }],
  ["a cell of a megabyte in place of a date", "table", table(row("1", { done: MEGABYTE }), row("2")), { rows: 2, used: 1, aside: [[2, "done", "bad_date"]] }],
  ["a time that clocks skip", "table", table(row("1", { asked: "2026-03-29T02:30", done: "2026-03-29T03:30" })), { rows: 1, used: 1 }],
  ["a time that clocks show twice", "table", table(row("1", { asked: "2025-10-26T02:30", done: "2025-10-26T02:45" })), { rows: 1, used: 1 }],
  ["delivered in the skipped hour, requested after it on the clock", "table", table(row("1", { asked: "2026-03-29T03:15", done: "2026-03-29T02:10" })), { rows: 1, used: 1 - 1, aside: [[2, "done", "before_requested", "2026-03-29T02:10"]] }],
  ["several faults in one row", "table", table(row("1", { asked: "31.02.2026", done: "soon", product: "Moon" })), { rows: 1, used: 0, aside: [[2, "asked", "bad_date", "31.02.2026"], [2, "done", "bad_date", "soon"]] }],
  ["blank lines between rows", "table", `${HEAD}\n\n${row("1")}\n\n\n${row("2")}\n`, { rows: 2, used: 2 }],
  ["rows of commas alone at the end", "table", `${table(row("1"))},,,,,\n,,,,,\n`, { rows: 1, used: 1 }],
  ["NUL bytes in a cell", "table", table(row("1", { note: "a\u0000b" }), row("2\u0000")), { rows: 2, used: 2 }],
  ["no line end but a bare CR", "table", table(row("1"), row("2")).replaceAll("\n", "\r"), { rows: 2, used: 2 }],
  ["three kinds of line ends", "table", `${HEAD}\r\n${row("1")}\n${row("2")}\r${row("3")}`, { rows: 3, used: 3 }],
  ["a mark of UTF-8 before the heading", "table", `\ufeff${table(row("1"))}`, { rows: 1, used: 1 }],
  ["UTF-16", "table", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(table(row("1"), row("2")), "utf16le")]), { rows: 2, used: 2 }],
  ["bytes that are no UTF-8 in one cell", "table", Buffer.concat([Buffer.from(`${HEAD}\n1,REPORT,SALES,2026-06-15T10:00,,`), Buffer.from([0xff, 0xc3]), Buffer.from("\n")]), { rows: 1, used: 1 }],
  ["packed with gzip", "table", gzipSync(table(row("1"))), { rows: 1, used: 1 }],
  ["a name out of a prototype as number and as client", "table", table(row("constructor"), row("__proto__", { client: "toString" })), { rows: 2, used: 1, aside: [[3, "client", "unknown_department", "toString"]] }],
  ["formulas for a spreadsheet", "table", table(row("=cmd|' /C calc'!A0"), row("2", { client: "@SUM(1)" })), { rows: 2, used: 1, aside: [[3, "client", "unknown_department", "@SUM(1)"]] }],
  ["an unknown product and an unknown department", "table", table(row("1", { product: "Moon" }), row("2", { client: "Mars" })), { rows: 2, used: 0, aside: [[2, "product", "unknown_product", "Moon"], [3, "client", "unknown_department", "Mars"]] }],
  ["a row that is its own heading again", "table", table(row("1"), HEAD, row("2")), { rows: 3, used: 2, aside: [[3, "asked", "bad_date", "asked"], [3, "done", "bad_date", "done"]] }],
  ["semicolons in one row of a file with commas", "table", table(row("1"), row("2").replaceAll(",", ";")), { rows: 2, used: 1, aside: [[3, "", "wrong_columns"]] }],
  ["events in the wrong order", "log", log("A,closed,2026-06-16T10:00", "A,go,2026-06-15T12:00", "A,opened,2026-06-15T10:00", "A,wait,2026-06-15T11:00"), { rows: 4, used: 4 }],
  ["an event before the request", "log", log("A,opened,2026-06-15T10:00", "A,closed,2026-06-14T10:00"), { rows: 2, used: 1, aside: [[3, "at", "before_requested", "2026-06-14T10:00"]] }],
  ["a case without a request", "log", log("A,closed,2026-06-15T10:00", "B,opened,2026-06-15T10:00"), { rows: 2, used: 1, aside: [[2, "what", "no_request"]] }],
  ["an activity that nobody knows", "log", log("A,opened,2026-06-15T10:00", "A,danced,2026-06-15T11:00"), { rows: 2, used: 1, aside: [[3, "what", "unknown_activity", "danced"]] }],
  ["an event of tomorrow's month", "log", log("A,opened,2026-06-15T10:00", "A,closed,2026-09-15T10:00"), { rows: 2, used: 1, aside: [[3, "at", "in_future", "2026-09-15T10:00"]] }],
  ["an event without a case, one without a name, one without a time", "log", log(",opened,2026-06-15T10:00", "A,,2026-06-15T10:00", "A,opened,", "A,opened,2026-06-15T10:00"), { rows: 4, used: 1, aside: [[2, "case", "missing_value"], [3, "what", "missing_value"], [4, "at", "missing_value"]] }],
  ["the same event twice", "log", log("A,opened,2026-06-15T10:00", "A,wait,2026-06-15T11:00", "A,wait,2026-06-15T11:00"), { rows: 3, used: 3 }],
];

const BOMB = zipOf({
  "xl/workbook.xml": '<workbook><sheets><sheet name="A" r:id="r"/></sheets></workbook>', "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r" Target="worksheets/sheet1.xml"/></Relationships>', "xl/worksheets/sheet1.xml": Buffer.alloc(20 * 1024 * 1024, 0x20),
});

/** Files of which no row can be told: refused whole, by name, and recorded as an import that failed. */
const REFUSED: readonly (readonly [what: string, content: string | Buffer, code: string, detail?: string])[] = [
  ["nothing", "", "empty_file"],
  ["a heading alone", `${HEAD}\n`, "empty_file"],
  ["two columns of one name", table(row("1")).replace("note", "asked"), "duplicate_column", "asked"],
  ["another heading", "a,b\n1,2\n", "missing_column", "id"],
  ["a workbook that unpacks a thousandfold", BOMB, "unpacks_too_large"],
  ["a zip within a zip", zipOf({ "inner.zip": zipOf({ "a.csv": table(row("1")) }) }), "not_table"],
  ["a gzip that unpacks a thousandfold", gzipSync(Buffer.concat([Buffer.from(`${HEAD}\n`), Buffer.alloc(20 * 1024 * 1024, `1,${"a".repeat(50_000)}\n`)])), "unpacks_too_large"],
  ["half a gzip", gzipSync(table(row("1"), row("2"))).subarray(0, 40), "broken_zip"],
  ["a page", "<!doctype html><table><tr><td>1</td></tr></table>", "not_table"],
];

describe("a file of bad rows", () => {
  let opened: TestStore;
  let number = 0;
  beforeAll(async () => {
    opened = await sqliteStore();
    await tinyCompany(opened.store);
  });
  afterAll(() => opened.dispose());

  const send = async (content: string | Buffer, shape: Shape, source: string, now = NOW) => {
    number += 1;
    const path = join(folder, `${number}.csv`);
    writeFileSync(path, content);
    const file: ImportFile = { path, mapping: { ...(shape === "log" ? LOG : TABLE), source } as Mapping, csv: {}, rowsPerTask: shape === "several" ? "several" : "one" };
    return importFile(context(opened.store, now + number), file);
  };

  test("there are more than thirty kinds", () => expect(BAD_ROWS.length + FILES.length + REFUSED.length).toBeGreaterThan(60));

  test.each(FILES)("%s: each row comes in or is listed, and the counts add up", async (what, shape, content, expected) => {
    const source = `file-${FILES.findIndex(([one]) => one === what)}`;
    const done = await send(content, shape, source);
    const aside = await loadQuarantine(opened.store, done.batchId, 1000, 0);
    const { rows, used, skipped = 0 } = expected;
    const lines = new Set(aside.map((one) => one.line)).size;
    expect(done).toMatchObject({ rows, used, skipped, quarantined: lines });
    expect(done.used + done.skipped + done.quarantined).toBe(done.rows);
    expect(aside.map((one) => [one.line, one.column, one.reason])).toEqual((expected.aside ?? []).map(([line, column, code]) => [line, column, code]));
    for (const [line, column, , value] of expected.aside ?? []) if (value !== undefined) expect(aside.find((one) => one.line === line && one.column === column)!.value).toBe(value);
    // Whatever stands in a cell, no list holds more of it than a person reads.
    expect(Math.max(0, ...aside.map((one) => one.value.length))).toBeLessThanOrEqual(200);
    // Sent again it changes nothing and puts the same rows aside.
    expect(await send(content, shape, source)).toMatchObject({ accepted: 0, corrected: 0, rows, used, skipped, quarantined: lines });
  });

  test.each(REFUSED.map(([what, content, code, detail = null]) => [what, content, code, detail] as const))("%s is refused whole, and recorded", async (_what, content, code, detail) => {
    const before = number;
    const refusal = await send(content, "table", `refused-${before}`).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(FeedRefusal);
    expect(refusal).toMatchObject({ code, ...(detail === null ? {} : { detail }) });
  }, 30_000);

  test("a changed file corrects what differs and nothing else; an old one sent again corrects it back", async () => {
    const old = table(row("1", { done: "2026-06-16T10:00" }), row("2"));
    const young = old.replace("2026-06-16T10:00", "2026-06-17T10:00");
    expect(await send(old, "table", "changed")).toMatchObject({ accepted: 2 });
    expect(await send(young, "table", "changed")).toMatchObject({ accepted: 0, corrected: 1, unchanged: 1 });
    expect(await send(young, "table", "changed")).toMatchObject({ corrected: 0, unchanged: 2 });
    expect(await send(old, "table", "changed")).toMatchObject({ corrected: 1, unchanged: 1 });
    const [task] = await loadTasksByExternalId(opened.store, "changed", ["1"]);
    expect((await loadEvents(opened.store, [task!.id])).get(task!.id)!.map((event) => event.type)).toEqual(["requested", "delivered", "corrected", "corrected"]);
  });

  test("events mean the same in any order of their rows and cut over any files", async () => {
    const events = ["A,opened,2026-06-15T10:00", "A,wait,2026-06-15T11:00", "A,go,2026-06-15T12:00", "A,closed,2026-06-16T10:00"];
    const facts = async (source: string) => {
      const [task] = await loadTasksByExternalId(opened.store, source, ["A"]);
      return (await loadEvents(opened.store, [task!.id])).get(task!.id)!.map((event) => [event.type, event.occurredAt]).sort((a, b) => Number(a[1]) - Number(b[1]));
    };
    await send(log(...events), "log", "straight");
    await send(log(...[...events].reverse()), "log", "reverse");
    await send(log(events[0]!, events[3]!), "log", "cut");
    await send(log(events[2]!, events[1]!), "log", "cut");
    expect(await facts("reverse")).toEqual(await facts("straight"));
    expect(await facts("cut")).toEqual(await facts("straight"));
  });

  test("the same file by two processes at once comes in once", async () => {
    const content = table(...Array.from({ length: 300 }, (_, n) => row(`T-${n}`)));
    const both = await Promise.all([send(content, "table", "two"), send(content, "table", "two")]);
    expect(both[0].accepted + both[1].accepted).toBe(300);
    expect(both.map((done) => done.used + done.skipped + done.quarantined)).toEqual([300, 300]);
    const batches = await Promise.all(both.map((done) => loadImport(opened.store, done.batchId)));
    expect(batches.map((batch) => batch!.state)).toEqual(["done", "done"]);
  });
});

describe("what is said of a bad row", () => {
  test.each(["en", "ru"] as const)("stands in the catalogue (%s): what is wrong, with the value, and what to do", (locale) => {
    const texts: Readonly<Record<string, string>> = locale === "en" ? english : russian;
    const named = new Set<string>(["bad_date", "bad_number", "unknown_activity", "unknown_product", "unknown_department", "foreign_provider", "before_requested", "due_before_requested", "wrong_columns", "duplicate_id", "implausible_date", "in_future", "no_time", "with_task", "unknown_value"]);
    for (const code of DEFECT_CODES) {
      const text = texts[`defect.${code}`];
      expect(text, code).toMatch(/\p{L}.*\.$/u);
      expect(text!.includes("{{value}}"), code).toBe(named.has(code));
    }
    for (const code of FEED_REFUSALS) expect(texts[`refused.${code}`], code).toMatch(/\p{L}/u);
  });
});
