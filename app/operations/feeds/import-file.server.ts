import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { mapTaskRows, taskIdOf } from "#app/domain/intake/map-rows.ts";
import type { IncomingTask, SourceRow } from "#app/domain/intake/map-rows.ts";
import type { Defect, Mapping } from "#app/domain/intake/mapping.ts";
import { dateReader } from "#app/domain/intake/source-date.ts";
import { zoneOf } from "#app/domain/time/zone.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { finishImport, recordDefects, startImport } from "#app/operations/import-batch.server.ts";
import { INGEST_BATCH, ingestTasks, openDirectory } from "#app/operations/ingest-tasks.server.ts";
import { loadEvents, loadTasksByExternalId } from "#db/queries/tasks.server.ts";
import { FeedRefusal, readCsv } from "./read-csv.server.ts";
import type { CsvFormat } from "./read-csv.server.ts";

export interface ImportResult {
  readonly batchId: string;
  readonly rows: number;
  readonly accepted: number;
  readonly corrected: number;
  readonly unchanged: number;
  /** Rows with at least one defect. */
  readonly quarantined: number;
  readonly skipped: number;
}

interface Group {
  readonly rows: SourceRow[];
  count: number;
}

export interface ImportFile {
  readonly path: string;
  readonly mapping: Mapping;
  readonly csv: CsvFormat;
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
 * Imports one file through a mapping: stream, group rows by task, map, quarantine what is refused with
 * line, column and reason, upsert the rest. A table of one row a task runs in constant memory; logs and
 * tables of several rows a task are grouped in memory first.
 */
export async function importFile(
  ctx: OperationContext,
  input: ImportFile,
): Promise<ImportResult> {
  const { mapping } = input;
  const readDate = dateReader(mapping.dates.format, zoneOf(mapping.dates.zone));
  const batchId = await startImport(ctx, { source: mapping.source, fileName: input.fileName ?? basename(input.path), fileHash: await hashOf(input.path) }, input.personId);
  const directory = await openDirectory(ctx);
  const total = { rows: 0, accepted: 0, corrected: 0, unchanged: 0, quarantined: 0, skipped: 0 };
  const groups = new Map<string, Group>();
  const streams = mapping.shape === "table" && input.rowsPerTask === "one";

  const flush = async (some: readonly (readonly [string, Group])[]) => {
    const known = mapping.shape === "event_log" ? await knownEvents(ctx, mapping.source, some.map(([id]) => id)) : new Map();
    const tasks: IncomingTask[] = [];
    const defects: Defect[] = [];
    const raw = new Map<number, SourceRow>();
    for (const [id, group] of some) {
      const mapped = mapTaskRows(mapping, group.rows, readDate, known.get(id));
      if (mapped.task) tasks.push(mapped.task);
      defects.push(...mapped.defects);
      total.skipped += mapped.skipped + (group.count - group.rows.length);
      for (const row of group.rows) raw.set(row.line, row);
    }
    const done = await ingestTasks(ctx, { batchId, mapping, tasks, directory, providers: input.providers });
    total.accepted += done.accepted;
    total.corrected += done.corrected;
    total.unchanged += done.unchanged;
    total.quarantined += await recordDefects(ctx, batchId, [...defects, ...done.defects], (line) => raw.get(line)?.cells ?? {});
  };

  try {
    let checked = false;
    for await (const row of readCsv(input.path, input.csv)) {
      total.rows += 1;
      if (!checked) {
        requireColumns(mapping, row.cells);
        checked = true;
      }
      if (total.rows % 5000 === 0) input.onRows?.(total.rows);
      const id = row.wrong ? null : taskIdOf(mapping, row);
      if (id === null) {
        const code = row.wrong ? "wrong_columns" : "missing_value";
        total.quarantined += await recordDefects(ctx, batchId, [{ line: row.line, column: row.wrong ? "" : idColumn(mapping), code, value: row.wrong ?? "" }], () => row.cells);
        continue;
      }
      const group = groups.get(id);
      if (!group) groups.set(id, { rows: [row], count: 1 });
      else {
        group.count += 1;
        if (mapping.shape === "table") group.rows[0] = row;
        else group.rows.push(row);
      }
      if (streams && groups.size >= INGEST_BATCH) {
        await flush([...groups]);
        groups.clear();
      }
    }
    if (!checked) throw new FeedRefusal("empty_file", basename(input.path));
    const rest = [...groups];
    for (let at = 0; at < rest.length; at += INGEST_BATCH) await flush(rest.slice(at, at + INGEST_BATCH));
    await finishImport(ctx, batchId, "done", total);
    return { batchId, ...total };
  } catch (error) {
    await finishImport(ctx, batchId, "failed", total);
    throw error;
  }
}

async function knownEvents(ctx: OperationContext, source: string, ids: readonly string[]) {
  const tasks = await loadTasksByExternalId(ctx.store, source, ids);
  const events = await loadEvents(ctx.store, tasks.map((task) => task.id));
  return new Map(tasks.map((task) => [task.externalId, events.get(task.id) ?? []]));
}

const idColumn = (mapping: Mapping) => ("column" in mapping.task.id ? mapping.task.id.column : "");

/** Every column that the mapping names must be in the file; the first that is not is named. */
function requireColumns(mapping: Mapping, cells: Readonly<Record<string, string>>): void {
  const made = new Set(mapping.split?.flatMap((split) => split.into) ?? []);
  const fields = [mapping.task.id, mapping.task.product, mapping.task.client, mapping.task.provider, mapping.task.title];
  const wanted = [
    ...fields.flatMap((field) => (field && "column" in field ? [field.column] : [])),
    ...Object.values(mapping.task.attributes ?? {}),
    ...Object.values(mapping.task.measures ?? {}),
    ...Object.values(mapping.events ?? {}),
    ...(mapping.split?.map((split) => split.column) ?? []),
    ...(mapping.log ? [mapping.log.activity, mapping.log.at, ...(mapping.log.id ? [mapping.log.id] : []), ...(mapping.log.order ? [mapping.log.order] : [])] : []),
  ];
  const missing = wanted.find((column) => !made.has(column) && !(column in cells));
  if (missing !== undefined) throw new FeedRefusal("missing_column", missing);
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
