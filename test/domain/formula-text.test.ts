import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cellText, csvText, textOfCell } from "#app/domain/formula-text.ts";

/** A cell begins with a formula, behind what a spreadsheet skips. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u;

describe("text that a spreadsheet could take for a formula", () => {
  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", " =1", "\u00a0=1", "\u200b=1", "\ufeff+1", "\n-1", "\u0000=1", "＝1", "＋1", "－1", "＠x", "\u2060\u00ad @x", "\u3164=1"])("%j gets a quote in front", (value) => {
    expect(cellText(value)).toBe(`'${value}`);
  });

  test.each(["Ivanova", "00042", "a=b", "A-1", "", "2026-Q3", "Иванова-Петрова", "Петров, Иванов; 5"])("%j stays as it is", (value) => {
    expect(cellText(value)).toBe(value);
    expect(csvText(value)).toBe(value);
  });

  // 2026-11-23: LibreOffice, told another separator, read the end of a name as a formula.
  test.each([
    ["x;=1+1", "x;'=1+1"],
    [",=1+1", ",'=1+1"],
    ["=1+1;=2+2", "'=1+1;'=2+2"],
    ["a\n\"=2+2", "a\n\"'=2+2"],
    ["a\t \u200b@x", "a\t \u200b'@x"],
    ["x; y=1, z-1", "x; y=1, z-1"],
  ])("%j is written %j to a CSV", (value, written) => {
    expect(csvText(value)).toBe(written);
  });

  test("whatever is written, nothing begins with a formula, however the file is cut", () => {
    const hostile = fc.array(fc.constantFrom("=", "-", "＝", "@", ",", ";", "\t", "\n", "\r", " ", '"', "\u200b", "x", "1"), { maxLength: 12 }).map((signs) => signs.join(""));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), hostile), (value) => {
        expect(cellText(value)).not.toMatch(FORMULA);
        const [first = "", ...cut] = csvText(value).split(/[,;\t\r\n]/);
        expect([first, ...cut.map((piece) => piece.replaceAll('"', ""))].filter((piece) => FORMULA.test(piece))).toEqual([]);
      }),
    );
  });

  test("a file that is sent back says what was written into it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }).filter((value) => !value.includes("'")), (value) => {
        expect([textOfCell(csvText(value)), textOfCell(cellText(value))]).toEqual([value, value]);
      }),
    );
  });

  test("a long run of separators takes no longer than a long text", () => {
    const began = performance.now();
    csvText(";\n".repeat(500_000));
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
