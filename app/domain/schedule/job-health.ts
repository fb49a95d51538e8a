import { MINUTE_MS } from "../time/local-date.ts";
import type { Zone } from "../time/zone.ts";
import { newestSlot, type JobSchedule } from "./job-schedule.ts";

/**
 * How a job stands, the worst first. `stuck`: a run gave no sign of life until its lease ran out, and nobody took it over. `failing`:
 * its newest run did not work. `late`: what should have been done by now is not, and nobody works on it.
 */
export const JOB_STANDINGS = ["stuck", "failing", "late", "paused", "waiting", "running", "well"] as const;
export type JobStanding = (typeof JOB_STANDINGS)[number];

/** Standings that somebody has to look into. */
export const isTrouble = (standing: JobStanding): boolean => standing === "stuck" || standing === "failing" || standing === "late";

export interface JobFacts {
  readonly newest: { readonly slot: number; readonly state: "waiting" | "running" | "done" | "failed" | "stopped"; readonly leaseUntil: number } | null;
  /** The newest slot that is done. */
  readonly doneSlot: number | null;
  readonly isPaused: boolean;
}

/** The job process needs a moment to take over what another one left. */
const TAKE_OVER_MS = 3 * MINUTE_MS;
const SHORTEST_GRACE_MS = 15 * MINUTE_MS;
const DAILY_GRACE_MS = 60 * MINUTE_MS;

/** So long after its slot a job is not late yet: other jobs of the same minute come first. */
const graceMs = ({ when }: JobSchedule): number => (when.type === "every" ? Math.max(SHORTEST_GRACE_MS, 2 * when.minutes * MINUTE_MS) : DAILY_GRACE_MS);

/** `since`: when jobs first ran on this database; slots before it are nobody's business. */
export function jobStanding(schedule: JobSchedule, zone: Zone, { newest, doneSlot, isPaused }: JobFacts, since: number, now: number): JobStanding {
  if (newest && isAbandoned(newest, now)) return isPaused ? "paused" : "stuck";
  if (newest?.state === "running") return "running";
  if (isPaused) return "paused";
  if (newest?.state === "waiting") return newest.slot + SHORTEST_GRACE_MS < now ? "late" : "waiting";
  if (newest?.state === "failed") return "failing";
  const expected = newestSlot(schedule.when, zone, now - graceMs(schedule));
  return expected >= since && (doneSlot === null || doneSlot < expected) ? "late" : "well";
}

/** Whether a run that is marked as running has died: its lease ran out and nobody took it over. */
export const isAbandoned = ({ state, leaseUntil }: { readonly state: string; readonly leaseUntil: number }, now: number): boolean => state === "running" && leaseUntil + TAKE_OVER_MS < now;
