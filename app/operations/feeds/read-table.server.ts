import { cellRows } from "./cell-rows.ts";
import { guessHeading } from "./detect-text.ts";
import { FeedRefusal } from "./feed-refusal.ts";
import { lookAtText, readCsv, readHead } from "./read-csv.server.ts";
import type { CsvFormat, TableRow, TextFacts } from "./read-csv.server.ts";
import { openWorkbook, sheetRecords } from "./read-xlsx.server.ts";

/** How a table file is read: of text, of a workbook. What is left out is found out. */
export interface TableFormat extends CsvFormat {
  readonly sheet?: string;
}

export type TableFacts =
  | ({ readonly kind: "text" } & TextFacts)
  | { readonly kind: "workbook"; readonly sheets: readonly string[]; readonly sheet: string; readonly heading: number };

/** What a file is, and how its rows would be read. Error: FeedRefusal. */
export async function lookAtTable(path: string, format: TableFormat = {}): Promise<TableFacts> {
  if (!(await isWorkbook(path))) return { kind: "text", ...(await lookAtText(path, format)) };
  const book = await openWorkbook(path);
  const sheets = book.sheets.map((one) => one.name);
  const sheet = format.sheet ?? sheets[0]!;
  let heading = format.heading;
  if (heading === undefined) {
    heading = 1;
    for await (const records of sheetRecords(book, sheet)) {
      heading = guessHeading(records);
      break;
    }
  }
  return { kind: "workbook", sheets, sheet, heading };
}

/** Rows of a table file, streamed: CSV of any kind (also gzipped) or a workbook's sheet. Error: FeedRefusal. */
export async function* readTable(path: string, format: TableFormat): AsyncGenerator<TableRow> {
  if (!(await isWorkbook(path))) {
    yield* readCsv(path, format);
    return;
  }
  const book = await openWorkbook(path);
  yield* cellRows(sheetRecords(book, format.sheet), { heading: format.heading ?? 1, duplicates: format.duplicates ?? "refuse" });
}

/** By its first bytes: a zip file is taken for a workbook. What is no table at all is refused by name. */
async function isWorkbook(path: string): Promise<boolean> {
  const head = await readHead(path, 8);
  if (head.length === 0) throw new FeedRefusal("empty_file", path);
  if (head.toString("hex", 0, 4) === "d0cf11e0") throw new FeedRefusal("old_excel", "");
  if (head.toString("latin1", 0, 5) === "%PDF-") throw new FeedRefusal("not_table", "PDF");
  return head.toString("latin1", 0, 4) === "PK\u0003\u0004";
}
