import { and, asc, count, desc, eq, gte, inArray, isNotNull, lt, lte, or } from "drizzle-orm";
import type { JobDefect, JobRunState } from "../schema/platform.ts";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";

export interface JobRunRow {
  readonly job: string;
  readonly slot: number;
  readonly state: JobRunState;
  readonly attempt: number;
  readonly leaseUntil: number;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly counts: Readonly<Record<string, number>> | null;
  readonly error: string | null;
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly stopAskedAt: number | null;
  readonly defects: readonly JobDefect[] | null;
  /** The person who asked for it; null for a run of the schedule or of the command line. */
  readonly askedBy: string | null;
}

const columns = (store: Store) => {
  const { jobRun: j } = store.t;
  return {
    job: j.job, slot: j.slot, state: j.state, attempt: j.attempt, leaseUntil: j.leaseUntil, startedAt: j.startedAt, finishedAt: j.finishedAt, counts: j.counts, error: j.error,
    progress: j.progress, stopAskedAt: j.stopAskedAt, defects: j.defects, askedBy: j.askedBy,
  };
};

/** The newest run of each of these jobs that has one. Each is found by its key: the ledger grows by thousands of rows a day. */
export async function loadNewestRuns(store: Store, jobs: readonly string[]): Promise<JobRunRow[]> {
  const { jobRun: j } = store.t;
  const found = await Promise.all(jobs.map((job) => store.q.select(columns(store)).from(j).where(eq(j.job, job)).orderBy(desc(j.slot)).limit(1)));
  return found.flat();
}

/** The newest slot that each of these jobs has done. */
export async function loadDoneSlots(store: Store, jobs: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { jobRun: j } = store.t;
  const found = await Promise.all(jobs.map((job) => store.q.select({ job: j.job, slot: j.slot }).from(j).where(and(eq(j.job, job), eq(j.state, "done"))).orderBy(desc(j.slot)).limit(1)));
  return new Map(found.flat().map((row) => [row.job, row.slot]));
}

export interface RunFilter {
  readonly job: string | null;
  readonly state: JobRunState | null;
  /** Slots from this instant on. */
  readonly since: number | null;
  readonly descending: boolean;
}

/** Runs of one job or of all, by their slot. */
export async function listJobRuns(store: Store, filter: RunFilter, limit: number, offset: number): Promise<{ rows: JobRunRow[]; total: number }> {
  const { jobRun: j } = store.t;
  const where = and(filter.job ? eq(j.job, filter.job) : undefined, filter.state ? eq(j.state, filter.state) : undefined, filter.since === null ? undefined : gte(j.slot, filter.since));
  const [rows, totals] = await Promise.all([
    store.q.select(columns(store)).from(j).where(where).orderBy(filter.descending ? desc(j.slot) : asc(j.slot), asc(j.job)).limit(limit).offset(offset),
    store.q.select({ n: count().mapWith(Number) }).from(j).where(where),
  ]);
  return { rows, total: totals[0]?.n ?? 0 };
}

/** Puts a run that somebody asked for in front of the job process. */
export function askForRun(store: Store, w: Writer, run: { readonly job: string; readonly slot: number; readonly askedBy: string; readonly now: number }): Expecting {
  const { jobRun } = store.t;
  return exactly(
    1,
    w
      .insert(jobRun)
      .values({ job: run.job, slot: run.slot, state: "waiting", leaseUntil: run.now, attempt: 0, fence: 0, startedAt: run.now, finishedAt: null, counts: null, error: null, askedBy: run.askedBy })
      .onConflictDoNothing()
      .returning({ job: jobRun.job }),
  );
}

/** Runs that somebody asked for and that no process works on, oldest first: not taken yet, or left by a process that died. */
export async function loadAskedRuns(store: Store, jobs: readonly string[], now: number): Promise<{ job: string; slot: number }[]> {
  const { jobRun: j } = store.t;
  return store.q
    .select({ job: j.job, slot: j.slot })
    .from(j)
    .where(and(inArray(j.job, [...jobs]), or(eq(j.state, "waiting"), and(eq(j.state, "running"), isNotNull(j.askedBy), lte(j.leaseUntil, now)))))
    .orderBy(asc(j.slot));
}

export interface JobPauseRow {
  readonly job: string;
  readonly pausedBy: string;
  readonly pausedAt: number;
  readonly reason: string;
}

/** Jobs that somebody holds back. */
export async function loadJobPauses(store: Store): Promise<JobPauseRow[]> {
  return store.q.select().from(store.t.jobPause).orderBy(asc(store.t.jobPause.job));
}

/** Holds a job back; touches no row when it is paused already. */
export function insertJobPause(store: Store, w: Writer, row: JobPauseRow): Expecting {
  const { jobPause } = store.t;
  return exactly(1, w.insert(jobPause).values(row).onConflictDoNothing().returning({ job: jobPause.job }));
}

/** Lets a paused job run again; touches no row when it is not paused. */
export function deleteJobPause(store: Store, w: Writer, job: string): Expecting {
  const { jobPause } = store.t;
  return exactly(1, w.delete(jobPause).where(eq(jobPause.job, job)).returning({ job: jobPause.job }));
}

/** Forgets runs before an instant, some thousand at a time; how many those were. */
export async function dropOldRuns(store: Store, job: string, before: number, most: number): Promise<number> {
  const { jobRun: j } = store.t;
  const old = await store.q.select({ slot: j.slot }).from(j).where(and(eq(j.job, job), lt(j.slot, before))).orderBy(asc(j.slot)).limit(most);
  const last = old.at(-1);
  if (!last) return 0;
  const [dropped] = await store.writeUnaudited((w) => [w.delete(j).where(and(eq(j.job, job), lte(j.slot, last.slot))).returning({ slot: j.slot })]);
  return dropped!.length;
}
