import type { Logger } from "pino";
import type { PortalSchedule } from "#app/domain/schedule/portal-jobs.ts";
import type { JobDefect, JobProgress } from "#db/schema/platform.ts";
import type { Env } from "#app/env.server.ts";
import type { OperationContext } from "#app/operations/context.ts";

export interface JobContext extends OperationContext {
  /** Nominal minute that this run stands for. */
  readonly slot: number;
  readonly env: Env;
  readonly log: Logger;
  /** True when the process is asked to stop: finish the batch and leave the rest to the next run. */
  readonly stopping: () => boolean;
  /** Where an earlier try of this run stopped; null for a fresh one. */
  readonly resumed: JobProgress | null;
  /** Notes how far a long run is; from then on `stopping` also says whether somebody asked it to stop. */
  readonly progress: (progress: JobProgress) => Promise<void>;
  /** Keeps what a run found wrong with stored figures, for the page of jobs. */
  readonly defects: (found: readonly JobDefect[]) => Promise<void>;
}

/** A run that was asked to stop, or whose process ends: what is done stays done, and the next try goes on from its last progress. */
export class JobStopped extends Error {
  readonly counts: Readonly<Record<string, number>>;
  constructor(counts: Readonly<Record<string, number>>) {
    super("stopped");
    this.name = "JobStopped";
    this.counts = counts;
  }
}

export interface Job extends PortalSchedule {
  /** Does the work and returns what it did in numbers. Must give the same rows when it runs again. */
  readonly run: (ctx: JobContext) => Promise<Readonly<Record<string, number>>>;
}
