import { and, desc, eq, gte, inArray, isNull, lte, sql } from "drizzle-orm";
import type { JobDefect, JobProgress, JobRunState } from "../schema/platform.ts";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, UnauditedWriter, Writer } from "../store.ts";

export interface Claim {
  readonly job: string;
  readonly slot: number;
  readonly attempt: number;
  /** Raised with each claim; a worker whose fence is old can finish nothing. */
  readonly fence: number;
  /** Where an earlier try of this slot stopped. */
  readonly progress?: JobProgress | null;
}

/**
 * Takes a (job, slot) for `leaseMs`, or returns null when somebody holds it or it is done. A failed or
 * abandoned run is taken again after its lease.
 */
export async function claimJob(store: Store, job: string, slot: number, now: number, leaseMs: number): Promise<Claim | null> {
  const { jobRun } = store.t;
  const [rows] = await store.writeUnaudited((w) => [
    w
      .insert(jobRun)
      .values({ job, slot, state: "running", leaseUntil: now + leaseMs, attempt: 1, fence: 1, startedAt: now, finishedAt: null, counts: null, error: null })
      .onConflictDoUpdate({
        target: [jobRun.job, jobRun.slot],
        set: {
          state: "running",
          leaseUntil: now + leaseMs,
          attempt: sql`${jobRun.attempt} + 1`,
          fence: sql`${jobRun.fence} + 1`,
          startedAt: now,
          error: null,
          stopAskedAt: null,
        },
        setWhere: and(inArray(jobRun.state, ["waiting", "running", "failed"]), lte(jobRun.leaseUntil, now)),
      })
      .returning({ job: jobRun.job, slot: jobRun.slot, attempt: jobRun.attempt, fence: jobRun.fence, progress: jobRun.progress }),
  ]);
  return (rows as Claim[])[0] ?? null;
}

/** The statement that ends a claimed run; it belongs in the transaction with the run's effects. */
export function finishJob(store: Store, w: Writer | UnauditedWriter, claim: Claim, now: number, counts: Readonly<Record<string, number>>): Expecting {
  const { jobRun } = store.t;
  const statement = (w as Writer)
    .update(jobRun)
    .set({ state: "done", finishedAt: now, counts })
    .where(and(held(store, claim), eq(jobRun.state, "running")))
    .returning({ job: jobRun.job });
  return exactly(1, statement);
}

/** Notes how far a run is; says whether somebody asked it to stop. */
export async function saveProgress(store: Store, claim: Claim, progress: JobProgress): Promise<{ readonly stopAsked: boolean }> {
  const { jobRun } = store.t;
  const [rows] = await store.writeUnaudited((w) => [exactly(1, w.update(jobRun).set({ progress }).where(and(held(store, claim), eq(jobRun.state, "running"))).returning({ stopAskedAt: jobRun.stopAskedAt }))]);
  return { stopAsked: (rows as { stopAskedAt: number | null }[])[0]?.stopAskedAt != null };
}

/** What the run found wrong, for whoever reads the page of jobs. */
export async function saveDefects(store: Store, claim: Claim, defects: readonly JobDefect[]): Promise<void> {
  const { jobRun } = store.t;
  await store.writeUnaudited((w) => [w.update(jobRun).set({ defects }).where(held(store, claim)).returning({ job: jobRun.job })]);
}

/** Ends a run at its last step: `stopped` waits until somebody resumes it, `failed` goes on with the next wake-up. */
export async function leaveJob(store: Store, claim: Claim, now: number, state: "stopped" | "failed", counts: Readonly<Record<string, number>>): Promise<void> {
  const { jobRun } = store.t;
  await store.writeUnaudited((w) => [
    w.update(jobRun).set({ state, finishedAt: now, leaseUntil: state === "stopped" ? FOR_EVER : now, counts, error: null }).where(and(held(store, claim), eq(jobRun.state, "running"))).returning({ job: jobRun.job }) as Statement,
  ]);
}

/** A stopped slot is nobody's work until somebody resumes it. */
const FOR_EVER = Number.MAX_SAFE_INTEGER;

/** Asks a running job to stop after its batch; no row when it runs no longer. */
export function askJobToStop(store: Store, w: Writer, job: string, slot: number, now: number): Expecting {
  const { jobRun } = store.t;
  return exactly(1, w.update(jobRun).set({ stopAskedAt: now }).where(and(eq(jobRun.job, job), eq(jobRun.slot, slot), eq(jobRun.state, "running"), isNull(jobRun.stopAskedAt))).returning({ job: jobRun.job }));
}

/** Lets a stopped job go on where it was; no row when it is not stopped. */
export function resumeJob(store: Store, w: Writer, job: string, slot: number, now: number): Expecting {
  const { jobRun } = store.t;
  return exactly(1, w.update(jobRun).set({ state: "failed", leaseUntil: now, stopAskedAt: null }).where(and(eq(jobRun.job, job), eq(jobRun.slot, slot), eq(jobRun.state, "stopped"))).returning({ job: jobRun.job }));
}

/** Keeps a long run's lease; also the fence check of a batch in the middle of a run. */
export function renewLease(store: Store, w: Writer | UnauditedWriter, claim: Claim, leaseUntil: number): Expecting {
  const { jobRun } = store.t;
  return exactly(
    1,
    (w as Writer).update(jobRun).set({ leaseUntil }).where(and(held(store, claim), eq(jobRun.state, "running"))).returning({ job: jobRun.job }),
  );
}

/** Records a failure; the slot may be claimed again at `retryAt`. */
export async function failJob(store: Store, claim: Claim, now: number, retryAt: number, error: string): Promise<void> {
  const { jobRun } = store.t;
  await store.writeUnaudited((w) => [
    w
      .update(jobRun)
      .set({ state: "failed", finishedAt: now, leaseUntil: retryAt, error: error.slice(0, 500) })
      .where(held(store, claim))
      .returning({ job: jobRun.job }) as Statement,
  ]);
}

function held(store: Store, claim: Claim) {
  const { jobRun } = store.t;
  return and(eq(jobRun.job, claim.job), eq(jobRun.slot, claim.slot), eq(jobRun.fence, claim.fence));
}

export interface LedgerRow {
  readonly job: string;
  readonly slot: number;
  readonly state: JobRunState;
  readonly leaseUntil: number;
  readonly attempt: number;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly counts: Readonly<Record<string, number>> | null;
  readonly error: string | null;
}

const ledgerColumns = (store: Store) => {
  const { jobRun: j } = store.t;
  return { job: j.job, slot: j.slot, state: j.state, leaseUntil: j.leaseUntil, attempt: j.attempt, startedAt: j.startedAt, finishedAt: j.finishedAt, counts: j.counts, error: j.error };
};

/** Newest runs first, of all jobs or of one. */
export async function recentRuns(store: Store, limit: number, job?: string): Promise<LedgerRow[]> {
  const { jobRun } = store.t;
  return store.q
    .select(ledgerColumns(store))
    .from(jobRun)
    .where(job ? eq(jobRun.job, job) : undefined)
    .orderBy(desc(jobRun.slot), jobRun.job)
    .limit(limit);
}

/** The fence of a run now; another one than the claim's means that somebody took it over. */
export async function currentFence(store: Store, job: string, slot: number): Promise<number | null> {
  const { jobRun } = store.t;
  const rows = await store.q.select({ fence: jobRun.fence }).from(jobRun).where(and(eq(jobRun.job, job), eq(jobRun.slot, slot)));
  return rows[0]?.fence ?? null;
}

/** Runs of one job in `[from, to]`: what the schedule compares its slots with. */
export async function runsBetween(store: Store, job: string, from: number, to: number): Promise<LedgerRow[]> {
  const { jobRun } = store.t;
  return store.q.select(ledgerColumns(store)).from(jobRun).where(and(eq(jobRun.job, job), gte(jobRun.slot, from), lte(jobRun.slot, to)));
}

/** When jobs first ran on this database; null before that. */
export async function loadFirstStart(store: Store): Promise<number | null> {
  const { meta } = store.t;
  const [known] = await store.q.select({ value: meta.value }).from(meta).where(eq(meta.key, "jobs_since"));
  return known ? Number(known.value) : null;
}

/** When jobs first ran on this database: slots before it are nobody's business. Remembered on the first call. */
export async function firstStart(store: Store, now: number): Promise<number> {
  const known = await loadFirstStart(store);
  if (known !== null) return known;
  const { meta } = store.t;
  await store.writeAll((w) => [w.insert(meta).values({ key: "jobs_since", value: String(now) }).onConflictDoNothing().returning({ key: meta.key })], {
    at: now, actor: { kind: "job", id: "scheduler" }, action: "jobs.first_start", entity: "meta", entityId: "jobs_since",
  });
  return (await loadFirstStart(store)) ?? now;
}
