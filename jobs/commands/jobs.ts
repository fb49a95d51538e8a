import pino from "pino";
import { nextSlot, slotByHand } from "#app/domain/schedule/job-schedule.ts";
import { zoneOf } from "#app/domain/time/zone.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { recentRuns } from "#db/queries/job-ledger.server.ts";
import { loadJobPauses } from "#db/queries/job-runs.server.ts";
import { runSlot } from "#jobs/run-slot.server.ts";
import { JOBS } from "#jobs/schedule-table.ts";
import { print, refusal, usage, withStore } from "./command.ts";
import type { Io } from "./command.ts";

const HOW = "Usage: concord jobs [run NAME | --run] [--json]";

/** `concord jobs` lists jobs with their last and next runs; `jobs run NAME` runs one now; `jobs --run` is the job process. */
export async function run(args: readonly string[], io: Io): Promise<void> {
  const json = args.includes("--json");
  const words = args.filter((arg) => arg !== "--json");
  if (words.length === 0) return list(json, io);
  if (words[0] === "--run") {
    await import("#jobs/main.ts");
    return;
  }
  if (words[0] !== "run" || words.length !== 2) throw usage(HOW);
  const job = JOBS.find((one) => one.job === words[1]);
  if (!job) throw usage(`There is no job "${words[1]}". Jobs are ${JOBS.map((one) => one.job).join(", ")}.`);
  await withStore(io, async ({ store, env }) => {
    const log = pino({ level: "warn" }, pino.destination(2));
    const pause = (await loadJobPauses(store)).find((row) => row.job === job.job);
    if (pause) throw refusal(`The job "${job.job}" is paused since ${new Date(pause.pausedAt).toISOString()}: ${pause.reason}. Let it go on first (settings, jobs).`);
    const done = await runSlot({ store, env, log, now: io.now, stopping: () => false }, job, slotByHand(io.now()));
    if (!done) throw refusal(`The job "${job.job}" failed or is running elsewhere; see concord jobs.`);
    print(io, json, { job: job.job, ...done });
  });
}

async function list(json: boolean, io: Io): Promise<void> {
  await withStore(io, async ({ store, now }) => {
    const organisation = await loadOrganisation(store);
    const paused = new Set((await loadJobPauses(store)).map((row) => row.job));
    for (const job of JOBS) {
      const [last] = await recentRuns(store, 1, job.job);
      print(io, json, {
        job: job.job,
        paused: paused.has(job.job),
        last: last ? { slot: new Date(last.slot).toISOString(), state: last.state, attempt: last.attempt, counts: last.counts, error: last.error } : null,
        next: organisation ? new Date(nextSlot(job.when, zoneOf(organisation.zone), now)).toISOString() : null,
      });
    }
  });
}
