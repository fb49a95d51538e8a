import { readdir, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { ReceivedFile } from "./receive-upload.server.ts";

/** A file that was shown and never confirmed goes after a day. */
const KEPT_MS = 24 * 3_600_000;

/** What a page carries to name an upload that waits for its confirmation: the random name, nothing of the path. */
export const uploadToken = (file: ReceivedFile): string => basename(file.path, ".upload");

/** Where the upload of a token rests; null when it is gone or the token is none. */
export async function keptUpload(directory: string, token: string): Promise<string | null> {
  if (!/^[0-9a-f]{32}$/.test(token)) return null;
  const path = join(directory, `${token}.upload`);
  return (await stat(path).catch(() => null)) ? path : null;
}

/** Removes uploads that nobody confirmed. */
export async function sweepUploads(directory: string, now: number): Promise<void> {
  for (const name of await readdir(directory).catch(() => [])) {
    const path = join(directory, name);
    const found = /^[0-9a-f]{32}\.upload$/.test(name) ? await stat(path).catch(() => null) : null;
    if (found && now - found.mtimeMs > KEPT_MS) await rm(path, { force: true });
  }
}
