import { randomBytes } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import {
  MaxPartSizeExceededError,
  type NodeOnDiskFile,
  unstable_composeUploadHandlers as composeHandlers,
  unstable_createFileUploadHandler as toDisk,
  unstable_createMemoryUploadHandler as toMemory,
  unstable_parseMultipartFormData as parseMultipart,
} from "@remix-run/node";
import { noRoom } from "./no-room.server.ts";
import { partsFault } from "./parts-fault.server.ts";

export interface ReceivedFile {
  /** Where it rests; the caller removes it. */
  readonly path: string;
  /** Its name as the sender calls it, without folders. */
  readonly name: string;
  readonly bytes: number;
}

export interface Received {
  readonly file: ReceivedFile | null;
  readonly texts: ReadonlyMap<string, string>;
}

const MOST_TEXT_BYTES = 512 * 1024;

/**
 * Streams a multipart form: the part `fileField` to a file with a random name, the rest to memory. Null
 * when a part is larger than allowed, 507 when the disk is full; nothing stays on disk then.
 */
export async function receiveUpload(request: Request, options: { readonly fileField: string; readonly directory: string; readonly mostBytes: number }): Promise<Received | null> {
  const { fileField, directory, mostBytes } = options;
  if (!/^multipart\/form-data/i.test(request.headers.get("Content-Type") ?? "")) return { file: null, texts: new Map() };
  await mkdir(directory, { recursive: true });
  const name = `${randomBytes(16).toString("hex")}.upload`;
  const path = join(directory, name);
  let sentName = "";
  const disk = toDisk({ directory, file: () => name, maxPartSize: mostBytes, avoidFileConflicts: false });
  try {
    const form = await parseMultipart(
      request,
      composeHandlers(
        async (part) => {
          if (part.name !== fileField || !part.filename) return undefined;
          // The disk handler keeps only the name that it writes under.
          sentName = basename(part.filename.replaceAll("\\", "/")).slice(0, 200);
          return disk(part);
        },
        toMemory({ maxPartSize: MOST_TEXT_BYTES })
      )
    );
    const texts = new Map<string, string>();
    for (const [key, value] of form) if (key !== fileField) texts.set(key, typeof value === "string" ? value : await value.text());
    const found = form.get(fileField);
    const isFile = found !== null && typeof found !== "string" && "getFilePath" in found;
    // The only handler whose files have a path is the one above.
    const file = isFile ? (found as unknown as NodeOnDiskFile) : null;
    return { file: file && { path: file.getFilePath(), name: sentName, bytes: file.size }, texts };
  } catch (error) {
    await rm(path, { force: true });
    if (error instanceof MaxPartSizeExceededError) return null;
    if ((error as NodeJS.ErrnoException).code === "ENOSPC") throw noRoom();
    throw partsFault(error);
  }
}
