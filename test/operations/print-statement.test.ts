import { expect, test } from "vitest";
import { printStatement } from "#app/operations/print-statement.server.ts";
import type { PrintedStatement } from "#app/operations/print-statement.server.ts";

const PART: PrintedStatement = {
  title: "Bonus statement: Q3 2026", sentence: "For Q3 2026 you receive 30,610.96 ₽.", notes: ["For information, not paid"], facts: [["For", "Ada Adams, 001"]],
  heading: { line: "Line", amount: "Amount, ₽" }, lines: [{ name: "Target bonus", detail: "", amount: "35,217.39" }], otherwise: { title: "What would have changed it", sentences: [] }, hashName: "Fingerprint",
};
const pagesOf = (pdf: Buffer): number => pdf.toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0;

test("a statement has a page a language, and goes on where its lines fill one", async () => {
  const short = await printStatement([PART, { ...PART, title: "Расшифровка премии" }], "f".repeat(64));
  expect(short.subarray(0, 5).toString()).toBe("%PDF-");
  expect(pagesOf(short)).toBe(2);
  const lines = Array.from({ length: 70 }, (_, place) => ({ name: `Line ${place}`, detail: "", amount: "−1.00" }));
  expect(pagesOf(await printStatement([{ ...PART, lines }], "f".repeat(64)))).toBe(2);
});
