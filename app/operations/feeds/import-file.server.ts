import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import type { Mapping } from "#app/domain/intake/mapping.ts";
import { dateReader } from "#app/domain/intake/source-date.ts";
import { zoneOf } from "#app/domain/time/zone.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { finishImport, recordDefects, startImport } from "#app/operations/import-batch.server.ts";
import { openDirectory } from "#app/operations/ingest-tasks.server.ts";
import { insertUpload } from "#db/queries/import-work.server.ts";
import { NO_ROWS, addCounts, bringIn } from "./bring-in.server.ts";
import type { RowCounts } from "./bring-in.server.ts";
import { formatOf, headingKey } from "./look-at-file.server.ts";
import type { Look } from "./look-at-file.server.ts";
import { lookAtTable, readTable } from "./read-table.server.ts";
import type { TableFormat } from "./read-table.server.ts";
import { taskRows } from "./task-rows.server.ts";

export interface ImportResult extends RowCounts {
  readonly batchId: string;
}

export interface ImportFile {
  readonly path: string;
  readonly mapping: Mapping;
  readonly csv: TableFormat;
  readonly rowsPerTask: "one" | "several";
  /** Called every 5000 rows; what it throws ends the import. */
  readonly onRows?: (rows: number) => void;
  /** As its sender calls it; default the name on disk. */
  readonly fileName?: string;
  readonly personId?: string;
  /** Departments whose work may be written; default all. */
  readonly providers?: ReadonlySet<string>;
}

/**
 * Imports one file through a mapping in one go: read, map, quarantine what is refused with line, column
 * and reason, upsert the rest. The command line's way; uploads go through the queue (`work-imports`).
 */
export async function importFile(ctx: OperationContext, input: ImportFile): Promise<ImportResult> {
  const { mapping } = input;
  const feed = { mapping, readDate: dateReader(mapping.dates.format, zoneOf(mapping.dates.zone)), providers: input.providers };
  const hash = await hashOfFile(input.path);
  const batchId = await startImport(ctx, { source: mapping.source, fileName: input.fileName ?? basename(input.path), fileHash: hash }, input.personId);
  let directory = await openDirectory(ctx);
  let total = NO_ROWS;
  try {
    await keepMapping(ctx, batchId, input, hash);
    for await (const portions of taskRows(input, input.onRows)) {
      const done = await bringIn(ctx, feed, { batchId, portions, directory });
      directory = done.directory;
      await recordDefects(ctx, batchId, done.defects, (line) => done.rows.get(line)?.cells ?? {});
      total = addCounts(total, done.counts);
    }
    await finishImport(ctx, batchId, "done", total);
    return { batchId, ...total };
  } catch (error) {
    await finishImport(ctx, batchId, "failed", total);
    throw error;
  }
}

/** The mapping stays with the import, so that rows put aside can be corrected in the portal; the file itself stays where it is. */
async function keepMapping(ctx: OperationContext, batchId: string, input: ImportFile, hash: string): Promise<void> {
  const { store, now } = ctx;
  const facts = await lookAtTable(input.path, input.csv);
  let columns: string[] = [];
  for await (const row of readTable(input.path, { ...formatOf(facts), duplicates: "number" })) {
    columns = Object.keys(row.cells);
    break;
  }
  const look: Look = { facts, fileColumns: columns, columns: [], rows: 0, complete: false, preview: [], headingKey: headingKey(columns) };
  const rights = { providers: input.providers ? [...input.providers] : null, mayCreate: { departments: !input.providers, products: !input.providers } };
  const { size } = await stat(input.path);
  const row = { batchId, fileKey: hash, bytes: size, look, mapping: { ...input.mapping, rowsPerTask: input.rowsPerTask, csv: input.csv }, rights, resentOf: null, keepUntil: now, removedAt: now };
  await store.writeAll((w) => [insertUpload(store, w, row)], { at: now, actor: ctx.actor, action: "import.map", entity: "import_batch", entityId: batchId, details: { source: input.mapping.source } });
}

/** SHA-256 of a file's bytes. */
export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
