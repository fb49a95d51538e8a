import { and, asc, desc, eq, inArray, isNull, lt, lte, or, sql } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, UnauditedWriter, Writer } from "../store.ts";

export type ImportUploadRow = Store["t"]["importUpload"]["$inferSelect"];
export type ImportJobRow = Store["t"]["importJob"]["$inferSelect"];
export type SourceMappingRow = Store["t"]["sourceMapping"]["$inferSelect"];

export function insertUpload(store: Store, w: Writer, row: Store["t"]["importUpload"]["$inferInsert"]): Expecting {
  const { importUpload: u } = store.t;
  return exactly(1, w.insert(u).values(row).returning({ id: u.batchId }));
}

export function updateUpload(store: Store, w: Writer, batchId: string, set: Partial<ImportUploadRow>): Expecting {
  const { importUpload: u } = store.t;
  return exactly(1, w.update(u).set(set).where(eq(u.batchId, batchId)).returning({ id: u.batchId }));
}

export async function loadUpload(store: Store, batchId: string): Promise<ImportUploadRow | null> {
  const { importUpload: u } = store.t;
  return (await store.q.select().from(u).where(eq(u.batchId, batchId)))[0] ?? null;
}

/** Which of some imports came with a mapping that is kept. */
export async function uploadedBatches(store: Store, batchIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { importUpload: u } = store.t;
  if (batchIds.length === 0) return new Set();
  return new Set((await store.q.select({ id: u.batchId }).from(u).where(inArray(u.batchId, [...batchIds]))).map((row) => row.id));
}

/** Uploads whose files have been kept long enough. */
export async function uploadsToRemove(store: Store, now: number): Promise<Pick<ImportUploadRow, "batchId" | "fileKey">[]> {
  const { importUpload: u } = store.t;
  return store.q.select({ batchId: u.batchId, fileKey: u.fileKey }).from(u).where(and(isNull(u.removedAt), lt(u.keepUntil, now))).orderBy(asc(u.batchId)).limit(500);
}

/** Files that some upload still needs. */
export async function keptFileKeys(store: Store): Promise<ReadonlySet<string>> {
  const { importUpload: u } = store.t;
  return new Set((await store.q.selectDistinct({ key: u.fileKey }).from(u).where(isNull(u.removedAt))).map((row) => row.key));
}

/** Puts work on an upload into the queue; what an earlier step of it left is replaced. */
export function queueImportJob(store: Store, w: Writer | UnauditedWriter, row: { readonly batchId: string; readonly kind: ImportJobRow["kind"]; readonly now: number; readonly rowsTotal: number; readonly result: unknown }): Expecting {
  const { importJob: j } = store.t;
  const fresh = {
    kind: row.kind, state: "queued" as const, stopWanted: false, queuedAt: row.now, leaseUntil: 0, portionsDone: 0, rowsDone: 0, rowsTotal: row.rowsTotal, counts: {}, startedAt: null, startedRows: 0,
    updatedAt: row.now, result: row.result, fault: null, faultDetail: null,
  };
  return exactly(
    1,
    (w as Writer)
      .insert(j)
      .values({ batchId: row.batchId, fence: 0, attempt: 0, ...fresh })
      // A run that still works on it has an older fence and writes nothing more.
      .onConflictDoUpdate({ target: j.batchId, set: { ...fresh, fence: sql`${j.fence} + 1`, attempt: 0 } })
      .returning({ id: j.batchId }),
  );
}

/** The work on a file that could not even be looked at: over before it began. */
export function insertFailedJob(store: Store, w: Writer, row: { readonly batchId: string; readonly now: number; readonly fault: string; readonly faultDetail: string }): Expecting {
  const { importJob: j } = store.t;
  const { batchId, now, fault, faultDetail } = row;
  return exactly(
    1,
    w
      .insert(j)
      .values({
        batchId, kind: "import", state: "failed", stopWanted: false, queuedAt: now, leaseUntil: 0, fence: 0, attempt: 1, portionsDone: 0, rowsDone: 0, rowsTotal: 0, counts: {}, startedAt: null, startedRows: 0, updatedAt: now, result: null,
        fault, faultDetail,
      })
      .returning({ id: j.batchId }),
  );
}

export async function loadImportJob(store: Store, batchId: string): Promise<ImportJobRow | null> {
  const { importJob: j } = store.t;
  return (await store.q.select().from(j).where(eq(j.batchId, batchId)))[0] ?? null;
}

export async function loadImportJobs(store: Store, batchIds: readonly string[]): Promise<ImportJobRow[]> {
  const { importJob: j } = store.t;
  return batchIds.length === 0 ? [] : store.q.select().from(j).where(inArray(j.batchId, [...batchIds]));
}

/** The oldest piece of work that nobody has: queued, or left by a process that died. */
export async function nextImportJob(store: Store, now: number): Promise<Pick<ImportJobRow, "batchId"> | null> {
  const { importJob: j } = store.t;
  const rows = await store.q
    .select({ batchId: j.batchId })
    .from(j)
    .where(and(inArray(j.state, ["queued", "running"]), lte(j.leaseUntil, now)))
    .orderBy(asc(j.queuedAt), asc(j.batchId))
    .limit(1);
  return rows[0] ?? null;
}

export interface ImportClaim {
  readonly batchId: string;
  readonly fence: number;
}

/** Takes a piece of work for `leaseMs`; null when somebody was quicker. */
export async function claimImportJob(store: Store, batchId: string, now: number, leaseMs: number): Promise<ImportJobRow | null> {
  const { importJob: j } = store.t;
  const [rows] = await store.writeUnaudited((w) => [
    w
      .update(j)
      .set({ state: "running", leaseUntil: now + leaseMs, fence: sql`${j.fence} + 1`, attempt: sql`${j.attempt} + 1`, startedAt: now, startedRows: sql`${j.rowsDone}`, updatedAt: now })
      .where(and(eq(j.batchId, batchId), inArray(j.state, ["queued", "running"]), lte(j.leaseUntil, now)))
      .returning() as unknown as Statement,
  ]);
  return ((rows as ImportJobRow[])[0] as ImportJobRow | undefined) ?? null;
}

/** Writes progress under the claim; another number of rows than one means that somebody else has taken over. */
export function advanceImportJob(store: Store, w: Writer | UnauditedWriter, claim: ImportClaim, set: Partial<ImportJobRow>): Expecting {
  const { importJob: j } = store.t;
  return exactly(1, (w as Writer).update(j).set(set).where(and(eq(j.batchId, claim.batchId), eq(j.fence, claim.fence), eq(j.state, "running"))).returning({ id: j.batchId }));
}

/** Asks whoever works on it to stop after the present batch; what nobody works on stops at once. */
export function wantStop(store: Store, w: UnauditedWriter | Writer, batchId: string, now: number): Statement {
  const { importJob: j } = store.t;
  return (w as Writer)
    .update(j)
    .set({ stopWanted: true, state: sql`case when ${j.state} = 'queued' or ${j.leaseUntil} <= ${now} then 'stopped' else ${j.state} end` })
    .where(and(eq(j.batchId, batchId), inArray(j.state, ["queued", "running"])))
    .returning({ id: j.batchId });
}

/** Puts stopped or failed work back into the queue where it stands. */
export function wantResume(store: Store, w: UnauditedWriter | Writer, batchId: string, now: number): Expecting {
  const { importJob: j } = store.t;
  return exactly(
    1,
    (w as Writer)
      .update(j)
      .set({ state: "queued", stopWanted: false, leaseUntil: 0, queuedAt: now, fault: null, faultDetail: null })
      .where(and(eq(j.batchId, batchId), inArray(j.state, ["stopped", "failed"])))
      .returning({ id: j.batchId }),
  );
}

/** What a batch wrote to tasks already: external ids, with whether an event was corrected. Seen by a run that goes on after a crash. */
export async function tasksTouchedBy(store: Store, batchId: string, source: string, externalIds: readonly string[]): Promise<ReadonlyMap<string, { readonly corrected: boolean }>> {
  const { taskEvent: e, task: t } = store.t;
  if (externalIds.length === 0) return new Map();
  const rows = await store.q
    .selectDistinct({ externalId: t.externalId, type: e.type })
    .from(t)
    .innerJoin(e, eq(e.taskId, t.id))
    .where(and(eq(t.source, source), inArray(t.externalId, [...externalIds]), eq(e.batchId, batchId)));
  const touched = new Map<string, { corrected: boolean }>();
  for (const { externalId, type } of rows) touched.set(externalId, { corrected: (touched.get(externalId)?.corrected ?? false) || type === "corrected" });
  return touched;
}

export function insertSourceMapping(store: Store, w: Writer, row: SourceMappingRow): Expecting {
  const { sourceMapping: m } = store.t;
  return exactly(1, w.insert(m).values(row).returning({ version: m.version }));
}

/** The newest version that was saved for the same column names, of any source that is still offered. */
export async function mappingForHeadings(store: Store, headingKey: string): Promise<SourceMappingRow | null> {
  const { sourceMapping: m, mappingCard: c } = store.t;
  const rows = await store.q.select({ mapping: m }).from(m).leftJoin(c, eq(c.source, m.source)).where(and(eq(m.headingKey, headingKey), isNull(c.archivedAt))).orderBy(desc(m.savedAt), desc(m.version)).limit(1);
  return rows[0]?.mapping ?? null;
}

/** Versions of a source's mapping, the newest first. */
export async function mappingVersions(store: Store, source: string): Promise<SourceMappingRow[]> {
  const { sourceMapping: m } = store.t;
  return store.q.select().from(m).where(eq(m.source, source)).orderBy(desc(m.version));
}

/** Lines of a batch that are still put aside, in order; several reasons of one line stand together. */
export async function quarantineAfter(store: Store, batchId: string, line: number, limit: number) {
  const { quarantine: u } = store.t;
  return store.q.select().from(u).where(and(eq(u.batchId, batchId), sql`${u.line} > ${line}`)).orderBy(asc(u.line), asc(u.column)).limit(limit);
}

export async function quarantineLines(store: Store, batchId: string, lines: readonly number[]) {
  const { quarantine: u } = store.t;
  return lines.length === 0 ? [] : store.q.select().from(u).where(and(eq(u.batchId, batchId), inArray(u.line, [...lines]))).orderBy(asc(u.line), asc(u.column));
}

export function deleteQuarantineLines(store: Store, w: Writer, batchId: string, lines: readonly number[]): Statement[] {
  const { quarantine: u } = store.t;
  return lines.length === 0 ? [] : [w.delete(u).where(and(eq(u.batchId, batchId), inArray(u.line, [...lines]))).returning({ line: u.line })];
}

/** Moves rows from put aside to brought in later; the sum of a batch stays. */
export function countFixed(store: Store, w: Writer, batchId: string, rows: number): Expecting {
  const { importBatch: b } = store.t;
  return exactly(1, w.update(b).set({ quarantined: sql`${b.quarantined} - ${rows}`, fixed: sql`coalesce(${b.fixed}, 0) + ${rows}` }).where(eq(b.id, batchId)).returning({ id: b.id }));
}

export interface ReasonCount {
  readonly reason: string;
  readonly column: string;
  readonly value: string;
  readonly rows: number;
}

/** What is wrong how often: by reason, column and value, the most frequent first. */
export async function quarantineReasons(store: Store, batchId: string, limit: number, reasons?: readonly string[]): Promise<ReasonCount[]> {
  const { quarantine: u } = store.t;
  return store.q
    .select({ reason: u.reason, column: u.column, value: u.value, rows: sql<number>`count(*)`.mapWith(Number) })
    .from(u)
    .where(and(eq(u.batchId, batchId), reasons ? inArray(u.reason, [...reasons]) : or()))
    .groupBy(u.reason, u.column, u.value)
    .orderBy(desc(sql`count(*)`), asc(u.reason), asc(u.value))
    .limit(limit);
}

/** Lines of a batch with a given reason and value. */
export async function linesWithReason(store: Store, batchId: string, reason: string, value: string): Promise<number[]> {
  const { quarantine: u } = store.t;
  return (await store.q.selectDistinct({ line: u.line }).from(u).where(and(eq(u.batchId, batchId), eq(u.reason, reason), eq(u.value, value))).orderBy(asc(u.line))).map((row) => row.line);
}
