import { join } from "node:path";
import type { DraftMapping } from "#app/domain/intake/draft-mapping.ts";
import { ruleForName } from "#app/domain/intake/watched-name.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { newId } from "#db/new-id.server.ts";
import { insertFailedJob, insertUpload, loadUpload, mappingVersions, queueImportJob } from "#db/queries/import-work.server.ts";
import { insertImportBatch, loadImport } from "#db/queries/imports.server.ts";
import { dropFilesBefore, dropSeen, loadOpenFiles, loadWatchRules, moveFile, noteFile } from "#db/queries/watched-files.server.ts";
import type { WatchedFileRow, WatchRuleRow } from "#db/queries/watched-files.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { Store } from "#db/store.ts";
import type { OperationContext } from "../context.ts";
import { FeedRefusal } from "./feed-refusal.ts";
import { copySeen, filesOf, openFolder } from "./folder-files.server.ts";
import type { FolderFile } from "./folder-files.server.ts";
import { lookForMapping } from "./look-at-file.server.ts";
import type { Look } from "./look-at-file.server.ts";
import { resentFrom } from "./resend-rows.server.ts";
import { settleWatched } from "./settle-watched.server.ts";
import { KEEP_MS, spoolCopy } from "./spool.server.ts";

/** A file that kept its size and time for so long is complete. */
export const STILL_MS = 10_000;
/** What a file may hold; the command line takes larger ones. */
export const MOST_BYTES = 2 * 1024 ** 3;
const MOST_FILES = 1000;
const KEPT_MS = 90 * DAY_MS;

export interface WatchedFolder {
  readonly folder: string;
  /** Whether the folder is the portal's own, which it makes itself. */
  readonly mayMake: boolean;
  readonly dataDir: string;
  readonly stopping: () => boolean;
}

/** The folder cannot be used: nothing was looked at. The message is for the log and the list of runs. */
export class FolderFault extends Error {}

/**
 * One look at the watched folder: notes what is new, takes what is complete and has a rule, and puts away what was imported. Taking is
 * one transaction with the queued import, so that of two processes one takes a file, and a crash takes it whole or not at all.
 */
export async function watchFolder(ctx: OperationContext, watched: WatchedFolder): Promise<{ readonly seen: number; readonly taken: number; readonly done: number; readonly failed: number }> {
  const { store, now } = ctx;
  const opened = await openFolder(watched.folder, watched.mayMake);
  if (!opened.ok) throw new FolderFault(`${opened.code}: ${watched.folder}${opened.facts ? `/${String(opened.facts["name"])}` : ""}`);
  const root = opened.value;
  const settled = await settleWatched(ctx, root);
  const [files, open, rules] = await Promise.all([filesOf(root, MOST_FILES), loadOpenFiles(store), loadWatchRules(store)]);
  const used = rules.filter((rule) => rule.disabledAt === null);
  const known = new Map(open.map((row) => [row.openName!, row]));
  const there = new Set(files.map((file) => file.name));
  const gone = open.filter((row) => row.state === "seen" && !there.has(row.name)).map((row) => row.id);
  if (gone.length > 0) await store.writeUnaudited((w) => [dropSeen(store, w, gone)]);
  let taken = 0;
  let seen = 0;
  for (const file of files) {
    if (watched.stopping()) break;
    const row = known.get(file.name);
    if (row && row.state !== "seen") continue;
    if (!row || row.bytes !== file.bytes || row.modifiedAt !== file.modifiedAt) {
      await note(ctx, file, row ?? null);
      seen += 1;
    } else if (now - row.seenAt >= STILL_MS && (await take(ctx, watched, root, row, used))) taken += 1;
  }
  await store.writeUnaudited((w) => [dropFilesBefore(store, w, now - KEPT_MS)]);
  return { seen, taken, ...settled };
}

/** A new file, or one that has grown: its time of rest begins anew. */
async function note(ctx: OperationContext, file: FolderFile, before: WatchedFileRow | null): Promise<void> {
  const { store, now } = ctx;
  const facts = { bytes: file.bytes, modifiedAt: file.modifiedAt, seenAt: now, fault: null, faultDetail: null, updatedAt: now };
  await whoeverIsFirst(() =>
    store.writeUnaudited((w) =>
      before
        ? [moveFile(store, w, before, facts)]
        : [noteFile(store, w, { id: newId(), openName: file.name, name: file.name, state: "seen", place: "in", keptName: null, batchId: null, attempt: 0, notBefore: 0, ...facts })],
    ),
  );
}

/** Takes a complete file. False when there is no way to read it yet, or somebody else took it. */
async function take(ctx: OperationContext, watched: WatchedFolder, root: string, row: WatchedFileRow, rules: readonly WatchRuleRow[]): Promise<boolean> {
  const { store } = ctx;
  const rule = ruleForName(row.name, rules);
  const saved = rule ? (await mappingVersions(store, rule.source))[0] : undefined;
  const waits = !rule ? "no_rule" : !saved ? "no_mapping" : null;
  if (!rule || !saved) {
    if (row.fault !== waits) await whoeverIsFirst(() => store.writeUnaudited((w) => [moveFile(store, w, row, { fault: waits, faultDetail: rule?.source ?? null, updatedAt: ctx.now })]));
    return false;
  }
  if (row.bytes > MOST_BYTES) return refuseFile(ctx, row, rule, "too_large", "2048", "");
  const part = join(watched.dataDir, "uploads", `${newId()}.part`);
  const hash = await copySeen(join(root, row.name), row, part);
  // Not the file that was seen: the next look notes it anew.
  if (hash === null) return false;
  const path = await spoolCopy(watched.dataDir, part, hash);
  try {
    const mapping = saved.mapping as DraftMapping;
    const { look, draft, firstRow } = await lookForMapping(path, mapping);
    return await queueFile(ctx, row, rule, { hash, look, draft, resentOf: await resentOf(store, look, firstRow, rule.source) });
  } catch (error) {
    if (error instanceof FeedRefusal) return refuseFile(ctx, row, rule, error.code, error.code === "empty_file" ? "" : error.detail, hash);
    throw error;
  }
}

/** Rows put aside that come back by the folder; those of another source are a file like any other. */
async function resentOf(store: Store, look: Look, firstRow: Readonly<Record<string, string>> | undefined, source: string) {
  const parentId = resentFrom(look.fileColumns, firstRow);
  const [parent, upload] = parentId ? await Promise.all([loadImport(store, parentId), loadUpload(store, parentId)]) : [null, null];
  return parent && upload && parent.source === source ? { id: parent.id, mapping: upload.mapping as DraftMapping } : null;
}

async function queueFile(ctx: OperationContext, row: WatchedFileRow, rule: WatchRuleRow, file: { readonly hash: string; readonly look: Look; readonly draft: DraftMapping; readonly resentOf: { readonly id: string; readonly mapping: DraftMapping } | null }): Promise<boolean> {
  const { store, now } = ctx;
  const batchId = newId();
  const mapping = { ...(file.resentOf ? { ...file.resentOf.mapping, csv: { duplicates: "number" as const } } : file.draft), source: rule.source };
  const rights = { providers: rule.providerIds, mayCreate: { departments: rule.mayCreate, products: rule.mayCreate } };
  return whoeverIsFirst(() =>
    store.writeAll(
      (w) => [
        insertImportBatch(store, w, newBatch(batchId, row, rule, file.hash, "running", now)),
        insertUpload(store, w, { batchId, fileKey: file.hash, bytes: row.bytes, look: file.look, mapping, rights, resentOf: file.resentOf?.id ?? null, keepUntil: now + KEEP_MS, removedAt: null }),
        queueImportJob(store, w, { batchId, kind: "import", now, rowsTotal: file.look.complete ? file.look.rows : 0, result: null }),
        moveFile(store, w, row, { state: "queued", batchId, fault: null, faultDetail: null, updatedAt: now }),
      ],
      { at: now, actor: ctx.actor, action: "import.take", entity: "import_batch", entityId: batchId, details: { fileName: row.name, fileHash: file.hash, source: rule.source, rule: rule.glob, bytes: row.bytes } },
    ),
  );
}

/** A file that is no table is an import, too: a failed one, with its reason. */
async function refuseFile(ctx: OperationContext, row: WatchedFileRow, rule: WatchRuleRow, code: string, detail: string, hash: string): Promise<boolean> {
  const { store, now } = ctx;
  const batchId = newId();
  return whoeverIsFirst(() =>
    store.writeAll(
      (w) => [
        insertImportBatch(store, w, newBatch(batchId, row, rule, hash, "failed", now)),
        insertFailedJob(store, w, { batchId, now, fault: code, faultDetail: detail.slice(0, 300) }),
        moveFile(store, w, row, { state: "queued", batchId, fault: null, faultDetail: null, updatedAt: now }),
      ],
      { at: now, actor: ctx.actor, action: "import.take", entity: "import_batch", entityId: batchId, details: { fileName: row.name, fileHash: hash, source: rule.source, rule: rule.glob, bytes: row.bytes, fault: code } },
    ),
  );
}

const newBatch = (id: string, row: WatchedFileRow, rule: WatchRuleRow, hash: string, state: "running" | "failed", now: number) => ({
  id, source: rule.source, fileName: row.name, fileHash: hash, state, startedAt: now, finishedAt: state === "failed" ? now : null, importedBy: null, rows: 0, accepted: 0, unchanged: 0, corrected: 0, quarantined: 0, skipped: 0, used: 0, fixed: 0,
});

/** True when the write stands; false when somebody else was quicker. */
export async function whoeverIsFirst(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof StaleWriteError) return false;
    throw error;
  }
}
