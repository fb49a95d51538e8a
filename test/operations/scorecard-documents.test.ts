import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWorkbook, sheetRecords } from "#app/operations/feeds/read-xlsx.server.ts";
import { readScorecard } from "#app/operations/read-scorecards.server.ts";
import { xlsxFile } from "#app/operations/xlsx-file.server.ts";
import * as pdf from "#app/routes/scorecards.$departmentId.card[.]pdf/route.ts";
import * as xlsx from "#app/routes/scorecards.$departmentId.card[.]xlsx/route.ts";
import { callRoute, routeContext } from "#test/support/route-context.ts";
import { createSession } from "#app/web/session.server.ts";
import { sqliteStore, type TestStore } from "#test/support/stores.ts";
import { addTwoMonths, at, closeTwoMonths, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const folder = mkdtempSync(join(tmpdir(), "concord-xlsx-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The texts of each sheet, row by row, as the product's own reader of workbooks sees them. */
async function sheetsOf(bytes: Buffer): Promise<Record<string, string[][]>> {
  const path = join(folder, `${Math.abs(bytes.readInt32LE(bytes.length - 6))}-${bytes.length}.xlsx`);
  writeFileSync(path, bytes);
  const book = await openWorkbook(path);
  const sheets: Record<string, string[][]> = {};
  for (const { name } of book.sheets) {
    sheets[name] = [];
    for await (const records of sheetRecords(book, name)) sheets[name].push(...records.map((record) => record.cells.map(String)));
  }
  return sheets;
}

describe("a workbook", () => {
  test("holds texts as texts, numbers as numbers, and no formula", async () => {
    const bytes = xlsxFile([{ name: "A/B: [1]", rows: [["Name", "Value"], ["=1+1", 41], ["@cmd <&> \"x\"\u0001", { value: 95.9, decimals: 2 }], [null, -3]] }]);
    expect(await sheetsOf(bytes)).toEqual({ "A B   1 ": [["Name", "Value"], ["=1+1", "41"], ['@cmd <&> "x"', "95.9"], ["", "-3"]] });
  });

  test("is the same file for the same content", () => {
    const sheets = [{ name: "One", rows: [["a", 1]] }];
    expect(xlsxFile(sheets).equals(xlsxFile(sheets))).toBe(true);
  });

  test("names columns beyond Z", async () => {
    const row = Array.from({ length: 30 }, (_, n) => `c${n}`);
    expect((await sheetsOf(xlsxFile([{ name: "Wide", rows: [row] }])))["Wide"]).toEqual([row]);
  });
});

describe("the documents of a scorecard", () => {
  let opened: TestStore;
  let company: TinyCompany;
  const now = at("2026-07-10");
  beforeAll(async () => {
    opened = await sqliteStore();
    company = await tinyCompany(opened.store);
    await addTwoMonths(company);
    await closeTwoMonths(company);
  });
  afterAll(() => opened.dispose());
  const finance = () => company.departments.get("FIN")!;
  const call = (route: { loader: unknown }, who: keyof TinyCompany["accounts"], departmentId: string) => callRoute(route.loader as never, opened.store, now, company.accounts[who], `/scorecards/${departmentId}/card?period=2026-Q2`, { departmentId });

  test("the workbook has the figures of the scorecard", async () => {
    const context = routeContext(opened.store, now);
    const cookie = (await createSession(new Request("http://localhost/"), context, company.accounts.ada)).split(";")[0]!;
    const answer = await xlsx.loader({ request: new Request("http://localhost/?period=2026-Q2", { headers: { cookie } }), context: { ...context }, params: { departmentId: finance() } });
    expect(answer.headers.get("Content-Disposition")).toBe('attachment; filename="scorecard-FIN-2026-Q2.xlsx"');
    const sheets = await sheetsOf(Buffer.from(await answer.arrayBuffer()));
    const { card, hash } = (await readScorecard(opened.store, finance(), "2026-Q2", true, now)).card!;
    const lines = card.pay.clients.flatMap((client) => client.lines.map((line) => [client.name.en!, line.name.en!, "Paid", line.counts.due, line.counts.excused, line.counts.conforming, line.counts.unmeasurable].map(String)));
    expect(sheets["Clients"]!.slice(1).map((row) => row.slice(0, 7))).toEqual(lines);
    const chain = new Map(sheets["The chain"]!.map((row) => [row[0], row[1]]));
    expect(Number(chain.get("Pay score"))).toBe(card.pay.scoreBp! / 100);
    expect(chain.get("Inputs hash")).toBe(hash);
  });

  test.each([["ada", 200], ["bo", 200], ["hana", 200], ["audrey", 200], ["cy", 200], ["leo", 404], ["adam", 404]] as const)("%s is answered with %i", async (who, status) => {
    for (const route of [pdf, xlsx]) expect((await call(route, who, finance())).status).toBe(status);
  });

  test("an unknown department has none", async () => expect((await call(pdf, "hana", "nobody")).status).toBe(404));
});
