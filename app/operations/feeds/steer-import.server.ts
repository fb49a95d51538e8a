import { draftFaults, sourceFromFile } from "#app/domain/intake/draft-mapping.ts";
import type { DraftMapping } from "#app/domain/intake/draft-mapping.ts";
import type { Mapping, Reference } from "#app/domain/intake/mapping.ts";
import { dateReader } from "#app/domain/intake/source-date.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { zoneOf } from "#app/domain/time/zone.ts";
import { insertSourceMapping, linesWithReason, loadImportJob, loadUpload, mappingVersions, quarantineLines, queueImportJob, updateUpload, wantResume, wantStop } from "#db/queries/import-work.server.ts";
import type { ImportUploadRow } from "#db/queries/import-work.server.ts";
import { loadImport, updateImportBatch } from "#db/queries/imports.server.ts";
import type { ImportBatchRow } from "#db/queries/imports.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import { canonicalJson } from "#app/domain/canonical-json.ts";
import type { OperationContext } from "../context.ts";
import { openDirectory } from "../ingest-tasks.server.ts";
import { FeedRefusal } from "./feed-refusal.ts";
import { withinRights } from "./import-rights.ts";
import type { ImportRights } from "./import-rights.ts";
import { formatOf, lookAtFile } from "./look-at-file.server.ts";
import type { Look } from "./look-at-file.server.ts";
import { mappingFileSchema, mappingOf } from "./mapping-file.ts";
import { propose, surroundings } from "./receive-import.server.ts";
import { retryRows } from "./retry-rows.server.ts";
import { isSpooled, KEEP_MS, spoolPath } from "./spool.server.ts";

/** The portal's own source: a file must not speak in its name. */
const OWN_SOURCES: ReadonlySet<string> = new Set(["portal"]);

interface Known {
  readonly batch: ImportBatchRow;
  readonly upload: ImportUploadRow;
}

async function load(ctx: OperationContext, batchId: string): Promise<Known | null> {
  const [batch, upload] = await Promise.all([loadImport(ctx.store, batchId), loadUpload(ctx.store, batchId)]);
  return batch && upload ? { batch, upload } : null;
}

/** Saves a mapping as it stands, finished or not; the file is looked at again where it is now read in another way. */
export async function saveDraft(ctx: OperationContext, input: { readonly batchId: string; readonly draft: DraftMapping; readonly dataDir: string; readonly rights: ImportRights }): Promise<Result<null>> {
  const { store, now } = ctx;
  const known = await load(ctx, input.batchId);
  if (!known || known.batch.state !== "draft") return refused("not_a_draft");
  if (!(await isSpooled(input.dataDir, known.upload.fileKey))) return refused("file_gone", undefined, "file");
  if (OWN_SOURCES.has(input.draft.source.toLowerCase())) return refused("foreign_source", { detail: input.draft.source }, "source");
  const before = known.upload.mapping as DraftMapping;
  let look = known.upload.look as Look;
  const { draft } = input;
  const reads = (one: DraftMapping) => canonicalJson({ csv: { ...one.csv, duplicates: "number" }, split: one.split ?? [] });
  if (reads(before) !== reads(draft)) {
    try {
      const wanted = { ...draft.csv, encoding: draft.csv.encoding as never };
      const facts = (await lookAtFile(spoolPath(input.dataDir, known.upload.fileKey), wanted, draft.split)).look;
      look = facts;
    } catch (error) {
      if (error instanceof FeedRefusal) return refused(error.code, { detail: error.detail.slice(0, 200) }, "file");
      throw error;
    }
  }
  await store.writeAll(
    (w) => [updateUpload(store, w, input.batchId, { mapping: { ...draft }, look, rights: { ...input.rights }, keepUntil: now + KEEP_MS }), updateImportBatch(store, w, input.batchId, { source: draft.source || known.batch.source })],
    { at: now, actor: ctx.actor, action: "import.map", entity: "import_batch", entityId: input.batchId, details: { source: draft.source } },
  );
  return ok(null);
}

/** Begins anew with another mapping: a saved one, an example, or what the columns say by themselves. */
export async function startFrom(ctx: OperationContext, input: { readonly batchId: string; readonly dataDir: string; readonly rights: ImportRights; readonly from: "guess" | { readonly source: string } | { readonly mapping: DraftMapping } }): Promise<Result<null>> {
  const known = await load(ctx, input.batchId);
  if (!known || known.batch.state !== "draft") return refused("not_a_draft");
  if (!(await isSpooled(input.dataDir, known.upload.fileKey))) return refused("file_gone", undefined, "file");
  const { from } = input;
  const before = known.upload.mapping as DraftMapping;
  if (from === "guess") {
    const path = spoolPath(input.dataDir, known.upload.fileKey);
    const { look } = await lookAtFile(path, formatOf(lookOf(known.upload).facts), undefined);
    const { draft } = await propose(path, look, sourceFromFile(known.batch.fileName), await surroundings(ctx.store, input.rights));
    return saveDraft(ctx, { ...input, draft: { ...draft, csv: before.csv } });
  }
  const mapping = "mapping" in from ? from.mapping : ((await mappingVersions(ctx.store, from.source))[0]?.mapping as DraftMapping | undefined);
  if (!mapping) return refused("not_found");
  return saveDraft(ctx, { ...input, draft: { ...mapping, source: mapping.source || before.source, csv: { ...before.csv, ...(mapping.csv.sheet ? { sheet: mapping.csv.sheet } : {}), duplicates: "number" } } });
}

/** Puts the check of the whole file, or the import itself, into the queue. Faults of the mapping are its fields'. */
export async function queueImport(ctx: OperationContext, input: { readonly batchId: string; readonly kind: "check" | "import"; readonly rights: ImportRights; readonly personId: string }): Promise<Result<null>> {
  const { store, now } = ctx;
  const known = await load(ctx, input.batchId);
  if (!known || known.batch.state !== "draft") return refused("not_a_draft");
  const draft = known.upload.mapping as DraftMapping;
  const look = known.upload.look as Look;
  const [fault] = draftFaults(draft, look.columns.map((column) => column.name));
  if (fault) return refused(fault.code, fault.value === undefined ? undefined : { detail: fault.value }, fault.field);
  const parsed = mappingFileSchema.safeParse(draft);
  if (!parsed.success) return refused("bad_mapping", { detail: parsed.error.issues.slice(0, 3).map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ") });
  const job = await loadImportJob(store, input.batchId);
  const isImport = input.kind === "import";
  if (isImport && job && job.kind === "check" && job.state !== "done") return refused("not_checked");
  const version = isImport && !known.upload.resentOf ? await nextVersion(ctx, draft) : null;
  try {
    await store.writeAll(
      (w) => [
        queueImportJob(store, w, { batchId: input.batchId, kind: input.kind, now, rowsTotal: job?.kind === "check" ? job.rowsTotal : look.complete ? look.rows : 0, result: isImport ? (job?.result ?? null) : null }),
        updateUpload(store, w, input.batchId, { rights: { ...input.rights }, keepUntil: now + KEEP_MS }),
        updateImportBatch(store, w, input.batchId, isImport ? { state: "running", startedAt: now, source: draft.source || known.batch.source } : { source: draft.source || known.batch.source }),
        ...(version === null ? [] : [insertSourceMapping(store, w, { source: draft.source, version, headingKey: look.headingKey, mapping: { ...draft }, savedBy: input.personId, savedAt: now })]),
      ],
      { at: now, actor: ctx.actor, action: isImport ? "import.start" : "import.check", entity: "import_batch", entityId: input.batchId, details: { source: draft.source, fileHash: known.upload.fileKey, mappingVersion: version } },
    );
  } catch (error) {
    if (error instanceof DuplicateError || error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok(null);
}

/** The number of a new version of a source's mapping, or null when the newest says the same. */
async function nextVersion(ctx: OperationContext, draft: DraftMapping): Promise<number | null> {
  const [newest] = await mappingVersions(ctx.store, draft.source);
  if (newest && canonicalJson(newest.mapping) === canonicalJson(draft)) return null;
  return (newest?.version ?? 0) + 1;
}

/** Asks a check or an import to stop after the batch that it is at. */
export async function stopImport(ctx: OperationContext, batchId: string): Promise<void> {
  const { store, now } = ctx;
  const job = await loadImportJob(store, batchId);
  await store.writeAll((w) => [wantStop(store, w, batchId, now), ...(job?.kind === "import" && job.state === "queued" ? [updateImportBatch(store, w, batchId, { state: "stopped" })] : [])], {
    at: now, actor: ctx.actor, action: "import.stop_wanted", entity: "import_batch", entityId: batchId,
  });
}

/** Goes on with a stopped or failed import where it stands. */
export async function resumeImport(ctx: OperationContext, batchId: string): Promise<Result<null>> {
  const { store, now } = ctx;
  const job = await loadImportJob(store, batchId);
  if (!job || (job.state !== "stopped" && job.state !== "failed")) return refused("not_stopped");
  try {
    await store.writeAll((w) => [wantResume(store, w, batchId, now), ...(job.kind === "import" ? [updateImportBatch(store, w, batchId, { state: "running", finishedAt: null })] : [])], {
      at: now, actor: ctx.actor, action: "import.resume", entity: "import_batch", entityId: batchId,
    });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("not_stopped");
    throw error;
  }
  return ok(null);
}

const feedOf = (known: Known, rights: ImportRights) => {
  const parsed = mappingFileSchema.parse(known.upload.mapping);
  const mapping = withinRights(mappingOf(parsed, known.batch.source), rights);
  return { mapping, readDate: dateReader(mapping.dates.format, zoneOf(mapping.dates.zone)), providers: rights.providers ? new Set(rights.providers) : undefined };
};

/** Corrects cells of one row that was put aside and brings it in with the other rows of its task. */
export async function fixRow(ctx: OperationContext, input: { readonly batchId: string; readonly line: number; readonly cells: Readonly<Record<string, string>>; readonly rights: ImportRights }): Promise<Result<{ readonly fixed: number }>> {
  const known = await load(ctx, input.batchId);
  if (!known) return refused("not_found");
  const [row] = await quarantineLines(ctx.store, input.batchId, [input.line]);
  if (!row) return refused("row_gone");
  const cells: Record<string, string> = { ...row.raw };
  for (const [name, text] of Object.entries(input.cells)) if (name in cells) cells[name] = text;
  const feed = feedOf(known, input.rights);
  const done = await retryRows(ctx, feed, { batchId: input.batchId, rows: [{ line: input.line, cells }, ...(await companions(ctx, input.batchId, input.line))], directory: await openDirectory(ctx) });
  return ok({ fixed: done.fixed });
}

/** Rows that were put aside only because of this one. */
async function companions(ctx: OperationContext, batchId: string, line: number) {
  const lines = await linesWithReason(ctx.store, batchId, "with_task", String(line));
  const rows = await quarantineLines(ctx.store, batchId, lines.slice(0, 500));
  return rows.map((row) => ({ line: row.line, cells: row.raw }));
}

export type MapUnknown =
  | { readonly kind: "unknown_product" | "unknown_department"; readonly value: string; readonly column: string; readonly code: string }
  | { readonly kind: "unknown_activity"; readonly value: string; readonly is: string };

/**
 * Teaches the mapping what a value means. After an import it is saved as a new version and the rows that waited for it come in; before
 * it, the file is checked again.
 */
export async function mapUnknown(ctx: OperationContext, input: { readonly batchId: string; readonly choice: MapUnknown; readonly rights: ImportRights; readonly personId: string; readonly dataDir: string }): Promise<Result<null>> {
  const { store, now } = ctx;
  const known = await load(ctx, input.batchId);
  if (!known) return refused("not_found");
  const job = await loadImportJob(store, input.batchId);
  if (job && (job.state === "queued" || job.state === "running")) return refused("still_running");
  const draft = withMeaning(known.upload.mapping as DraftMapping, input.choice);
  if (known.batch.state === "draft") {
    const saved = await saveDraft(ctx, { batchId: input.batchId, draft, dataDir: input.dataDir, rights: input.rights });
    return saved.ok ? queueImport(ctx, { batchId: input.batchId, kind: "check", rights: input.rights, personId: input.personId }) : saved;
  }
  const version = await nextVersion(ctx, draft);
  const look = known.upload.look as Look;
  try {
    await store.writeAll(
      (w) => [
        updateUpload(store, w, input.batchId, { mapping: { ...draft }, rights: { ...input.rights }, keepUntil: now + KEEP_MS }),
        ...(version === null ? [] : [insertSourceMapping(store, w, { source: known.batch.source, version, headingKey: look.headingKey, mapping: { ...draft }, savedBy: input.personId, savedAt: now })]),
        queueImportJob(store, w, { batchId: input.batchId, kind: "retry", now, rowsTotal: known.batch.quarantined, result: job?.result ?? null }),
      ],
      { at: now, actor: ctx.actor, action: "import.map_value", entity: "import_batch", entityId: input.batchId, details: { ...input.choice, mappingVersion: version } },
    );
  } catch (error) {
    if (error instanceof DuplicateError) return refused("changed_meanwhile");
    throw error;
  }
  return ok(null);
}

/** The mapping with one more value known; which of client and provider a department stands for is told by its column. */
export function withMeaning(draft: DraftMapping, choice: MapUnknown): DraftMapping {
  if (choice.kind === "unknown_activity") {
    const rule = { activity: choice.value, is: choice.is as Mapping["log"] extends { rules: readonly (infer R)[] } | undefined ? (R extends { is: infer I } ? I : never) : never };
    if (draft.log) return { ...draft, log: { ...draft.log, rules: [rule, ...draft.log.rules] } };
    return draft.status ? { ...draft, status: { ...draft.status, rules: [rule, ...draft.status.rules] } } : draft;
  }
  const learn = (reference: Reference | undefined): Reference | undefined => {
    if (!reference || !("column" in reference) || reference.column !== choice.column) return reference;
    const { prefix = "" } = reference;
    const label = prefix !== "" && choice.value.startsWith(prefix) ? choice.value.slice(prefix.length) : choice.value;
    return { ...reference, map: { ...reference.map, [label]: choice.code } };
  };
  const { task } = draft;
  if (choice.kind === "unknown_product") return { ...draft, task: { ...task, product: learn(task.product) } };
  return { ...draft, task: { ...task, client: learn(task.client), provider: learn(task.provider) } };
}

/** The look at a file's first rows, as it was kept. */
export const lookOf = (upload: Pick<ImportUploadRow, "look">): Look => upload.look as Look;

