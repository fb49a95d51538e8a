import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { lstat, mkdir, open, readdir, realpath, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isWanted } from "#app/domain/intake/watched-name.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";

/** Below the watched folder: where files go that were worked on. */
export const DONE = "done";
export const FAILED = "failed";

export interface FolderFile {
  readonly name: string;
  readonly bytes: number;
  /** Epoch ms, whole. */
  readonly modifiedAt: number;
}

export type FolderRefusal = "no_folder" | "not_writable" | "odd_folder";

/**
 * The watched folder with done/ and failed/ in it, made where they are missing. Its real path is returned: links above it are the
 * administrator's business, links inside of it lead nowhere. Errors `no_folder`, `not_writable`, `odd_folder` (done/ or failed/ is a link or a file).
 */
export async function openFolder(folder: string, mayMake: boolean): Promise<Result<string, FolderRefusal>> {
  try {
    if (mayMake) await mkdir(folder, { recursive: true });
    const root = await realpath(folder);
    for (const name of [DONE, FAILED]) {
      const path = join(root, name);
      // Recursive, because another process may have made it a moment ago.
      if (!(await lstat(path).catch(() => null))) await mkdir(path, { recursive: true });
      if (!(await lstat(path)).isDirectory()) return refused("odd_folder", { name });
    }
    return ok(root);
  } catch (error) {
    return refused((error as NodeJS.ErrnoException).code === "ENOENT" ? "no_folder" : "not_writable");
  }
}

/** Plain files of the folder itself that are wanted, by name. Links, pipes, folders and what programs are still writing are left alone. */
export async function filesOf(root: string, most: number): Promise<FolderFile[]> {
  const entries = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isFile() && isWanted(entry.name));
  const files: FolderFile[] = [];
  for (const { name } of entries.sort((a, b) => (a.name < b.name ? -1 : 1)).slice(0, most)) {
    const found = await plainFile(join(root, name));
    if (found) files.push({ name, ...found });
  }
  return files;
}

/** Size and time of a plain file; null for anything else. A link is not followed. */
export async function plainFile(path: string): Promise<Omit<FolderFile, "name"> | null> {
  const found = await lstat(path).catch(() => null);
  return found?.isFile() ? { bytes: found.size, modifiedAt: Math.floor(found.mtimeMs) } : null;
}

/**
 * Copies a plain file and returns its SHA-256, or null when it is not the file that was seen: replaced by a link, grown, or written
 * again meanwhile. Nothing is left at `target` then.
 */
export async function copySeen(path: string, seen: Omit<FolderFile, "name">, target: string): Promise<string | null> {
  const from = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(() => null);
  if (!from) return null;
  const isSeen = async () => {
    const now = await from.stat();
    return now.isFile() && now.size === seen.bytes && Math.floor(now.mtimeMs) === seen.modifiedAt;
  };
  await mkdir(dirname(target), { recursive: true });
  const to = await open(target, "wx", 0o600);
  const hash = createHash("sha256");
  let bytes = 0;
  let isWhole = false;
  try {
    if (!(await isSeen())) return null;
    const buffer = Buffer.alloc(1024 * 1024);
    for (;;) {
      const { bytesRead } = await from.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) break;
      bytes += bytesRead;
      if (bytes > seen.bytes) return null;
      const part = buffer.subarray(0, bytesRead);
      hash.update(part);
      await to.writeFile(part);
    }
    isWhole = bytes === seen.bytes && (await isSeen());
    return isWhole ? hash.digest("hex") : null;
  } finally {
    await Promise.all([from.close(), to.close()]);
    if (!isWhole) await rm(target, { force: true });
  }
}

/** Moves a file of the folder into done/ or failed/ if it is still the one that was seen. Moved already counts as moved. */
export async function moveKept(root: string, from: string, to: string, seen: Omit<FolderFile, "name">): Promise<boolean> {
  const [source, target] = [join(root, from), join(root, to)];
  if (await plainFile(target)) return true;
  const found = await plainFile(source);
  if (found && (found.bytes !== seen.bytes || found.modifiedAt !== seen.modifiedAt)) return false;
  try {
    await rename(source, target);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    // Another look may have moved it a moment ago; else somebody took it away.
    return (await plainFile(target)) !== null;
  }
}
