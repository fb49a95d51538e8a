import type { Defect } from "#app/domain/intake/mapping.ts";
import { insertImportBatch, insertQuarantine, updateImportBatch } from "#db/queries/imports.server.ts";
import { newId } from "#db/new-id.server.ts";
import type { OperationContext } from "./context.ts";

export interface ImportCounts {
  readonly rows: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly corrected: number;
  readonly quarantined: number;
  readonly skipped: number;
  readonly used: number;
}

const NOTHING: ImportCounts = { rows: 0, accepted: 0, unchanged: 0, corrected: 0, quarantined: 0, skipped: 0, used: 0 };

/** Opens an import batch and returns its id. */
export async function startImport(ctx: OperationContext, file: { source: string; fileName: string; fileHash: string }, importedBy: string | null = null): Promise<string> {
  const id = newId();
  await ctx.store.writeAll(
    (w) => [insertImportBatch(ctx.store, w, { id, ...file, ...NOTHING, state: "running", startedAt: ctx.now, finishedAt: null, importedBy })],
    { at: ctx.now, actor: ctx.actor, action: "import.start", entity: "import_batch", entityId: id, details: file },
  );
  return id;
}

export async function finishImport(ctx: OperationContext, id: string, state: "done" | "failed" | "stopped", counts: ImportCounts): Promise<void> {
  await ctx.store.writeAll((w) => [updateImportBatch(ctx.store, w, id, { state, finishedAt: ctx.now, ...pick(counts) })], {
    at: ctx.now, actor: ctx.actor, action: "import.finish", entity: "import_batch", entityId: id, details: { state, ...pick(counts) },
  });
}

const pick = ({ rows, accepted, unchanged, corrected, quarantined, skipped, used }: ImportCounts): ImportCounts => ({ rows, accepted, unchanged, corrected, quarantined, skipped, used });

/** Puts refused rows aside with line, column, reason and the row as it came. Returns how many rows that are. */
export async function recordDefects(
  ctx: OperationContext,
  batchId: string,
  defects: readonly Defect[],
  rawOf: (line: number) => Readonly<Record<string, string>>,
): Promise<number> {
  if (defects.length === 0) return 0;
  const unique = new Map(defects.map((defect) => [`${defect.line} ${defect.column}`, defect]));
  const rows = [...unique.values()].map((defect) => ({ batchId, line: defect.line, column: defect.column, reason: defect.code, value: defect.value, raw: rawOf(defect.line) }));
  await ctx.store.writeAll((w) => insertQuarantine(ctx.store, w, rows), {
    at: ctx.now, actor: ctx.actor, action: "import.quarantine", entity: "import_batch", entityId: batchId, rows: rows.length,
  });
  return new Set(defects.map((defect) => defect.line)).size;
}
