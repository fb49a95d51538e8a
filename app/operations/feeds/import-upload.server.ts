import { rm } from "node:fs/promises";
import { parse as parseYaml } from "yaml";
import { DomainError, ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import type { Mapping, Reference } from "#app/domain/intake/mapping.ts";
import { dateReader } from "#app/domain/intake/source-date.ts";
import { zoneOf } from "#app/domain/time/zone.ts";
import { recentImports } from "#db/queries/imports.server.ts";
import { evaluateDue } from "../evaluate-tasks.server.ts";
import type { OperationContext } from "../context.ts";
import { importFile } from "./import-file.server.ts";
import { mappingFileSchema, mappingOf } from "./mapping-file.ts";
import type { MappingFile } from "./mapping-file.ts";
import { FeedRefusal } from "./feed-refusal.ts";

/** What one request may import; the command line has no such limit. */
export const MOST_ROWS = 50_000;
/** How long the judging of what came in may hold up the answer; the minute tick does the rest. */
const JUDGE_MS = 4_000;
/** The portal's own source: a file must not speak in its name. */
const OWN_SOURCES: ReadonlySet<string> = new Set(["portal"]);

export interface Upload {
  readonly path: string;
  readonly fileName: string;
  readonly mappingText: string;
  readonly source: string;
  readonly personId: string;
  /** Departments whose work may be written; null = all, and unknown departments and products may be created. */
  readonly providers: ReadonlySet<string> | null;
}

export interface Uploaded {
  readonly batchId: string;
}

/**
 * Imports an uploaded file and judges what it brought. A refusal of the whole file carries the batch
 * that was begun, if any; the file is removed in any case.
 */
export async function importUpload(ctx: OperationContext, upload: Upload): Promise<Result<Uploaded>> {
  try {
    if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u.test(upload.source)) return refused("no_source", undefined, "source");
    if (OWN_SOURCES.has(upload.source.toLowerCase())) return refused("foreign_source", { detail: upload.source }, "source");
    const file = readMapping(upload.mappingText);
    if (!file.ok) return file;
    const mapping = mappingOf(file.value, upload.source);
    const { batchId } = await importFile(ctx, {
      path: upload.path, fileName: upload.fileName, personId: upload.personId, mapping: upload.providers ? withoutCreation(mapping) : mapping, csv: file.value.csv, rowsPerTask: file.value.rowsPerTask,
      providers: upload.providers ?? undefined,
      onRows: (rows) => {
        if (rows > MOST_ROWS) throw new FeedRefusal("too_many_rows", String(MOST_ROWS));
      },
    });
    const until = Date.now() + JUDGE_MS;
    await evaluateDue(ctx, () => Date.now() > until);
    return ok({ batchId });
  } catch (error) {
    if (error instanceof FeedRefusal) {
      const [begun] = await recentImports(ctx.store, 1);
      const batchId = begun?.startedAt === ctx.now && begun.fileName === upload.fileName ? begun.id : "";
      return refused(error.code, { detail: error.code === "not_csv" ? error.detail.slice(0, 200) : error.code === "empty_file" ? "" : error.detail.slice(0, 200), batchId }, "file");
    }
    throw error;
  } finally {
    await rm(upload.path, { force: true });
  }
}

function readMapping(text: string): Result<MappingFile> {
  if (text.trim() === "") return refused("no_mapping", undefined, "mapping");
  const bad = (detail: string) => refused("bad_mapping", { detail: detail.slice(0, 300) }, "mapping");
  let value: unknown;
  try {
    value = parseYaml(text, { maxAliasCount: 100 });
  } catch (error) {
    return bad((error as Error).message.split("\n")[0]!);
  }
  const parsed = mappingFileSchema.safeParse(value);
  if (!parsed.success) return bad(parsed.error.issues.slice(0, 3).map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "));
  try {
    dateReader(parsed.data.dates.format, zoneOf(parsed.data.dates.zone));
  } catch (error) {
    return bad(error instanceof DomainError ? `dates.zone: ${error.message}` : `dates.format: ${parsed.data.dates.format}`);
  }
  return ok(parsed.data);
}

/** Whoever imports for one department creates no departments and products. */
function withoutCreation(mapping: Mapping): Mapping {
  const plain = <R extends Reference | undefined>(reference: R): R => (reference ? { ...reference, create: undefined } : reference);
  return { ...mapping, task: { ...mapping.task, product: plain(mapping.task.product), client: plain(mapping.task.client), provider: plain(mapping.task.provider) } };
}
