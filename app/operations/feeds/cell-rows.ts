import type { SourceRow } from "#app/domain/intake/map-rows.ts";
import { FeedRefusal } from "./feed-refusal.ts";

/** A record as a reader cuts it, before anybody knows what its cells are called. */
export interface CellRecord {
  readonly line: number;
  readonly cells: readonly string[];
  readonly broken?: string;
}

export interface Naming {
  /** The record that names the columns, from 1. */
  readonly heading: number;
  readonly duplicates: "refuse" | "number";
}

/** Records with the names of their columns. A row of another width, or a broken one, comes with `wrong` set. Error: FeedRefusal. */
export async function* cellRows(records: AsyncIterable<readonly CellRecord[]>, naming: Naming): AsyncGenerator<SourceRow & { readonly wrong?: string }> {
  let columns: readonly string[] | null = null;
  let least = 0;
  let number = 0;
  for await (const some of records)
    for (const { line, cells, broken } of some) {
      number += 1;
      if (!columns) {
        if (number !== naming.heading) continue;
        columns = nameColumns(cells, naming.duplicates);
        least = filledWidth(cells);
        continue;
      }
      // Spreadsheets write separators alone for rows that were emptied: no row of anything.
      if (!broken && filledWidth(cells) === 0) continue;
      const row: Record<string, string> = {};
      for (let at = 0; at < columns.length; at += 1) row[columns[at]!] = cells[at] ?? "";
      // Spreadsheets end each row with as many separators as their widest row has, and some leave the last empty cells out.
      const fits = cells.length === columns.length || (cells.length > columns.length ? filledWidth(cells) <= columns.length : cells.length >= least);
      if (broken) yield { line, cells: row, wrong: broken };
      else yield fits ? { line, cells: row } : { line, cells: row, wrong: `${cells.length} ≠ ${columns.length}` };
    }
  if (!columns) throw new FeedRefusal("empty_file", "");
}

/** Cells up to the last that is filled. */
function filledWidth(cells: readonly string[]): number {
  let width = cells.length;
  while (width > 0 && cells[width - 1]!.trim() === "") width -= 1;
  return width;
}

/** Column names: trimmed; a column without one is called by its place. Two of one name are refused or numbered. */
export function nameColumns(heading: readonly string[], duplicates: Naming["duplicates"]): string[] {
  const taken = new Set<string>();
  return heading.map((cell, index) => {
    const name = cell.trim().replace(/\s+/g, " ") || `#${index + 1}`;
    // A plain record has no room for a cell of this name.
    if (!taken.has(name) && name !== "__proto__") {
      taken.add(name);
      return name;
    }
    if (duplicates === "refuse") throw new FeedRefusal("duplicate_column", name);
    let count = 2;
    while (taken.has(`${name} (${count})`)) count += 1;
    taken.add(`${name} (${count})`);
    return `${name} (${count})`;
  });
}
