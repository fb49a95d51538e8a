import { columnProfiler } from "#app/domain/intake/column-profile.ts";
import type { ColumnProfile } from "#app/domain/intake/column-profile.ts";
import type { DraftMapping } from "#app/domain/intake/draft-mapping.ts";
import { applySplit } from "#app/domain/intake/map-rows.ts";
import type { Mapping } from "#app/domain/intake/mapping.ts";
import { sha256 } from "#db/new-id.server.ts";
import { FeedRefusal } from "./feed-refusal.ts";
import { lookAtTable, readTable } from "./read-table.server.ts";
import type { TableFacts, TableFormat } from "./read-table.server.ts";

/** What was found in the first rows of a file: all that the mapping page shows. */
export interface Look {
  readonly facts: TableFacts;
  /** Columns as the file has them; those made by cutting stand only in `columns`. */
  readonly fileColumns: readonly string[];
  readonly columns: readonly ColumnProfile[];
  readonly rows: number;
  /** Whether `rows` are all rows of the file. */
  readonly complete: boolean;
  readonly preview: readonly { readonly line: number; readonly cells: readonly string[] }[];
  readonly headingKey: string;
}

const PREVIEW_ROWS = 8;
const PREVIEW_CHARS = 80;
/** Keeps the look at a wide file as short as at a narrow one: about a second. */
const MOST_CELLS = 1_200_000;
/** A row costs as much as so many cells, however few it has. */
const CELLS_OF_A_ROW = 6;

/** Looks at a file's first rows. Error: FeedRefusal. */
export async function lookAtFile(path: string, format: TableFormat, split: Mapping["split"]): Promise<{ readonly look: Look; readonly firstRow: Readonly<Record<string, string>> | undefined }> {
  const facts = await lookAtTable(path, format);
  const preview: { line: number; cells: string[] }[] = [];
  let profiler: ReturnType<typeof columnProfiler> | null = null;
  let fileColumns: string[] = [];
  let columns: string[] = [];
  let firstRow: Readonly<Record<string, string>> | undefined;
  let cells = 0;
  let complete = true;
  for await (const read of readTable(path, { ...formatOf(facts), duplicates: "number" })) {
    const row = applySplit({ split }, read);
    if (!profiler) {
      fileColumns = Object.keys(read.cells);
      columns = Object.keys(row.cells);
      profiler = columnProfiler(columns);
      firstRow = read.cells;
    }
    if (preview.length < PREVIEW_ROWS) preview.push({ line: row.line, cells: columns.map((name) => (row.cells[name] ?? "").slice(0, PREVIEW_CHARS)) });
    profiler.add(row.cells);
    cells += Math.max(columns.length, CELLS_OF_A_ROW);
    if (cells > MOST_CELLS) {
      complete = false;
      break;
    }
  }
  if (!profiler) throw new FeedRefusal("empty_file", "");
  const found = profiler.finish();
  return { look: { facts, fileColumns, columns: found.columns, rows: found.rows, complete, preview, headingKey: headingKey(fileColumns) }, firstRow };
}

/** Looks at a file that is read by a saved mapping: its sheet and its cuts are the mapping's, encoding, separator and heading the file's own. */
export async function lookForMapping(path: string, known: DraftMapping): Promise<{ readonly look: Look; readonly draft: DraftMapping; readonly firstRow: Readonly<Record<string, string>> | undefined }> {
  let seen = await lookAtFile(path, {}, undefined);
  const { facts } = seen.look;
  const sheet = facts.kind === "workbook" && known.csv.sheet && facts.sheets.includes(known.csv.sheet) ? known.csv.sheet : undefined;
  if (known.split || (sheet !== undefined && facts.kind === "workbook" && sheet !== facts.sheet)) seen = await lookAtFile(path, sheet === undefined ? formatOf(facts) : { sheet }, known.split);
  const { heading } = seen.look.facts;
  return { ...seen, draft: { ...known, csv: { ...(sheet === undefined ? {} : { sheet }), ...(heading === 1 ? {} : { heading }), duplicates: "number" } } };
}

/** How a file that was looked at is read: nothing is found out a second time. */
export function formatOf(facts: TableFacts): TableFormat {
  return facts.kind === "workbook" ? { sheet: facts.sheet, heading: facts.heading } : { delimiter: facts.delimiter, encoding: facts.encoding, heading: facts.heading };
}

/** The same columns give the same key in any order. */
export const headingKey = (columns: readonly string[]): string => sha256(JSON.stringify([...columns].sort()));
