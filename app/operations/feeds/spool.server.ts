import { mkdir, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { keptFileKeys, updateUpload, uploadsToRemove } from "#db/queries/import-work.server.ts";
import type { OperationContext } from "../context.ts";
import { hashOfFile } from "./import-file.server.ts";

/** How long an uploaded file is kept after the last thing that was done with it. */
export const KEEP_MS = 14 * 86_400_000;

/** Uploaded files by their SHA-256: the same file twice rests once. */
export const spoolFolder = (dataDir: string): string => join(dataDir, "spool");
export const spoolPath = (dataDir: string, fileKey: string): string => join(spoolFolder(dataDir), `${fileKey}.upload`);

/** Moves a received file into the spool and returns its key. */
export async function spoolFile(dataDir: string, path: string): Promise<string> {
  const key = await hashOfFile(path);
  await spoolCopy(dataDir, path, key);
  return key;
}

/** The same for a file whose SHA-256 is known; returns where it rests. */
export async function spoolCopy(dataDir: string, path: string, key: string): Promise<string> {
  await mkdir(spoolFolder(dataDir), { recursive: true });
  const target = spoolPath(dataDir, key);
  await rename(path, target);
  const now = new Date();
  // A moved file keeps the time of its receipt; the sweep looks at the time of its arrival here.
  await utimes(target, now, now);
  return target;
}

export async function isSpooled(dataDir: string, fileKey: string): Promise<boolean> {
  return (await stat(spoolPath(dataDir, fileKey)).catch(() => null)) !== null;
}

/** A file that nobody names yet may belong to an upload that is just being written. */
const UNNAMED_MS = 3_600_000;

/** Removes files whose time is over, and those that no upload names. Returns how many. */
export async function sweepSpool(ctx: OperationContext, dataDir: string): Promise<number> {
  const over = await uploadsToRemove(ctx.store, ctx.now);
  if (over.length > 0)
    await ctx.store.writeAll((w) => over.map(({ batchId }) => updateUpload(ctx.store, w, batchId, { removedAt: ctx.now })), {
      at: ctx.now, actor: ctx.actor, action: "import.expire", entity: "import_upload", entityId: "spool", rows: over.length,
    });
  const kept = await keptFileKeys(ctx.store);
  let removed = 0;
  for (const name of await readdir(spoolFolder(dataDir)).catch(() => [])) {
    const key = /^([0-9a-f]{64})\.upload$/.exec(name)?.[1];
    if (!key || kept.has(key)) continue;
    const path = spoolPath(dataDir, key);
    const found = await stat(path).catch(() => null);
    if (!found || ctx.now - found.mtimeMs < UNNAMED_MS) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}
