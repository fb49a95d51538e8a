import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { readEnv } from "#app/env.server.ts";
import { openStore } from "#db/open-store.server.ts";
import { workerEnvironment } from "#test/kill/killed-worker.ts";
import { effectsOf, organisationRow, type Effects } from "./effects.ts";

const MINUTE = 60_000;
/** A second of the machine is this much of the schedulers' clock. */
export const CLOCK_SPEED = 60;
export const LEASE_MS = MINUTE;

export interface StoppedOutcome extends Effects {
  readonly seconds: number;
  readonly schedulers: number;
  /** How often a process was stopped for twice its lease. */
  readonly stops: number;
  readonly staleRefused: number;
  /** Runs that were stopped between their effect and their end: done again, and found the effect there. */
  readonly repeated: number;
  readonly missing: number;
}

/** Real scheduler processes over one database; every now and then one is stopped for twice its lease, in the middle of whatever it does, and let go on. */
export async function stopAndGo({ seconds, schedulers }: { readonly seconds: number; readonly schedulers: number }): Promise<StoppedOutcome> {
  const dataDir = mkdtempSync(join(tmpdir(), "concord-schedulers-"));
  const environment = workerEnvironment(dataDir);
  const env = readEnv(environment);
  const store = await openStore(env.database, { audit: env.auditKey, pay: env.payKey }, "jobs", 1);
  const { organisation: o } = store.t;
  await store.writeAll((w) => [w.insert(o).values(organisationRow).returning({ id: o.id })], { at: 1, actor: { kind: "cli", id: "t" }, action: "setup.load", entity: "organisation", entityId: "o" });
  await store.close();
  const file = join(dataDir, "concord.sqlite");
  const started = Date.now();
  let staleRefused = 0;
  let repeated = 0;
  const processes = Array.from({ length: schedulers }, (_, number): ChildProcess => {
    const child = spawn(process.execPath, ["--import", "tsx", "test/schedulers/worker.ts", String(number), String(started)], { env: environment, stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.on("data", (part: Buffer) => {
      staleRefused += part.toString("utf8").split("stale").length - 1;
      repeated += part.toString("utf8").split("repeated").length - 1;
    });
    return child;
  });
  let stops = 0;
  try {
    await delay(2000);
    while (Date.now() - started < seconds * 1000) {
      const one = processes[stops % schedulers]!;
      await delay(50 + Math.random() * 400);
      one.kill("SIGSTOP");
      await delay((2 * LEASE_MS) / CLOCK_SPEED);
      one.kill("SIGCONT");
      stops += 1;
    }
    // Long enough for every lease to run out and for what was left to be taken over.
    await delay((6 * LEASE_MS) / CLOCK_SPEED);
  } finally {
    await Promise.all(processes.map((one) => new Promise((resolve) => (one.once("close", resolve), one.kill("SIGTERM")))));
  }
  const effects = effectsOf(file);
  const dated = effects.slots.filter(([job]) => job === "dated").map(([, slot]) => slot).sort((a, b) => a - b);
  const reach = dated.at(-1)! - 10 * MINUTE;
  let missing = 0;
  for (let slot = dated[0]!; slot <= reach; slot += 5 * MINUTE) if (!dated.includes(slot)) missing += 1;
  rmSync(dataDir, { recursive: true, force: true });
  return { seconds, schedulers, stops, staleRefused, repeated, missing, ...effects };
}
