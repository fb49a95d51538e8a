import type { Logger } from "pino";
import type { JobSchedule } from "#app/domain/schedule/job-schedule.ts";
import type { Env } from "#app/env.server.ts";
import type { OperationContext } from "#app/operations/context.ts";

export interface JobContext extends OperationContext {
  /** Nominal minute that this run stands for. */
  readonly slot: number;
  readonly env: Env;
  readonly log: Logger;
  /** True when the process is asked to stop: finish the batch and leave the rest to the next run. */
  readonly stopping: () => boolean;
}

export interface Job extends JobSchedule {
  /** How long a silent run keeps its slot (ms). Every write renews it. */
  readonly leaseMs: number;
  /** Does the work and returns what it did in numbers. Must give the same rows when it runs again. */
  readonly run: (ctx: JobContext) => Promise<Readonly<Record<string, number>>>;
}
