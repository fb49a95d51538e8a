import pino from "pino";
import { connectSqlite, storeOverSqlite } from "#db/open-sqlite.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { Job } from "#jobs/job.ts";
import { tick } from "#jobs/tick.server.ts";
import { testEnv } from "#test/support/environment.ts";
import { NOON, sqliteStore, TEST_KEYS } from "#test/support/stores.ts";
import { effectsOf, organisationRow, wroteEffect, type Effects } from "./effects.ts";

const MINUTE = 60_000;
const LEASE_MS = 4 * MINUTE;

export interface SimulatedOutcome extends Effects {
  readonly ticks: number;
  readonly schedulers: number;
  /** Runs whose worker slept past its lease while another took the slot, and whose late write was refused. */
  readonly staleRefused: number;
  /** Slots of the dated job that should have been worked and were not. */
  readonly missing: number;
}

/**
 * Several schedulers, each with a connection of its own, over one database by one clock that the test moves a minute at a time. One run in ten
 * falls asleep for twice its lease before it writes. `seed` decides who sleeps.
 */
export async function simulate({ ticks, schedulers, seed }: { readonly ticks: number; readonly schedulers: number; readonly seed: number }): Promise<SimulatedOutcome> {
  const opened = await sqliteStore();
  await opened.store.writeAll((w) => [w.insert(opened.store.t.organisation).values(organisationRow).returning({ id: opened.store.t.organisation.id })], { at: 1, actor: { kind: "cli", id: "t" }, action: "setup.load", entity: "organisation", entityId: "o" });
  const random = randomOf(seed);
  const begin = NOON;
  let now = begin;
  let staleRefused = 0;
  let asleep: { readonly wakeAt: number; readonly wake: () => void }[] = [];
  const sleep = (ms: number) => new Promise<void>((wake) => asleep.push({ wakeAt: now + ms, wake }));

  const workers = Array.from({ length: schedulers }, (_, number) => {
    const client = connectSqlite(opened.file!, "jobs");
    client.pragma("synchronous = OFF");
    const store = storeOverSqlite(client, TEST_KEYS);
    const run: Job["run"] = async (ctx) => {
      if (random() < 0.1) await sleep(2 * LEASE_MS);
      try {
        await wroteEffect(ctx, String(number));
      } catch (error) {
        if (error instanceof StaleWriteError) staleRefused += 1;
        throw error;
      }
      return { n: 1 };
    };
    const jobs: Job[] = [
      { job: "sweep", when: { type: "every", minutes: 1 }, missed: "newest", leaseMs: LEASE_MS, run },
      { job: "dated", when: { type: "every", minutes: 5 }, missed: "each", leaseMs: LEASE_MS, run },
    ];
    return { store, work: () => tick({ store, env: testEnv(), log: pino({ level: "silent" }), now: () => now, stopping: () => false }, jobs), running: null as Promise<unknown> | null };
  });

  /** Lets everybody whose time has come wake, and waits for whoever is not asleep. */
  const settle = async () => {
    const due = asleep.filter((one) => one.wakeAt <= now);
    asleep = asleep.filter((one) => one.wakeAt > now);
    for (const one of due) one.wake();
    // A tick of two jobs is some dozen turns of the event loop; whoever is still at work after these sleeps.
    for (let turn = 0; turn < 8; turn += 1) await new Promise(setImmediate);
  };

  for (let n = 0; n < ticks; n += 1) {
    now += MINUTE;
    for (const worker of workers) {
      if (worker.running) continue;
      worker.running = worker.work().finally(() => (worker.running = null));
    }
    await settle();
  }
  // Everybody who sleeps wakes, and what was left is taken over.
  for (let n = 0; n < 30 || workers.some((worker) => worker.running); n += 1) {
    now += MINUTE;
    for (const worker of workers) worker.running ??= worker.work().finally(() => (worker.running = null));
    await settle();
  }
  const effects = effectsOf(opened.file!);
  const last = now - 15 * MINUTE;
  const dated = new Set(effects.slots.filter(([job]) => job === "dated").map(([, slot]) => slot));
  let missing = 0;
  for (let slot = begin + 5 * MINUTE; slot <= last; slot += 5 * MINUTE) if (!dated.has(slot)) missing += 1;
  for (const { store } of workers) await store.close();
  await opened.dispose();
  return { ticks, schedulers, staleRefused, missing, ...effects };
}

/** Numbers in [0, 1) that a seed decides (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
