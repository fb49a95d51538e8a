import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { dateStyles, textOf } from "#app/operations/feeds/excel-cells.ts";
import { elementsOf } from "#app/operations/feeds/xml-elements.ts";

test("the whole elements of a name, in order; what has no end is left", () => {
  const found = [...elementsOf('<row r="1"><c r="A1"/></row><rows/><row/><row r="3" ><c>x</c></row>\n<row r="4"><c>', "row")];
  expect(found.map(({ attributes, inner }) => [attributes.trim(), inner])).toEqual([['r="1"', '<c r="A1"/>'], ["", undefined], ['r="3"', "<c>x</c>"]]);
  expect(textOf('<r><t>a</t></r><rPh sb="0"><t>no</t></rPh><rPh/><r><t xml:space="preserve"> b</t><t/></r>')).toBe("a b");
});

/** Texts made to be slow: half a million openings without an end, with something of chance in each so that they pack badly. */
const openings = (tag: string) => Array.from({ length: 100_000 }, () => `<${tag} a="${randomBytes(2).toString("hex")}">`).join("") + "/>";
const unclosed = (tag: string) => `<${tag} `.repeat(300_000);

test.each([
  ["rows without an end", () => [...elementsOf(openings("row"), "row")]],
  ["tags without an end", () => [...elementsOf(unclosed("row"), "row")]],
  ["readings and runs without an end", () => [textOf(openings("rPh") + openings("t"))]],
  ["styles without an end", () => dateStyles(openings("cellXfs") + unclosed("numFmt") + unclosed("xf"))],
])("%s are passed over at the pace of reading", (_name, read) => {
  const began = performance.now();
  read();
  expect(performance.now() - began).toBeLessThan(2_000);
});
