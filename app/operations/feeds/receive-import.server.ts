import { rm } from "node:fs/promises";
import { firstDraft, sourceFromFile } from "#app/domain/intake/draft-mapping.ts";
import type { DraftMapping, Surroundings } from "#app/domain/intake/draft-mapping.ts";
import type { KnownThing } from "#app/domain/intake/suggest-mapping.ts";
import { suggestMapping } from "#app/domain/intake/suggest-mapping.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { loadDepartments, loadOrganisation, loadProducts } from "#db/queries/directory.server.ts";
import { insertUpload, loadUpload, mappingForHeadings, queueImportJob } from "#db/queries/import-work.server.ts";
import { insertImportBatch, loadImport } from "#db/queries/imports.server.ts";
import type { ImportBatchRow } from "#db/queries/imports.server.ts";
import { newId } from "#db/new-id.server.ts";
import type { Store } from "#db/store.ts";
import type { OperationContext } from "../context.ts";
import { FeedRefusal } from "./feed-refusal.ts";
import type { ImportRights } from "./import-rights.ts";
import { formatOf, lookAtFile } from "./look-at-file.server.ts";
import type { Look } from "./look-at-file.server.ts";
import { resentFrom } from "./resend-rows.server.ts";
import { KEEP_MS, spoolFile } from "./spool.server.ts";

export interface ReceivedImport {
  readonly batchId: string;
  /** `resent`: rows put aside came back and are checked at once. `known`: headings and mapping are those of an earlier import. */
  readonly kind: "new" | "known" | "resent";
}

/**
 * Keeps an uploaded file, looks at its first rows and proposes how it is read. Nothing of it is written to
 * tasks. Refusals carry the code of what the file is instead of a table.
 */
export async function receiveImport(
  ctx: OperationContext,
  input: { readonly dataDir: string; readonly path: string; readonly fileName: string; readonly bytes: number; readonly personId: string; readonly rights: ImportRights; readonly maySee: (batch: ImportBatchRow) => boolean },
): Promise<Result<ReceivedImport>> {
  const { store, now } = ctx;
  try {
    const seen = await lookAtFile(input.path, {}, undefined);
    const parentId = resentFrom(seen.look.fileColumns, seen.firstRow);
    const parent = parentId ? await loadImport(store, parentId) : null;
    const parentUpload = parent && input.maySee(parent) ? await loadUpload(store, parent.id) : null;
    const around = await surroundings(store, input.rights);
    const saved = await mappingForHeadings(store, seen.look.headingKey);
    let { look } = seen;
    let draft: DraftMapping;
    if (parentUpload) draft = { ...(parentUpload.mapping as DraftMapping), csv: { duplicates: "number" } };
    else if (saved) {
      const known = saved.mapping as DraftMapping;
      // The same system may write its file with another separator or encoding next time.
      draft = { ...known, csv: { ...(look.facts.kind === "workbook" ? { sheet: known.csv.sheet } : {}), duplicates: "number" } };
      if (known.split) look = (await lookAtFile(input.path, formatOf(look.facts), known.split)).look;
    } else ({ draft, look } = await propose(input.path, look, sourceFromFile(input.fileName), around));
    // Title lines above the heading are a fact of the source, not of one file.
    if (look.facts.heading !== 1) draft = { ...draft, csv: { ...draft.csv, heading: look.facts.heading } };
    const fileKey = await spoolFile(input.dataDir, input.path);
    const batchId = newId();
    const source = parentUpload && parent ? parent.source : draft.source;
    await store.writeAll(
      (w) => [
        insertImportBatch(store, w, {
          id: batchId, source, fileName: input.fileName, fileHash: fileKey, state: "draft", startedAt: now, finishedAt: null, importedBy: input.personId, rows: 0, accepted: 0, unchanged: 0, corrected: 0,
          quarantined: 0, skipped: 0, used: 0, fixed: 0,
        }),
        insertUpload(store, w, { batchId, fileKey, bytes: input.bytes, look, mapping: draft, rights: { ...input.rights }, resentOf: parentUpload ? parent!.id : null, keepUntil: now + KEEP_MS, removedAt: null }),
        ...(parentUpload ? [queueImportJob(store, w, { batchId, kind: "check", now, rowsTotal: look.complete ? look.rows : 0, result: null })] : []),
      ],
      { at: now, actor: ctx.actor, action: "import.upload", entity: "import_batch", entityId: batchId, details: { fileName: input.fileName, fileHash: fileKey, bytes: input.bytes, resentOf: parentUpload ? parent!.id : null } },
    );
    return ok({ batchId, kind: parentUpload ? "resent" : saved ? "known" : "new" });
  } catch (error) {
    if (error instanceof FeedRefusal) return refused(error.code, { detail: error.code === "empty_file" ? "" : error.detail.slice(0, 200) }, "file");
    throw error;
  } finally {
    await rm(input.path, { force: true });
  }
}

/** A first mapping; a packed id column is cut before its parts are looked at. */
export async function propose(path: string, look: Look, source: string, around: Surroundings): Promise<{ readonly draft: DraftMapping; readonly look: Look }> {
  const { split } = suggestMapping(look.columns, look.rows);
  // Only a separator between blanks: numbers such as 12/2026 are one number.
  if (split && split.separator.trim() !== split.separator) {
    const into = Array.from({ length: split.parts }, (_, index) => `${split.column} ${index + 1}`);
    const cut = [{ column: split.column, separator: split.separator, into }];
    const again = (await lookAtFile(path, formatOf(look.facts), cut)).look;
    // The packed column itself stays for the title; its first part is the number.
    const draft = firstDraft(source, again.columns.filter((column) => column.name !== split.column), again.rows, around);
    return { look: again, draft: { ...draft, split: cut, task: { id: { column: into[0]! }, title: { column: split.column }, ...draft.task } } };
  }
  return { draft: firstDraft(source, look.columns, look.rows, around), look };
}

/** What a mapping can name: our departments and products, and the organisation's zone. */
export async function surroundings(store: Store, rights: ImportRights): Promise<Surroundings> {
  const [departments, products, organisation] = await Promise.all([loadDepartments(store), loadProducts(store), loadOrganisation(store)]);
  const thing = (row: { code: string; name: { en?: string; ru?: string } }): KnownThing => ({ code: row.code, names: [row.name.en, row.name.ru].flatMap((name) => (name ? [name] : [])) });
  const own = rights.providers?.length === 1 ? (departments.find((row) => row.id === rights.providers![0])?.code ?? null) : null;
  return { zone: organisation?.zone ?? "UTC", departments: departments.map(thing), products: products.map(thing), ownProvider: own };
}
