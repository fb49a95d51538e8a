import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openEntry, readZip } from "#app/operations/feeds/zip-entries.server.ts";
import { openPortal, WHO, type OpenPortal } from "#test/support/open-portal.ts";
import { addresses, letThrough, routesOf } from "./doors.ts";
import { plantTexts } from "./plant-texts.ts";
import { addWhatIsMissing, newestFinding, STANDINGS } from "./things.ts";

/** How a formula may begin, and what may stand before it without a spreadsheet minding. */
const BEGINNINGS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫"];
const BEFORE = ["", " ", "\t", "\r", "\n", "\u00a0", "\ufeff", "\u200b", "\u2060", "\u00ad", "\u061c", "\u202e", "\u2066", "\u3000", "\u180e", "\u000b", "\u001f"];
const FORMULAS = [...BEFORE.flatMap((before) => BEGINNINGS.map((sign) => `${before}${sign}1+1`)), "=cmd|' /C calc'!A0", '=HYPERLINK("http://evil.example","x")', "=1+1;=2+2", '"=1+1', ",=1+1", "=1+1\n=2+2", "'=1+1"];
const WORKBOOK = /\.xlsx$/;
/** Character codes of what LibreOffice is told to cut at: comma, semicolon, tab. */
const SEPARATORS = [44, 59, 9];

describe("S-10: files for spreadsheets", () => {
  let portal: OpenPortal;
  let files: { readonly path: string; readonly text: string; readonly bytes: Buffer }[];

  beforeAll(async () => {
    portal = await openPortal(inject("demoDir"));
    await addWhatIsMissing(portal);
    plantTexts(portal, FORMULAS);
    const addressOf = addresses(portal, await newestFinding(portal));
    const doors = routesOf(portal).filter(({ name }) => /\[\.\](csv|xlsx)$/.test(name));
    expect(doors.length).toBeGreaterThan(25);
    files = [];
    for (const route of doors) {
      const rule = route.doors!.get;
      if (typeof rule !== "object") throw new Error(`${route.name} has no readers`);
      const readers = WHO.flatMap((who) => STANDINGS.filter((standing) => letThrough(rule, standing).includes(who)).map((standing) => ({ who, path: addressOf(route, who, standing) }))).filter(({ path }) => path !== null);
      const overseer = readers.find(({ who }) => who === "auditor") ?? readers.at(-1)!;
      const answer = await portal.ask(overseer.path!, { as: overseer.who });
      expect([route.name, answer.status]).toEqual([route.name, 200]);
      files.push({ path: route.name.replaceAll("[.]", "."), text: answer.text, bytes: answer.bytes });
    }
    const exported = await portal.post(`/pay/runs/${(portal.db.prepare("select id from bonus_run where state = 'published' or published_at is not null").get() as { id: string }).id}/export`, "hr", { profile: "generic", file: "csv", encoding: "utf-8", separator: ";" });
    expect(exported.status).toBe(200);
    files.push({ path: "pay.runs.export.csv", text: exported.text, bytes: exported.bytes });
  });
  afterAll(() => portal.close());

  test("no cell of any CSV begins as a formula, whatever stands before the sign, and each text is still there", () => {
    let cells = 0;
    let hostile = 0;
    const faults: string[] = [];
    for (const { path, text: csv } of files.filter((file) => !WORKBOOK.test(file.path))) {
      const delimiter = path === "pay.runs.export.csv" ? ";" : ",";
      for (const row of parse(csv, { bom: true, relax_column_count: true, delimiter }) as string[][])
        for (const cell of row) {
          cells += 1;
          if (/1\+1|cmd\||HYPERLINK/.test(cell)) hostile += 1;
          const bare = cell.replace(/^[\s\p{C}\p{Z}\p{M}]+/u, "").normalize("NFKC");
          if (/^[=+\-@]/.test(bare) && !/^-?\d+([.,]\d+)?%?$/.test(cell) && bare !== "-") faults.push(`${path}: ${JSON.stringify(cell)}`);
        }
    }
    console.info(`${files.length} files, ${cells} cells, ${hostile} with a hostile text`);
    expect(faults.slice(0, 20)).toEqual([]);
    expect(hostile).toBeGreaterThan(1_000);
  });

  test("nor does one where a spreadsheet cuts the file at other signs than it was written with", () => {
    const faults = files
      .filter((file) => !WORKBOOK.test(file.path))
      .flatMap(({ path, text: csv }) => csv.replaceAll('""', "”").replaceAll('"', "").split(/[,;\t\r\n]/).filter((piece) => /^[\s\p{C}\p{Z}\p{M}]*[=+\-@＝＋－＠﹦﹢﹣﹫]/u.test(piece) && !/^-?\d*([.,]\d+)?%?$/.test(piece)).map((piece) => `${path}: ${JSON.stringify(piece)}`));
    expect(faults.slice(0, 20)).toEqual([]);
  });

  test("a workbook has no formula in any sheet", async () => {
    const books = files.filter((file) => WORKBOOK.test(file.path));
    expect(books.length).toBeGreaterThan(0);
    for (const { path, bytes } of books) {
      const parts = await partsOf(bytes);
      expect([path, parts.includes("<sheetData>"), /<f[\s>/]/.test(parts)]).toEqual([path, true, false]);
    }
  });

  test.runIf(process.env.SOFFICE)("opened and saved by LibreOffice, cut at commas, semicolons or tabs, no cell has become a formula", () => {
    const folder = mkdtempSync(join(tmpdir(), "concord-cells-"));
    const formulas: string[] = [];
    const tries = files.filter((file) => !WORKBOOK.test(file.path)).flatMap((file) => SEPARATORS.map((separator) => ({ ...file, separator })));
    for (const { path, bytes, separator } of tries) {
      writeFileSync(join(folder, path), bytes);
      const done = spawnSync(process.env.SOFFICE!, ["--headless", `--infilter=CSV:${separator},34,76`, "--convert-to", "fods", "--outdir", folder, join(folder, path)], { encoding: "utf8", timeout: 120_000 });
      expect(done.status, done.stderr).toBe(0);
      const opened = readFileSync(join(folder, path.replace(/\.csv$/, ".fods")), "utf8");
      formulas.push(...[...opened.matchAll(/table:formula="([^"]*)"/g)].map(([, formula]) => `${path} cut at ${String.fromCharCode(separator)}: ${formula}`));
    }
    rmSync(folder, { recursive: true, force: true });
    expect(formulas).toEqual([]);
  });
});

/** The texts of all parts of a workbook. */
async function partsOf(book: Buffer): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "concord-cells-"));
  const path = join(folder, "book.xlsx");
  writeFileSync(path, book);
  const file = await open(path);
  try {
    const parts = await Promise.all((await readZip(file)).map(async (entry) => text(await openEntry(path, entry))));
    return parts.join("\n");
  } finally {
    await file.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
