import { countFixed, deleteQuarantineLines, quarantineLines } from "#db/queries/import-work.server.ts";
import { quarantinedLines } from "#db/queries/imports.server.ts";
import type { OperationContext } from "../context.ts";
import { readTable } from "./read-table.server.ts";

/** The heading by which a file of rows put aside is known again; its cells name the import and the line. */
export const RESENT_COLUMN = "concord-row";

export const resentCell = (batchId: string, line: number): string => `${batchId}:${line}`;

const CELL = /^([0-9a-f]{32}):(\d{1,10})$/;

/** The import whose rows a file brings again, by its heading and first row; null for any other file. */
export function resentFrom(columns: readonly string[], firstRow: Readonly<Record<string, string>> | undefined): string | null {
  return columns.includes(RESENT_COLUMN) ? (CELL.exec(firstRow?.[RESENT_COLUMN] ?? "")?.[1] ?? null) : null;
}

/** Lines of a file of rows put aside, with the line that each has in the import it comes from. */
export async function resentLines(path: string): Promise<ReadonlyMap<number, number>> {
  const lines = new Map<number, number>();
  for await (const row of readTable(path, { duplicates: "number" })) {
    const found = CELL.exec(row.cells[RESENT_COLUMN] ?? "");
    if (found) lines.set(row.line, Number(found[2]));
  }
  return lines;
}

/** Takes rows that came in by another file off the list of the import in which they were put aside. Again, it finds none left. */
export async function takeResent(ctx: OperationContext, from: string, by: string, lines: ReadonlyMap<number, number>): Promise<number> {
  const refused = new Set(await quarantinedLines(ctx.store, by));
  const wanted = [...lines].flatMap(([line, original]) => (refused.has(line) ? [] : [original]));
  const left: number[] = [];
  for (let at = 0; at < wanted.length; at += 500) left.push(...(await quarantineLines(ctx.store, from, wanted.slice(at, at + 500))).map((row) => row.line));
  const taken = [...new Set(left)];
  if (taken.length === 0) return 0;
  const parts: number[][] = [];
  for (let at = 0; at < taken.length; at += 500) parts.push(taken.slice(at, at + 500));
  await ctx.store.writeAll((w) => [...parts.flatMap((part) => deleteQuarantineLines(ctx.store, w, from, part)), countFixed(ctx.store, w, from, taken.length)], {
    at: ctx.now, actor: ctx.actor, action: "import.fix", entity: "import_batch", entityId: from, rows: taken.length, details: { resentIn: by, fixed: taken.length },
  });
  return taken.length;
}
