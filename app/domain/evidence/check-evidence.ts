import { ok, refused, type Result } from "../refusal.ts";
import { contentFits, FILE_EXTENSIONS, FILE_TYPES } from "./file-type.ts";
import { extensionOf, safeFileName } from "./safe-file-name.ts";

export const MOST_FILES = 10;
export const MOST_FILE_MB = 10;
/** Of one form: they rest in memory until they are written. */
export const MOST_FORM_MB = 40;
/** Of one task or objection, and what one person may add in 24 hours. */
export const MOST_SUBJECT_MB = 100;
export const MOST_DAY_MB = 200;
export const MB = 1024 * 1024;

/** A file as it was sent. What is too large was not kept: then `bytes` is empty and `size` says how much came. */
export interface SentFile {
  readonly name: string;
  readonly size: number;
  readonly bytes: Uint8Array;
}

export interface CheckedFile {
  /** Safe to save under. */
  readonly name: string;
  readonly extension: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export type EvidenceRefusal = "too_many_files" | "file_empty" | "file_too_large" | "files_too_large" | "file_type" | "file_content" | "subject_full" | "day_full";

/** What a quota depends on, in bytes. */
export interface EvidenceUsed {
  readonly onSubject: number;
  readonly byPersonToday: number;
}

/**
 * Files that may be attached, under safe names; or why the first of them may not (design.md section 10,
 * security.md 5.2 and 5.4): at most 10 of 10 MB, of an allowed type by extension and by content.
 */
export function checkEvidence(files: readonly SentFile[], used: EvidenceUsed): Result<readonly CheckedFile[], EvidenceRefusal> {
  const field = "evidence";
  if (files.length > MOST_FILES) return refused("too_many_files", { most: MOST_FILES }, field);
  const checked: CheckedFile[] = [];
  let total = 0;
  for (const { name: sent, size, bytes } of files) {
    const name = safeFileName(sent);
    total += size;
    if (size === 0) return refused("file_empty", { file: name }, field);
    if (size > MOST_FILE_MB * MB) return refused("file_too_large", { file: name, most: MOST_FILE_MB }, field);
    if (total > MOST_FORM_MB * MB) return refused("files_too_large", { most: MOST_FORM_MB }, field);
    const extension = extensionOf(name);
    if (!Object.hasOwn(FILE_TYPES, extension)) return refused("file_type", { file: name, types: FILE_EXTENSIONS.join(", ") }, field);
    if (!contentFits(extension, bytes)) return refused("file_content", { file: name, extension }, field);
    checked.push({ name, extension, mediaType: FILE_TYPES[extension]!.mediaType, bytes });
  }
  if (files.length > 0 && used.onSubject + total > MOST_SUBJECT_MB * MB) return refused("subject_full", { most: MOST_SUBJECT_MB }, field);
  if (files.length > 0 && used.byPersonToday + total > MOST_DAY_MB * MB) return refused("day_full", { most: MOST_DAY_MB }, field);
  return ok(checked);
}
