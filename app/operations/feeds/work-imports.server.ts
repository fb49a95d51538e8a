import { dateReader } from "#app/domain/intake/source-date.ts";
import { zoneOf } from "#app/domain/time/zone.ts";
import { advanceImportJob, claimImportJob, loadImportJob, loadUpload, nextImportJob, quarantineAfter, updateUpload } from "#db/queries/import-work.server.ts";
import type { ImportClaim, ImportJobRow, ImportUploadRow } from "#db/queries/import-work.server.ts";
import { insertQuarantine, loadImport, updateImportBatch } from "#db/queries/imports.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { Store } from "#db/store.ts";
import type { OperationContext } from "../context.ts";
import { openDirectory } from "../ingest-tasks.server.ts";
import { addCounts, bringIn, NO_ROWS } from "./bring-in.server.ts";
import type { Feed, RowCounts } from "./bring-in.server.ts";
import { checker } from "./check-file.server.ts";
import { FeedRefusal } from "./feed-refusal.ts";
import { formatOf } from "./look-at-file.server.ts";
import { lookOf } from "./steer-import.server.ts";
import { withinRights } from "./import-rights.ts";
import type { ImportRights } from "./import-rights.ts";
import { mappingFileSchema, mappingOf } from "./mapping-file.ts";
import { resentLines, takeResent } from "./resend-rows.server.ts";
import { retryRows } from "./retry-rows.server.ts";
import { isSpooled, KEEP_MS, spoolPath } from "./spool.server.ts";
import { taskRows } from "./task-rows.server.ts";
import type { FeedFile, Portion } from "./task-rows.server.ts";

/** A silent run keeps its import this long; every batch renews it. */
export const IMPORT_LEASE_MS = 60_000;

/** Rows that are tried again together: a task's rows that stand far apart meet here. */
const RETRY_BATCH = 2000;

export interface ImportWorker {
  readonly store: Store;
  readonly dataDir: string;
  readonly now: () => number;
  /** True when the process is asked to stop: the batch is finished, the rest is left to the next run. */
  readonly stopping: () => boolean;
}

/** Works off the queue of imports until it is empty. Safe in several processes at once. Returns how many pieces of work it ended. */
export async function workImports(worker: ImportWorker): Promise<number> {
  let ended = 0;
  const tried = new Set<string>();
  while (!worker.stopping()) {
    const next = await nextImportJob(worker.store, worker.now());
    if (!next || tried.has(next.batchId)) return ended;
    const job = await claimImportJob(worker.store, next.batchId, worker.now(), IMPORT_LEASE_MS);
    if (!job) {
      tried.add(next.batchId);
      continue;
    }
    if (await workOne(worker, job)) ended += 1;
  }
  return ended;
}

interface Run {
  readonly worker: ImportWorker;
  readonly job: ImportJobRow;
  readonly claim: ImportClaim;
  readonly upload: ImportUploadRow;
  readonly feed: Feed;
  readonly file: FeedFile;
  /** The store under the claim: each of its writes renews the lease, or fails when somebody took over. */
  readonly ctx: () => OperationContext;
}

async function workOne(worker: ImportWorker, job: ImportJobRow): Promise<boolean> {
  const claim = { batchId: job.batchId, fence: job.fence };
  const { store } = worker;
  try {
    const run = await openRun(worker, job, claim);
    if (job.kind === "check") await runCheck(run);
    else if (job.kind === "import") await runImport(run);
    else await runRetry(run);
    return true;
  } catch (error) {
    const now = await loadImportJob(store, job.batchId);
    // Taken over, or asked for something else meanwhile: that is somebody else's business now.
    if (error instanceof StaleWriteError && now?.fence !== job.fence) return false;
    if (error instanceof Stopped) return false;
    const isRefusal = error instanceof FeedRefusal;
    const fault = isRefusal ? error.code : "fault";
    const detail = (isRefusal ? error.detail : error instanceof Error ? error.message : String(error)).slice(0, 300);
    await store.writeUnaudited((w) => [advanceImportJob(store, w, claim, { state: "failed", fault, faultDetail: detail, updatedAt: worker.now(), leaseUntil: 0 })]);
    if (job.kind === "import")
      await store.writeAll((w) => [updateImportBatch(store, w, job.batchId, { state: "failed", finishedAt: worker.now() })], {
        at: worker.now(), actor: { kind: "job", id: "import" }, action: "import.finish", entity: "import_batch", entityId: job.batchId, details: { state: "failed", fault, detail },
      });
    if (!isRefusal) throw error;
    return true;
  }
}

/** Ends a run that was asked to stop; what is done stays done. */
class Stopped extends Error {}

async function openRun(worker: ImportWorker, job: ImportJobRow, claim: ImportClaim): Promise<Run> {
  const [upload, batch] = await Promise.all([loadUpload(worker.store, job.batchId), loadImport(worker.store, job.batchId)]);
  if (!upload || !batch) throw new FeedRefusal("not_table", "");
  if (job.kind !== "retry" && !(await isSpooled(worker.dataDir, upload.fileKey))) throw new FeedRefusal("not_table", "expired");
  const parsed = mappingFileSchema.parse(upload.mapping);
  const rights = upload.rights as ImportRights;
  const mapping = withinRights(mappingOf(parsed, batch.source), rights);
  const feed = { mapping, readDate: dateReader(mapping.dates.format, zoneOf(mapping.dates.zone)), providers: rights.providers ? new Set(rights.providers) : undefined };
  const store = fenced(worker, claim);
  return {
    worker, job, claim, upload, feed,
    file: {
      path: spoolPath(worker.dataDir, upload.fileKey), mapping, rowsPerTask: parsed.rowsPerTask,
      // Rows that were put aside come back in the portal's own form, whatever the first file was written in.
      csv: { ...formatOf(lookOf(upload).facts), ...(upload.resentOf ? {} : parsed.csv), duplicates: "number" }, guarded: upload.resentOf !== null,
    },
    ctx: () => ({ store, now: worker.now(), actor: { kind: "job", id: "import" } }),
  };
}

function fenced(worker: ImportWorker, claim: ImportClaim): Store {
  const { store, now } = worker;
  const renew = { leaseUntil: 0 };
  return {
    ...store,
    writeAll: async (build, audit) => {
      renew.leaseUntil = now() + IMPORT_LEASE_MS;
      return (await store.writeAll((w) => [advanceImportJob(store, w, claim, renew), ...build(w)], audit)).slice(1);
    },
    writeUnaudited: async (build) => (await store.writeUnaudited((w) => [advanceImportJob(store, w, claim, { leaseUntil: now() + IMPORT_LEASE_MS }), ...build(w)])).slice(1),
  };
}

/** Between two batches: was a stop asked for? Then the work waits where it stands. */
async function stopIfAsked(run: Run): Promise<void> {
  const { worker, job, claim } = run;
  const now = await loadImportJob(worker.store, job.batchId);
  if (!now || now.fence !== job.fence) throw new Stopped();
  if (!now.stopWanted && !worker.stopping()) return;
  // A process that ends gives its claim back at once; the next one goes on.
  await worker.store.writeUnaudited((w) => [advanceImportJob(worker.store, w, claim, { state: now.stopWanted ? "stopped" : "queued", leaseUntil: 0, updatedAt: worker.now() })]);
  if (now.stopWanted && job.kind === "import")
    await worker.store.writeAll((w) => [updateImportBatch(worker.store, w, job.batchId, { state: "stopped" })], { at: worker.now(), actor: { kind: "job", id: "import" }, action: "import.stop", entity: "import_batch", entityId: job.batchId });
  throw new Stopped();
}

const countsOf = (job: ImportJobRow): RowCounts => ({ ...NO_ROWS, ...(job.counts as Partial<RowCounts>) });

async function runCheck(run: Run): Promise<void> {
  const { worker, claim, feed } = run;
  const found = checker(run.ctx(), feed, await openDirectory(run.ctx()));
  let done = 0;
  let read = 0;
  for await (const portions of taskRows(run.file, async (rows) => {
    read = rows;
    // Where rows wait for the rest of their task, reading them is most of the work.
    await note(run, { rowsDone: Math.max(done, rows) });
    await stopIfAsked(run);
  })) {
    await found.add(portions);
    done += countRows(portions);
    read = Math.max(read, done);
    await note(run, { rowsDone: read });
    await stopIfAsked(run);
  }
  const result = found.finish();
  const now = worker.now();
  await worker.store.writeUnaudited((w) => [advanceImportJob(worker.store, w, claim, { state: "done", result, rowsDone: result.counts.rows, rowsTotal: result.counts.rows, updatedAt: now, leaseUntil: 0 })]);
}

async function runImport(run: Run): Promise<void> {
  const { worker, job, claim, feed, upload } = run;
  const { batchId } = job;
  let directory = await openDirectory(run.ctx());
  let total = countsOf(job);
  let portionsDone = 0;
  let again = true;
  for await (const some of taskRows(run.file, () => stopIfAsked(run))) {
    const portions = some.slice(Math.max(0, job.portionsDone - portionsDone));
    portionsDone += some.length;
    if (portions.length === 0) continue;
    const done = await bringIn(run.ctx(), feed, { batchId, portions, directory, again });
    again = false;
    directory = done.directory;
    const unique = new Map(done.defects.map((defect) => [`${defect.line} ${defect.column}`, defect]));
    const next = addCounts(total, done.counts);
    const progress = { portionsDone, rowsDone: next.rows, counts: { ...next }, updatedAt: worker.now() };
    const aside = [...unique.values()].map((defect) => ({ batchId, line: defect.line, column: defect.column, reason: defect.code, value: defect.value, raw: done.rows.get(defect.line)?.cells ?? {} }));
    // What is put aside and how far it got are one step: after a crash neither is counted twice.
    if (aside.length > 0)
      await worker.store.writeAll((w) => [advanceImportJob(worker.store, w, claim, progress), ...insertQuarantine(worker.store, w, aside)], {
        at: worker.now(), actor: { kind: "job", id: "import" }, action: "import.quarantine", entity: "import_batch", entityId: batchId, rows: aside.length,
      });
    else await worker.store.writeUnaudited((w) => [advanceImportJob(worker.store, w, claim, progress)]);
    total = next;
    await stopIfAsked(run);
  }
  const now = worker.now();
  if (upload.resentOf) await takeResent(run.ctx(), upload.resentOf, batchId, await resentLines(run.file.path));
  await worker.store.writeAll(
    (w) => [
      advanceImportJob(worker.store, w, claim, { state: "done", updatedAt: now, leaseUntil: 0, rowsTotal: total.rows }),
      updateImportBatch(worker.store, w, batchId, { state: "done", finishedAt: now, ...total }),
      updateUpload(worker.store, w, batchId, { keepUntil: now + KEEP_MS }),
    ],
    { at: now, actor: { kind: "job", id: "import" }, action: "import.finish", entity: "import_batch", entityId: batchId, details: { state: "done", ...total } },
  );
}

/** Rows that were put aside come in again after the mapping learnt what a value means. */
async function runRetry(run: Run): Promise<void> {
  const { worker, job, claim, feed } = run;
  let directory = await openDirectory(run.ctx());
  let after = job.portionsDone;
  let done = job.rowsDone;
  for (;;) {
    const rows = await quarantineAfter(worker.store, job.batchId, after, RETRY_BATCH);
    if (rows.length === 0) break;
    // A task's rows belong together, also when they stand far apart.
    const lines = new Map(rows.map((row) => [row.line, { line: row.line, cells: row.raw }]));
    const tried = await retryRows(run.ctx(), feed, { batchId: job.batchId, rows: [...lines.values()], directory });
    directory = tried.directory;
    after = Math.max(...lines.keys());
    done += lines.size;
    await note(run, { portionsDone: after, rowsDone: done });
    await stopIfAsked(run);
  }
  await worker.store.writeUnaudited((w) => [advanceImportJob(worker.store, w, claim, { state: "done", updatedAt: worker.now(), leaseUntil: 0 })]);
}

const countRows = (portions: readonly Portion[]): number => portions.reduce((sum, portion) => sum + portion.rows.length + portion.dropped, 0);

async function note(run: Run, set: Partial<ImportJobRow>): Promise<void> {
  const { worker, claim } = run;
  await worker.store.writeUnaudited((w) => [advanceImportJob(worker.store, w, claim, { ...set, leaseUntil: worker.now() + IMPORT_LEASE_MS, updatedAt: worker.now() })]);
}
