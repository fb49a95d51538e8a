import { unstable_composeUploadHandlers as composeHandlers, unstable_createMemoryUploadHandler as toMemory, unstable_parseMultipartFormData as parseMultipart } from "@remix-run/node";
import { MB, MOST_FILE_MB, MOST_FILES, MOST_FORM_MB } from "#app/domain/evidence/check-evidence.ts";
import type { SentFile } from "#app/domain/evidence/check-evidence.ts";
import { partsFault } from "./parts-fault.server.ts";

export interface EvidenceForm {
  /** The last value of each field. */
  readonly texts: Readonly<Record<string, string>>;
  /** All values of a field that may be there several times. */
  readonly all: (name: string) => readonly string[];
  readonly files: readonly SentFile[];
}

const FIELD = "evidence";
const MOST_TEXT_BYTES = 512 * 1024;

/**
 * Reads a form that may carry evidence files, packed in parts or not. What is larger than a file may be is read to its end and
 * not kept, so that the rest of the form comes back as it was typed.
 */
export async function readEvidenceForm(request: Request): Promise<EvidenceForm> {
  const files: SentFile[] = [];
  const isParts = /^multipart\/form-data/i.test(request.headers.get("Content-Type") ?? "");
  const form = isParts
    ? await parseMultipart(
        request,
        composeHandlers(async (part) => {
          if (part.name !== FIELD || part.filename === undefined) return undefined;
          files.push(await readFile(part.filename, part.data, files));
          return null;
        }, toMemory({ maxPartSize: MOST_TEXT_BYTES })),
      ).catch((error: unknown) => {
        throw partsFault(error);
      })
    : await request.formData();
  const texts: Record<string, string> = {};
  // A field in which no file was chosen comes as an empty text.
  for (const [name, value] of form) if (typeof value === "string" && name !== FIELD) texts[name] = value;
  return {
    texts,
    all: (name) => form.getAll(name).flatMap((value) => (typeof value === "string" ? [value] : [])),
    // A file field that was left empty sends a part without name and content.
    files: files.filter((file) => file.name !== "" || file.size > 0),
  };
}

async function readFile(name: string, data: AsyncIterable<Uint8Array>, before: readonly SentFile[]): Promise<SentFile> {
  const room = before.length > MOST_FILES ? 0 : MOST_FORM_MB * MB - before.reduce((sum, file) => sum + file.bytes.length, 0);
  const most = Math.min(MOST_FILE_MB * MB, room);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of data) {
    size += chunk.length;
    if (size <= most) chunks.push(chunk);
    else chunks.length = 0;
  }
  return { name, size, bytes: size <= most ? Buffer.concat(chunks) : new Uint8Array() };
}
