import { describe, expect, it } from "vitest";
import { csvCell } from "#app/format/csv-cell.ts";
import { csvResponse } from "#app/web/csv.server.ts";

describe("a CSV cell", () => {
  it.each([
    ["plain", "plain"],
    ["=1+1", "'=1+1"],
    ["+7 495", "'+7 495"],
    ["-5", "'-5"],
    ["@sum", "'@sum"],
    ["\t=1", "'\t'=1"],
    [" =1", "' =1"],
    ["\u202e=1", "'\u202e=1"],
    ["\u3164\u2212\u0031", "'\u3164\u22121"],
    ["\u3000﹦1", "'\u3000﹦1"],
    ["\u180e\u034f+1", "'\u180e\u034f+1"],
    ["a,b", '"a,b"'],
    ["a;=1", '"a;\'=1"'],
    ['say "x"', '"say ""x"""'],
    ["two\nlines", '"two\nlines"'],
    [-5, "-5"],
    [93.1, "93.1"],
    [null, ""],
    [Number.NaN, ""],
  ])("%j is written %s", (value, text) => {
    expect(csvCell(value)).toBe(text);
  });

  it("stands in a file with a byte order mark, whose name cannot leave the header", async () => {
    const response = csvResponse('a"\r\nX: 1.csv', [{ header: "n", value: (row: number) => row }], [1, 2]);
    expect(Buffer.from(await response.arrayBuffer()).toString("utf8")).toBe("\ufeffn\r\n1\r\n2\r\n");
    expect(response.headers.get("Content-Disposition")).toBe('attachment; filename="a---X--1.csv"');
  });
});
