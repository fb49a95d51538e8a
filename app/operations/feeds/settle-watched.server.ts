import { createWriteStream } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { keptNames, MOST_TRIES, retryAfterMs } from "#app/domain/intake/watched-name.ts";
import type { Locale } from "#app/domain/names.ts";
import { csvCell } from "#app/format/csv-cell.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadImportJob, quarantineAfter } from "#db/queries/import-work.server.ts";
import type { ImportJobRow } from "#db/queries/import-work.server.ts";
import { loadImport } from "#db/queries/imports.server.ts";
import type { ImportBatchRow } from "#db/queries/imports.server.ts";
import { loadQueuedFiles, moveFile } from "#db/queries/watched-files.server.ts";
import type { WatchedFileRow } from "#db/queries/watched-files.server.ts";
import { newId } from "#db/new-id.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "../context.ts";
import { DONE, FAILED, moveKept } from "./folder-files.server.ts";
import { RESENT_COLUMN, resentCell } from "./resend-rows.server.ts";

import { resumeImport } from "./steer-import.server.ts";

const PAGE = 1000;
/** Rows that the result itself lists; all of them stand in the file beside it. */
const LISTED = 1000;

/**
 * Puts away the files whose import has ended: the result beside the file, then the file, then the row, each again after a crash with the
 * same names. A fault that is not the file's is tried again, later each time.
 */
export async function settleWatched(ctx: OperationContext, root: string): Promise<{ readonly done: number; readonly failed: number }> {
  const counts = { done: 0, failed: 0 };
  const rows = await loadQueuedFiles(ctx.store);
  if (rows.length === 0) return counts;
  const locale: Locale = (await loadOrganisation(ctx.store))?.country === "RU" ? "ru" : "en";
  for (const row of rows) {
    const [batch, job] = row.batchId === null ? [null, null] : await Promise.all([loadImport(ctx.store, row.batchId), loadImportJob(ctx.store, row.batchId)]);
    if (!batch || !job || job.kind !== "import") continue;
    if (batch.state === "done") {
      await putAway(ctx, root, row, batch, null, locale);
      counts.done += 1;
    } else if (job.state === "failed" && !(await triesAgain(ctx, row, job))) {
      await putAway(ctx, root, row, batch, job, locale);
      counts.failed += 1;
    }
  }
  return counts;
}

/** Whether a failed import gets another try; a file that cannot be read does not. */
async function triesAgain(ctx: OperationContext, row: WatchedFileRow, job: ImportJobRow): Promise<boolean> {
  const { store, now } = ctx;
  if (job.fault !== "fault" || row.attempt + 1 >= MOST_TRIES) return false;
  try {
    if (row.notBefore <= job.updatedAt) {
      await store.writeUnaudited((w) => [moveFile(store, w, row, { notBefore: Math.max(job.updatedAt + 1, now + retryAfterMs(row.attempt + 1)), fault: job.fault, faultDetail: job.faultDetail })]);
    } else if (row.notBefore <= now && (await resumeImport(ctx, job.batchId)).ok) {
      await store.writeUnaudited((w) => [moveFile(store, w, row, { attempt: row.attempt + 1, updatedAt: now })]);
    }
  } catch (error) {
    if (!(error instanceof StaleWriteError)) throw error;
  }
  return true;
}

async function putAway(ctx: OperationContext, root: string, row: WatchedFileRow, batch: ImportBatchRow, job: ImportJobRow | null, locale: Locale): Promise<void> {
  const { store, now } = ctx;
  const folder = job ? FAILED : DONE;
  const names = keptNames(row.name, batch.startedAt);
  await writeResult(ctx, join(root, folder), names, batch, job, locale);
  const from = row.place === "in" ? row.name : join(row.place, row.keptName ?? row.name);
  const isMoved = await moveKept(root, from, join(folder, names.file), row);
  try {
    await store.writeUnaudited((w) => [
      moveFile(store, w, row, { state: job ? "failed" : "done", place: isMoved ? folder : "gone", keptName: isMoved ? names.file : null, openName: null, fault: job?.fault ?? null, faultDetail: job?.faultDetail ?? null, updatedAt: now }),
    ]);
  } catch (error) {
    // Another look has put it away: the same names, the same result.
    if (!(error instanceof StaleWriteError)) throw error;
  }
}

/** Counts, reasons and rows put aside, as files that their sender can read and use. */
async function writeResult(ctx: OperationContext, folder: string, names: ReturnType<typeof keptNames>, batch: ImportBatchRow, job: ImportJobRow | null, locale: Locale): Promise<void> {
  const t = translateIn(locale, "intake");
  const aside: { line: number; column: string; code: string; value: string; reason: string }[] = [];
  const counts: Readonly<Record<string, number>> = job ? { ...(job.counts as Readonly<Record<string, number>>) } : { rows: batch.rows, used: batch.used ?? 0, skipped: batch.skipped, quarantined: batch.quarantined, accepted: batch.accepted, corrected: batch.corrected, unchanged: batch.unchanged };
  if ((counts["quarantined"] ?? 0) > 0) await whole(join(folder, names.aside), (path) => writeAside(ctx, path, batch.id, locale, (row) => (aside.length < LISTED ? aside.push(row) : 0)));
  const result = {
    file: batch.fileName, source: batch.source, import: batch.id, state: job ? "failed" : "done", startedAt: new Date(batch.startedAt).toISOString(), sha256: batch.fileHash, counts,
    ...(job ? { fault: job.fault, reason: t(`refused.${job.fault ?? "fault"}` as Key<"intake">, { detail: job.faultDetail ?? "", most: Math.round(Number(job.faultDetail) || 0) }) } : {}),
    ...(aside.length > 0 ? { setAside: aside, setAsideFile: names.aside } : {}),
  };
  await whole(join(folder, names.result), (path) => writeFile(path, `${JSON.stringify(result, null, 2)}\n`));
}

/** The rows put aside with all their cells and their reasons; corrected and laid into the folder again they are known. */
async function writeAside(ctx: OperationContext, path: string, batchId: string, locale: Locale, list: (row: { line: number; column: string; code: string; value: string; reason: string }) => void): Promise<void> {
  const t = translateIn(locale, "intake");
  const names = Object.keys((await quarantineAfter(ctx.store, batchId, -1, 1))[0]?.raw ?? {});
  const to = createWriteStream(path, { mode: 0o640 });
  const line = (cells: readonly (string | number)[]) => to.write(`${cells.map(csvCell).join(",")}\r\n`);
  to.write("\ufeff");
  line([RESENT_COLUMN, t("aside.line"), t("aside.reason"), ...names]);
  interface Open {
    readonly line: number;
    readonly raw: Readonly<Record<string, string>>;
    readonly reasons: string[];
  }
  let open = null as Open | null;
  const close = (row: Open | null) => row && line([resentCell(batchId, row.line), row.line, row.reasons.join(" "), ...names.map((name) => row.raw[name] ?? "")]);
  for (let after = -1; ; ) {
    const rows = await quarantineAfter(ctx.store, batchId, after, PAGE);
    // A line's reasons stay together: the last line of a full page is read anew with the next one.
    const last = rows.length === PAGE ? rows.at(-1)!.line : null;
    const some = last === null || rows[0]!.line === last ? rows : rows.filter((row) => row.line !== last);
    for (const row of some) {
      const reason = t(`defect.${row.reason}` as Key<"intake">, { value: row.value });
      list({ line: row.line, column: row.column, code: row.reason, value: row.value, reason });
      if (open?.line !== row.line) {
        close(open);
        open = { line: row.line, raw: row.raw, reasons: [] };
      }
      open.reasons.push(`${row.column === "" ? "" : `${row.column}: `}${reason}`);
    }
    if (last === null) break;
    after = some.at(-1)!.line;
  }
  close(open);
  to.end();
  await finished(to);
}

/** A file is there whole or not at all. */
async function whole(path: string, write: (path: string) => Promise<void>): Promise<void> {
  // Another look may write the same: whoever ends last leaves the same text.
  const part = `${path}.${newId()}.part`;
  try {
    await write(part);
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
}
