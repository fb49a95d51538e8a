import type { Logger } from "pino";
import { claimJob, currentFence, failJob, finishJob, leaveJob, saveDefects, saveProgress } from "#db/queries/job-ledger.server.ts";
import type { Claim } from "#db/queries/job-ledger.server.ts";
import type { Env } from "#app/env.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { Store } from "#db/store.ts";
import { fencedStore } from "./fenced-store.ts";
import { JobStopped, type Job } from "./job.ts";

export interface Worker {
  readonly store: Store;
  readonly env: Env;
  readonly log: Logger;
  readonly now: () => number;
  readonly stopping: () => boolean;
}

/** A failed run waits 1, 2, 4 … minutes before the next try, an hour at most. */
const retryMs = (attempt: number) => Math.min(60_000 * 2 ** (attempt - 1), 3_600_000);

/**
 * Works one slot of a job if nobody else has it. Returns what it did, or null when somebody else has it
 * or took it over meanwhile. A fault is recorded in the ledger and tried again later; it never ends the process.
 */
export async function runSlot(worker: Worker, job: Job, slot: number): Promise<Readonly<Record<string, number>> | null> {
  const { store, log } = worker;
  const claim = await claimJob(store, job.job, slot, worker.now(), job.leaseMs);
  if (!claim) return null;
  const fenced = fencedStore(store, claim, worker.now, job.leaseMs);
  let stopAsked = false;
  try {
    const counts = await job.run({
      store: fenced, now: worker.now(), actor: { kind: "job", id: job.job }, slot, env: worker.env, log, stopping: () => stopAsked || worker.stopping(), resumed: claim.progress ?? null,
      progress: async (progress) => void (stopAsked = (await saveProgress(fenced, claim, progress)).stopAsked || stopAsked),
      defects: (found) => saveDefects(fenced, claim, found),
    });
    await store.writeUnaudited((w) => [finishJob(store, w, claim, worker.now(), counts)]);
    log.info({ job: job.job, slot, ...counts }, "job done");
    return counts;
  } catch (error) {
    if (error instanceof StaleWriteError && (await lostIt(worker, job, claim))) {
      log.warn({ job: job.job, slot }, "another worker took this run over");
      return null;
    }
    if (error instanceof JobStopped) {
      await leaveJob(store, claim, worker.now(), stopAsked ? "stopped" : "failed", error.counts);
      log.info({ job: job.job, slot, ...error.counts }, stopAsked ? "job stopped by hand" : "job left for the next process");
      return null;
    }
    const message = error instanceof Error ? error.message : String(error);
    log.error({ job: job.job, slot, attempt: claim.attempt, fault: message }, "job failed");
    await failJob(store, claim, worker.now(), worker.now() + retryMs(claim.attempt), message);
    return null;
  }
}

async function lostIt(worker: Worker, job: Job, claim: Claim): Promise<boolean> {
  return (await currentFence(worker.store, job.job, claim.slot)) !== claim.fence;
}
