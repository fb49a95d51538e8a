import pino from "pino";
import { newestSlot } from "#app/domain/schedule/job-schedule.ts";
import { zoneOf } from "#app/domain/time/zone.ts";
import type { Env } from "#app/env.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import type { Store } from "#db/store.ts";
import { runSlot } from "#jobs/run-slot.server.ts";
import { JOBS } from "#jobs/schedule-table.ts";

/** What somebody who opens the demo wants to see done already: the copy of last night, checked, and the noted head of the audit log. */
const NIGHTLY: ReadonlySet<string> = new Set(["anchor-audit", "back-up"]);

/** The night before the demo was loaded, as far as it leaves something to look at. */
export async function runDemoNight(store: Store, env: Env, now: number): Promise<void> {
  const zone = zoneOf((await loadOrganisation(store))?.zone ?? "UTC");
  const began = performance.now();
  const worker = { store, env, log: pino({ level: "silent" }), now: () => now + Math.round(performance.now() - began), stopping: () => false };
  for (const job of JOBS) if (NIGHTLY.has(job.job)) await runSlot(worker, job, newestSlot(job.when, zone, now));
}
