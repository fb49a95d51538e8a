import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { csvCutter } from "#app/operations/feeds/csv-records.ts";
import { FeedRefusal } from "#app/operations/feeds/feed-refusal.ts";
import { lookAtTable, readTable } from "#app/operations/feeds/read-table.server.ts";
import type { TableFormat } from "#app/operations/feeds/read-table.server.ts";
import { workbookOf, zipOf } from "#test/support/zip.ts";

const folder = mkdtempSync(join(tmpdir(), "concord-read-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let number = 0;
const file = (content: string | Buffer) => {
  number += 1;
  const path = join(folder, `${number}.file`);
  writeFileSync(path, content);
  return path;
};
const rowsOf = async (content: string | Buffer, format?: TableFormat) => {
  const path = file(content);
  const facts = format ?? { ...(await lookAtTable(path)), duplicates: "number" as const };
  const rows = [];
  for await (const row of readTable(path, facts)) rows.push([row.line, ...Object.values(row.cells), ...(row.wrong ? [`! ${row.wrong}`] : [])]);
  return rows;
};
const refusal = async (content: string | Buffer, format?: TableFormat) => {
  try {
    await rowsOf(content, format);
    return "read";
  } catch (error) {
    if (error instanceof FeedRefusal) return error.code;
    throw error;
  }
};

/** Cyrillic letters as Windows-1251 writes them. */
const windows1251 = (text: string) => Buffer.from([...text].map((letter) => (letter.charCodeAt(0) < 128 ? letter.charCodeAt(0) : letter === "ё" ? 0xb8 : letter === "№" ? 0xb9 : letter.charCodeAt(0) - 0x410 + 0xc0)));
const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();

describe("a text table", () => {
  const plain = [[2, "1", "Отчёт"], [3, "2", "Счёт"]];
  test.each<[string, string | Buffer]>([
    ["UTF-8", "id,name\n1,Отчёт\n2,Счёт\n"],
    ["UTF-8 with a byte order mark", "\ufeffid,name\n1,Отчёт\n2,Счёт\n"],
    ["no line end at the end", "id,name\n1,Отчёт\n2,Счёт"],
    ["CR LF", "id,name\r\n1,Отчёт\r\n2,Счёт\r\n"],
    ["bare CR", "id,name\r1,Отчёт\r2,Счёт\r"],
    ["mixed line ends", "id,name\r\n1,Отчёт\n2,Счёт\r"],
    ["semicolons", "id;name\n1;Отчёт\n2;Счёт\n"],
    ["tabs", "id\tname\n1\tОтчёт\n2\tСчёт\n"],
    ["bars", "id|name\n1|Отчёт\n2|Счёт\n"],
    ["Windows-1251", windows1251("id;name\n1;Отчёт\n2;Счёт\n")],
    ["UTF-16 LE with a mark", Buffer.from("\ufeffid;name\n1;Отчёт\n2;Счёт\n", "utf16le")],
    ["UTF-16 LE without one", Buffer.from("id;name\n1;Отчёт\n2;Счёт\n", "utf16le")],
    ["UTF-16 BE with a mark", utf16be("\ufeffid;name\n1;Отчёт\n2;Счёт\n")],
    ["UTF-16 BE without one", utf16be("id;name\n1;Отчёт\n2;Счёт\n")],
    ["gzip", gzipSync("id,name\n1,Отчёт\n2,Счёт\n")],
    ["quoted cells", '"id","name"\n"1","Отчёт"\n"2","Счёт"\n'],
    ["a workbook", workbookOf({ Лист1: [["id", "name"], [1, "Отчёт"], [2, "Счёт"]] })],
  ])("is read alike: %s", async (_what, content) => {
    expect(await rowsOf(content)).toEqual(plain);
  });

  test("a cell may hold line ends, separators and doubled marks; lines count as an editor counts them", async () => {
    expect(await rowsOf('id,name\n1,"two\r\nlines, and ""marks"""\n2,x\n')).toEqual([[2, "1", 'two\r\nlines, and "marks"'], [4, "2", "x"]]);
  });

  test("a mark that is never closed breaks its own line only", async () => {
    expect(await rowsOf('id,name\n1,"open\n2,b\n3,c\n')).toEqual([[2, "1", '"open', "! open_quote"], [3, "2", "b"], [4, "3", "c"]]);
    expect(await rowsOf('id,name\n1,"open\n2,"quoted"\n3,c\n')).toEqual([[2, "1", '"open', "! open_quote"], [3, "2", "quoted"], [4, "3", "c"]]);
  });

  test("a mark inside of a cell is text", async () => {
    expect(await rowsOf('id,name\n1,5" disk\n2,"a" b\n')).toEqual([[2, "1", '5" disk'], [3, "2", '"a" b']]);
  });

  test("a cell of a megabyte is read", async () => {
    const long = "x".repeat(1_000_000);
    expect(await rowsOf(`id,name\n1,"${long}"\n2,b\n`)).toEqual([[2, "1", long], [3, "2", "b"]]);
  });

  test("a row of another width is marked; empty cells at the end are no difference", async () => {
    expect(await rowsOf("id,name,note\n1,a\n2,b,c,d\n3,b,c,,\n", { delimiter: "," })).toEqual([
      [2, "1", "a", "", "! 2 ≠ 3"], [3, "2", "b", "c", "! 4 ≠ 3"], [4, "3", "b", "c"],
    ]);
  });

  test("title lines above the heading are found and left out", async () => {
    expect(await rowsOf("Реестр заявок;;;\nза март 2026;;;\n\nНомер;Дата;Услуга;Статус\n1;01.03.2026;Отчёт;Выполнено\n2;02.03.2026;Отчёт;В работе\n")).toEqual([
      [5, "1", "01.03.2026", "Отчёт", "Выполнено"], [6, "2", "02.03.2026", "Отчёт", "В работе"],
    ]);
  });

  test("columns of one name are told apart, or refused where a mapping names them", async () => {
    const path = file("id,date,date,\n1,a,b,c\n");
    const rows = [];
    for await (const row of readTable(path, { duplicates: "number" })) rows.push(row.cells);
    expect(rows).toEqual([{ id: "1", date: "a", "date (2)": "b", "#4": "c" }]);
    expect(await refusal("id,id\n1,2\n", {})).toBe("duplicate_column");
  });

  test("cutting gives the same records wherever the text is torn", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "б", '"', ",", "\n", "\r", " "), maxLength: 6 });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 }), fc.array(fc.nat(60), { maxLength: 5 }), (table, cuts) => {
        const text = table.map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(",") + "\r\n").join("");
        const pieces = [0, ...cuts.map((at) => Math.min(at, text.length)).sort((a, b) => a - b), text.length];
        const cutter = csvCutter(",");
        const found = pieces.slice(1).flatMap((to, index) => cutter.push(text.slice(pieces[index], to))).concat(cutter.end());
        expect(found.map((record) => record.cells)).toEqual(table);
        expect(found.every((record) => !record.broken)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a workbook", () => {
  test("dates are told by their number format, the chosen sheet is read, empty rows are left out", async () => {
    const book = workbookOf({ One: [["a", "b"]], "Заявки & задачи": [["Номер", "Создана", "Сумма"], [7, { date: 46054.375 }, 0.30000000000000004], [null, null, null], [8, { date: 46055 }, 12.5]] });
    const path = file(book);
    expect(await lookAtTable(path)).toMatchObject({ kind: "workbook", sheets: ["One", "Заявки & задачи"], sheet: "One" });
    const rows = [];
    for await (const row of readTable(path, { sheet: "Заявки & задачи" })) rows.push([row.line, ...Object.values(row.cells)]);
    expect(rows).toEqual([[2, "7", "2026-02-01T09:00:00", "0.3"], [4, "8", "2026-02-02", "12.5"]]);
  });

  test("a sheet that is not there is refused", async () => {
    expect(await refusal(workbookOf({ One: [["a"], ["b"]] }), { sheet: "Two" })).toBe("no_such_sheet");
  });
});

describe("what is no table is refused by name", () => {
  const bomb = (lie?: number) => zipOf({ "xl/workbook.xml": '<workbook><sheets><sheet name="A" r:id="r"/></sheets></workbook>', "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r" Target="worksheets/sheet1.xml"/></Relationships>', "xl/worksheets/sheet1.xml": Buffer.alloc(20 * 1024 * 1024, "<row><c/></row>") }, lie === undefined ? {} : { "xl/worksheets/sheet1.xml": lie });
  test.each<[string, () => string | Buffer, string]>([
    ["nothing", () => "", "empty_file"],
    ["blanks", () => " \n\n", "empty_file"],
    ["an old workbook", () => Buffer.from("d0cf11e0a1b11ae1", "hex"), "old_excel"],
    ["a PDF", () => "%PDF-1.7 …", "not_table"],
    ["a page that calls itself a table", () => "<html><table><tr><td>1</td></tr></table></html>", "not_table"],
    ["bytes", () => Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7) % 256)), "not_table"],
    ["a zip of something else", () => zipOf({ "a.txt": "x" }), "not_table"],
    ["half a zip", () => workbookOf({ A: [["a"]] }).subarray(0, 300), "broken_zip"],
    ["a zip bomb", () => bomb(), "unpacks_too_large"],
    ["a zip bomb that lies about its size", () => bomb(1000), "unpacks_too_large"],
    ["a gzip bomb", () => gzipSync(Buffer.alloc(20 * 1024 * 1024, 0x20)), "empty_file"],
    ["a workbook with entities of its own", () => zipOf({ "xl/workbook.xml": '<!DOCTYPE x [<!ENTITY a "b">]><workbook/>' }), "not_table"],
    ["one line of nine megabytes", () => "x".repeat(9_000_000), "not_table"],
  ])("%s", async (_what, content, code) => {
    expect(await refusal(content())).toBe(code);
  });

  test("a gzip bomb with a heading stops where it is no honest table any more", async () => {
    expect(await refusal(gzipSync(Buffer.concat([Buffer.from("id,name\n"), Buffer.alloc(20 * 1024 * 1024, `1,${"a".repeat(50_000)}\n`)])))).toBe("unpacks_too_large");
  }, 30_000);
});
