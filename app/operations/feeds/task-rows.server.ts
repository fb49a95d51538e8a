import { textOfCell } from "#app/domain/formula-text.ts";
import { taskIdOf } from "#app/domain/intake/map-rows.ts";
import type { SourceRow } from "#app/domain/intake/map-rows.ts";
import type { Defect, DefectCode, Mapping } from "#app/domain/intake/mapping.ts";
import { INGEST_BATCH } from "../ingest-tasks.server.ts";
import { FeedRefusal } from "./feed-refusal.ts";
import { columnsNamedBy } from "./mapping-file.ts";
import { readTable } from "./read-table.server.ts";
import type { TableFormat } from "./read-table.server.ts";

/** The rows of one task, or one row that is refused before anybody knows whose it is. */
export interface Portion {
  /** Null for a refused row. */
  readonly id: string | null;
  readonly rows: readonly SourceRow[];
  /** Rows of the same task for which another of them stands. */
  readonly dropped: number;
  readonly refused?: Defect;
}

export interface FeedFile {
  readonly path: string;
  readonly mapping: Mapping;
  readonly csv: TableFormat;
  readonly rowsPerTask: "one" | "several";
  /** The file was written by the portal for spreadsheets: what they would take for a formula has an apostrophe before it. */
  readonly guarded?: boolean;
}

/** Portions of one transaction: as many as the road into the tables takes at once. */
export const PORTION_BATCH = INGEST_BATCH;

/**
 * A file's rows, task by task, always in the same order for the same file. A table of one row a task runs
 * in constant memory but for its ids; rows of other shapes wait, packed, until the file has been read.
 * Error: FeedRefusal.
 */
export async function* taskRows(file: FeedFile, onRead: (rows: number) => void | Promise<void> = () => {}): AsyncGenerator<Portion[]> {
  const { mapping } = file;
  const streams = mapping.shape === "table" && file.rowsPerTask === "one";
  const firstLines = new Map<string, number>();
  const waiting = new Map<string, { lines: number[]; packed: string[]; dropped: number }>();
  let columns: string[] | null = null;
  let batch: Portion[] = [];
  let rows = 0;
  const refuse = (row: SourceRow, column: string, code: DefectCode, value: string): Portion => ({ id: null, rows: [row], dropped: 0, refused: { line: row.line, column, code, value } });

  for await (const read of readTable(file.path, file.csv)) {
    const row = file.guarded ? { ...read, cells: withoutGuards(read.cells) } : read;
    rows += 1;
    if (!columns) {
      columns = Object.keys(row.cells);
      requireColumns(mapping, columns);
    }
    if (rows % 5000 === 0) await onRead(rows);
    const id = row.wrong ? null : taskIdOf(mapping, row);
    if (id === null) batch.push(row.wrong ? refuse(row, "", row.wrong === "open_quote" ? "open_quote" : "wrong_columns", row.wrong) : refuse(row, idColumn(mapping), "missing_value", ""));
    else if (streams) {
      const first = firstLines.get(id);
      if (first === undefined) {
        firstLines.set(id, row.line);
        batch.push({ id, rows: [row], dropped: 0 });
      } else batch.push(refuse(row, idColumn(mapping), "duplicate_id", String(first)));
    } else {
      const packed = JSON.stringify(Object.values(row.cells));
      const known = waiting.get(id);
      if (!known) waiting.set(id, { lines: [row.line], packed: [packed], dropped: 0 });
      else if (mapping.shape === "event_log") {
        known.lines.push(row.line);
        known.packed.push(packed);
      } else {
        known.dropped += 1;
        if (mapping.wins !== "first") {
          known.lines[0] = row.line;
          known.packed[0] = packed;
        }
      }
    }
    if (batch.length >= PORTION_BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (!columns) throw new FeedRefusal("empty_file", file.path);
  await onRead(rows);
  for (const [id, { lines, packed, dropped }] of waiting) {
    const unpacked = packed.map((text, index) => ({ line: lines[index]!, cells: cellsOf(columns!, JSON.parse(text) as string[]) }));
    waiting.delete(id);
    batch.push({ id, rows: unpacked, dropped });
    if (batch.length >= PORTION_BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

function withoutGuards(cells: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(cells).map(([name, text]) => [name, textOfCell(text)]));
}

function cellsOf(columns: readonly string[], values: readonly string[]): Record<string, string> {
  const cells: Record<string, string> = {};
  for (let at = 0; at < columns.length; at += 1) cells[columns[at]!] = values[at] ?? "";
  return cells;
}

export const idColumn = (mapping: Mapping): string => ("column" in mapping.task.id ? mapping.task.id.column : "");

/** Every column that the mapping names must be in the file; the first that is not is named. */
function requireColumns(mapping: Mapping, columns: readonly string[]): void {
  const there = new Set(columns);
  const missing = columnsNamedBy(mapping).find((column) => !there.has(column));
  if (missing !== undefined) throw new FeedRefusal("missing_column", missing);
}
