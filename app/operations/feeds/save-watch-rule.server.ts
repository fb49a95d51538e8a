import { isNamePattern } from "#app/domain/intake/watched-name.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { newId } from "#db/new-id.server.ts";
import { loadImportJob, loadUpload, mappingVersions, queueImportJob, updateUpload } from "#db/queries/import-work.server.ts";
import { updateImportBatch } from "#db/queries/imports.server.ts";
import { deleteWatchRule, findWatchedFile, insertWatchRule, loadWatchRules, moveFile, updateWatchRule } from "#db/queries/watched-files.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "../context.ts";
import { KEEP_MS } from "./spool.server.ts";
import { resumeImport } from "./steer-import.server.ts";

export interface NewWatchRule {
  readonly glob: string;
  readonly source: string;
  readonly providerIds: readonly string[] | null;
  readonly mayCreate: boolean;
  readonly personId: string;
}

const MOST_RULES = 100;

/** Adds a rule behind the others. Errors `bad_glob`, `no_such_mapping`, `same_glob`, `no_room`, each at its field. */
export async function addWatchRule(ctx: OperationContext, rule: NewWatchRule): Promise<Result<null>> {
  const { store, now } = ctx;
  const glob = rule.glob.trim();
  if (!isNamePattern(glob)) return refused("bad_glob", undefined, "glob");
  const [rules, [mapping]] = await Promise.all([loadWatchRules(store), mappingVersions(store, rule.source)]);
  if (!mapping) return refused("no_such_mapping", undefined, "source");
  if (rules.some((other) => other.glob.toLowerCase() === glob.toLowerCase())) return refused("same_glob", undefined, "glob");
  if (rules.length >= MOST_RULES) return refused("no_room", { most: MOST_RULES });
  const row = { id: newId(), position: Math.max(0, ...rules.map((other) => other.position)) + 1, glob, source: rule.source, providerIds: rule.providerIds, mayCreate: rule.mayCreate, createdBy: rule.personId, createdAt: now, disabledAt: null };
  await store.writeAll((w) => [insertWatchRule(store, w, row)], {
    at: now, actor: ctx.actor, action: "watch_rule.add", entity: "watch_rule", entityId: row.id, details: { glob, source: row.source, providerIds: row.providerIds, mayCreate: row.mayCreate },
  });
  return ok(null);
}

/** Switches a rule, moves it before the one above it, or removes it. Files that are in stay in. Errors `unknown_rule`, `changed_meanwhile`. */
export async function changeWatchRule(ctx: OperationContext, id: string, how: "on" | "off" | "up" | "remove"): Promise<Result<null>> {
  const { store, now } = ctx;
  const rules = await loadWatchRules(store);
  const at = rules.findIndex((rule) => rule.id === id);
  const rule = rules[at];
  if (!rule) return refused("unknown_rule");
  const above = rules[at - 1];
  if (how === "up" && !above) return ok(null);
  const entry = { at: now, actor: ctx.actor, entity: "watch_rule", entityId: id, details: { glob: rule.glob, source: rule.source, how } };
  try {
    if (how === "remove") await store.writeAll((w) => [deleteWatchRule(store, w, id)], { ...entry, action: "watch_rule.remove" });
    else
      await store.writeAll(
        (w) => (how === "up" ? [updateWatchRule(store, w, id, { position: above!.position }), updateWatchRule(store, w, above!.id, { position: rule.position })] : [updateWatchRule(store, w, id, { disabledAt: how === "on" ? null : now })]),
        { ...entry, action: "watch_rule.change" },
      );
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok(null);
}

/**
 * Tries a failed file again: by the mapping as it is now where nothing of it came in, else from where it stands. Errors `unknown_file`,
 * `lay_it_in_again` where the file could not even be looked at, `changed_meanwhile`.
 */
export async function retryWatchedFile(ctx: OperationContext, fileId: string): Promise<Result<null>> {
  const { store, now } = ctx;
  const file = await findWatchedFile(store, fileId);
  if (!file || file.state !== "failed" || file.batchId === null) return refused("unknown_file");
  const { batchId } = file;
  const [upload, job] = await Promise.all([loadUpload(store, batchId), loadImportJob(store, batchId)]);
  if (!upload || !job || upload.removedAt !== null) return refused("lay_it_in_again");
  const queued = { state: "queued" as const, attempt: 0, notBefore: 0, fault: null, faultDetail: null, updatedAt: now };
  try {
    if (job.portionsDone > 0) {
      const resumed = await resumeImport(ctx, batchId);
      if (!resumed.ok) return resumed;
      await store.writeUnaudited((w) => [moveFile(store, w, file, queued)]);
      return ok(null);
    }
    const source = (upload.mapping as { readonly source: string }).source;
    const newest = (await mappingVersions(store, source))[0];
    await store.writeAll(
      (w) => [
        ...(newest && upload.resentOf === null ? [updateUpload(store, w, batchId, { mapping: newest.mapping, keepUntil: now + KEEP_MS })] : []),
        queueImportJob(store, w, { batchId, kind: "import", now, rowsTotal: job.rowsTotal, result: null }),
        updateImportBatch(store, w, batchId, { state: "running", finishedAt: null }),
        moveFile(store, w, file, queued),
      ],
      { at: now, actor: ctx.actor, action: "import.resume", entity: "import_batch", entityId: batchId },
    );
    return ok(null);
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
}
