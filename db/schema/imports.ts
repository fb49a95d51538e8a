import type { Kit } from "#db/columns/sqlite.ts";
import type { PeopleTables } from "./people.ts";
import type { WorkTables } from "./work.ts";

export const IMPORT_JOB_KINDS = ["check", "import", "retry"] as const;
export const IMPORT_JOB_STATES = ["queued", "running", "stopped", "done", "failed"] as const;

/** Files that came up through the portal, what is known of their columns, and the work on them. */
export function importTables(k: Kit, p: PeopleTables, work: WorkTables) {
  const importUpload = k.table("import_upload", {
    batchId: k.text().primaryKey().references(() => work.importBatch.id),
    /** SHA-256 of the file: its name in the spool folder. */
    fileKey: k.text().notNull(),
    bytes: k.int().notNull(),
    /** How the table is read, and what was found in its first rows. */
    look: k.json<unknown>().notNull(),
    /** The mapping as it was last saved; it may be unfinished. */
    mapping: k.json<unknown>().notNull(),
    /** Departments whose work may be written, and what may be created, as of the last press on a button. */
    rights: k.json<{ readonly providers: readonly string[] | null; readonly mayCreate: { readonly departments: boolean; readonly products: boolean } }>().notNull(),
    /** The import whose rows put aside this file brings again. */
    resentOf: k.text().references(() => work.importBatch.id),
    /** The file is removed after this instant. */
    keepUntil: k.instant().notNull(),
    removedAt: k.instant(),
  });

  /** Progress of the work on an upload, with lease and fence as in the job ledger. */
  const importJob = k.table(
    "import_job",
    {
      batchId: k.text().primaryKey().references(() => work.importBatch.id),
      kind: k.word(IMPORT_JOB_KINDS).notNull(),
      state: k.word(IMPORT_JOB_STATES).notNull(),
      stopWanted: k.bool().notNull(),
      queuedAt: k.instant().notNull(),
      leaseUntil: k.instant().notNull(),
      fence: k.int().notNull(),
      attempt: k.int().notNull(),
      /** Tasks and refused rows done: where the next run goes on. */
      portionsDone: k.int().notNull(),
      rowsDone: k.int().notNull(),
      /** 0 = not known yet. */
      rowsTotal: k.int().notNull(),
      counts: k.json<Readonly<Record<string, number>>>().notNull(),
      /** Of the present run, so that its pace can be told. */
      startedAt: k.instant(),
      startedRows: k.int().notNull(),
      updatedAt: k.instant().notNull(),
      /** What a check found. */
      result: k.json<unknown>(),
      fault: k.text(),
      faultDetail: k.text(),
    },
    (t) => [k.index("import_job_state").on(t.state, t.queuedAt)],
  );

  const sourceMapping = k.table(
    "source_mapping",
    {
      source: k.text().notNull(),
      version: k.int().notNull(),
      /** Hash of the column names: the same headings use it again by themselves. */
      headingKey: k.text().notNull(),
      mapping: k.json<unknown>().notNull(),
      savedBy: k.text().references(() => p.person.id),
      savedAt: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.source, t.version] }), k.index("source_mapping_headings").on(t.headingKey, t.savedAt)],
  );

  return { importUpload, importJob, sourceMapping };
}
