import { taskIdOf } from "#app/domain/intake/map-rows.ts";
import type { SourceRow } from "#app/domain/intake/map-rows.ts";
import { insertQuarantine } from "#db/queries/imports.server.ts";
import { countFixed, deleteQuarantineLines } from "#db/queries/import-work.server.ts";
import type { OperationContext } from "../context.ts";
import type { Directory } from "../ingest-tasks.server.ts";
import { bringIn } from "./bring-in.server.ts";
import type { Feed } from "./bring-in.server.ts";
import type { Portion } from "./task-rows.server.ts";

/** Rows that were put aside, as portions of their tasks; a table's row stands for itself. */
export function portionsOf(feed: Feed, rows: readonly SourceRow[]): Portion[] {
  const { mapping } = feed;
  const groups = new Map<string, SourceRow[]>();
  const portions: Portion[] = [];
  for (const row of rows) {
    const id = taskIdOf(mapping, row);
    if (id === null) portions.push({ id: null, rows: [row], dropped: 0, refused: { line: row.line, column: "column" in mapping.task.id ? mapping.task.id.column : "", code: "missing_value", value: "" } });
    else groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  for (const [id, some] of groups) {
    // Of a table's rows of one task the last still holds its values; the others are used up with it.
    if (mapping.shape === "table" && some.length > 1) portions.push({ id, rows: [mapping.wins === "first" ? some[0]! : some[some.length - 1]!], dropped: some.length - 1 });
    else portions.push({ id, rows: some, dropped: 0 });
  }
  return portions;
}

/**
 * Brings rows that were put aside in again, as they stand now. What comes in leaves the list; what is still
 * refused stays with its newest reason. Returns how many rows came in.
 */
export async function retryRows(ctx: OperationContext, feed: Feed, input: { readonly batchId: string; readonly rows: readonly SourceRow[]; readonly directory: Directory }): Promise<{ readonly fixed: number; readonly directory: Directory }> {
  const { batchId, rows } = input;
  if (rows.length === 0) return { fixed: 0, directory: input.directory };
  const done = await bringIn(ctx, feed, { batchId, portions: portionsOf(feed, rows), directory: input.directory });
  const stillBad = new Set(done.defects.map((defect) => defect.line));
  const fixed = rows.filter((row) => !stillBad.has(row.line)).length;
  const cells = new Map(rows.map((row) => [row.line, row.cells]));
  const unique = new Map(done.defects.map((defect) => [`${defect.line} ${defect.column}`, defect]));
  await ctx.store.writeAll(
    (w) => [
      ...deleteQuarantineLines(ctx.store, w, batchId, rows.map((row) => row.line)),
      ...insertQuarantine(ctx.store, w, [...unique.values()].map((defect) => ({ batchId, line: defect.line, column: defect.column, reason: defect.code, value: defect.value, raw: cells.get(defect.line) ?? {} }))),
      countFixed(ctx.store, w, batchId, fixed),
    ],
    { at: ctx.now, actor: ctx.actor, action: "import.fix", entity: "import_batch", entityId: batchId, rows: rows.length, details: { rows: rows.length, fixed } },
  );
  return { fixed, directory: done.directory };
}
