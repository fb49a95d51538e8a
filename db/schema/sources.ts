import type { Kit } from "#db/columns/sqlite.ts";
import type { HookMapping } from "#app/domain/intake/hook-mapping.ts";
import type { Pointer, PullPlan } from "#app/domain/intake/pull-plan.ts";
import type { PeopleTables } from "./people.ts";
import type { WorkTables } from "./work.ts";

export const WATCHED_STATES = ["seen", "queued", "done", "failed"] as const;
export const WATCHED_PLACES = ["in", "done", "failed", "gone"] as const;
export const PULL_RUN_STATES = ["done", "more", "failed"] as const;

/** Sources that nobody has to press a button for: the watched folder and lists that are fetched. And the cards of saved mappings. */
export function sourceTables(k: Kit, p: PeopleTables, work: WorkTables) {
  /** How a saved mapping is called, and whether it is still offered; its versions stand in source_mapping. */
  const mappingCard = k.table("mapping_card", {
    source: k.text().primaryKey(),
    name: k.text().notNull(),
    archivedAt: k.instant(),
  });

  const watchRule = k.table("watch_rule", {
    id: k.text().primaryKey(),
    /** The first rule whose pattern fits a file's name reads it. */
    position: k.int().notNull(),
    glob: k.text().notNull(),
    source: k.text().notNull(),
    /** Departments whose work it may write; null = all. */
    providerIds: k.json<readonly string[]>(),
    /** Whether unknown departments and products may be created where the mapping says so. */
    mayCreate: k.bool().notNull(),
    createdBy: k.text().notNull().references(() => p.person.id),
    createdAt: k.instant().notNull(),
    disabledAt: k.instant(),
  });

  const watchedFile = k.table(
    "watched_file",
    {
      id: k.text().primaryKey(),
      /** Its name while it lies in the folder or is worked on; free again afterwards. */
      openName: k.text().unique(),
      name: k.text().notNull(),
      bytes: k.int().notNull(),
      modifiedAt: k.instant().notNull(),
      /** When it was first seen with this size and time: while they change, somebody still writes. */
      seenAt: k.instant().notNull(),
      state: k.word(WATCHED_STATES).notNull(),
      place: k.word(WATCHED_PLACES).notNull(),
      /** Its name in done/ or failed/. */
      keptName: k.text(),
      batchId: k.text().references(() => work.importBatch.id),
      attempt: k.int().notNull(),
      notBefore: k.instant().notNull(),
      fault: k.text(),
      faultDetail: k.text(),
      updatedAt: k.instant().notNull(),
    },
    (t) => [k.index("watched_file_state").on(t.state, t.updatedAt), k.index("watched_file_batch").on(t.batchId)],
  );

  const pullSource = k.table("pull_source", {
    id: k.text().primaryKey(),
    name: k.text().notNull(),
    source: k.text().notNull(),
    url: k.text().notNull(),
    providerIds: k.json<readonly string[]>(),
    /** Header that proves who asks; empty = none. */
    headerName: k.text().notNull(),
    /** Its value, sealed under a key that the database does not have; null = none. */
    secret: k.text(),
    plan: k.json<PullPlan>().notNull(),
    mapping: k.json<HookMapping>().notNull(),
    everyMinutes: k.int().notNull(),
    createdBy: k.text().notNull().references(() => p.person.id),
    createdAt: k.instant().notNull(),
    pausedAt: k.instant(),
    rowVersion: k.int().notNull(),
  });

  /** How far a list is known, and the claim of whoever reads it. */
  const pullState = k.table("pull_state", {
    pullId: k.text().primaryKey().references(() => pullSource.id),
    /** Everything up to here is in; null = nothing yet. */
    position: k.text(),
    /** Of a run that has not come to the end of the list: the next page, the furthest position, the import and its counts. */
    halfway: k.json<{ readonly pointer: Pointer | null; readonly furthest: string | null; readonly batchId: string | null; readonly counts: Readonly<Record<string, number>>; readonly digests: readonly string[] }>(),
    /** Items that come again because of the overlap, or were put aside: not worked on a second time. */
    known: k.json<readonly string[]>().notNull(),
    nextAt: k.instant().notNull(),
    leaseUntil: k.instant().notNull(),
    fence: k.int().notNull(),
    /** Failures in a row. */
    attempt: k.int().notNull(),
    fault: k.text(),
    faultDetail: k.text(),
    lastAt: k.instant(),
    lastGoodAt: k.instant(),
  });

  const pullRun = k.table(
    "pull_run",
    {
      id: k.text().primaryKey(),
      pullId: k.text().notNull().references(() => pullSource.id),
      startedAt: k.instant().notNull(),
      finishedAt: k.instant().notNull(),
      state: k.word(PULL_RUN_STATES).notNull(),
      pages: k.int().notNull(),
      items: k.int().notNull(),
      accepted: k.int().notNull(),
      corrected: k.int().notNull(),
      unchanged: k.int().notNull(),
      skipped: k.int().notNull(),
      quarantined: k.int().notNull(),
      batchId: k.text().references(() => work.importBatch.id),
      fault: k.text(),
      faultDetail: k.text(),
    },
    (t) => [k.index("pull_run_pull").on(t.pullId, t.startedAt), k.index("pull_run_batch").on(t.batchId), k.index("pull_run_started").on(t.startedAt)],
  );

  return { mappingCard, watchRule, watchedFile, pullSource, pullState, pullRun };
}
