import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWorkbook, sheetRecords } from "#app/operations/feeds/read-xlsx.server.ts";

/** The rows of one sheet of a workbook as texts, read as an import reads them. */
export async function xlsxRecords(file: Buffer, sheet: string): Promise<string[][]> {
  const folder = mkdtempSync(join(tmpdir(), "concord-book-"));
  try {
    const path = join(folder, "book.xlsx");
    writeFileSync(path, file);
    const book = await openWorkbook(path);
    const rows: string[][] = [];
    for await (const records of sheetRecords(book, sheet)) rows.push(...records.map((record) => [...record.cells]));
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
