import { spawn } from "node:child_process";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import { openSqlite } from "#db/open-sqlite.server.ts";
import { at } from "#test/support/tiny-company.ts";
import { sqliteStore, TEST_KEYS } from "#test/support/stores.ts";
import { startFaultPortal, type Asked } from "./fault-portal.ts";

const NOW = at("2026-07-20");
const HOLDER = `
const db = new (require("better-sqlite3"))(process.argv[1]);
db.exec("begin exclusive");
process.stdout.write("held");
setTimeout(() => { db.exec("commit"); db.close(); }, Number(process.argv[2]));
`;

export interface LockedOutcome {
  readonly heldMs: number;
  readonly reads: number;
  readonly readsFailed: number;
  readonly slowestReadMs: number;
  readonly writes: number;
  /** Answers to writes by status, while the lock was held. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly withoutRetryAfter: number;
  readonly slowestRefusalMs: number;
  /** Longest time for which the event loop of the web process did not turn. */
  readonly stallMs: number;
  /** Writes that worked after the lock was gone, of those asked. */
  readonly after: string;
  /** Acknowledged writes that are not in the database. */
  readonly lost: number;
}

/** Another process holds the database exclusively for `holdMs`; meanwhile people read and `writers` at a time write through the built portal. */
export async function holdLocked({ holdMs, writers }: { readonly holdMs: number; readonly writers: number }): Promise<LockedOutcome> {
  const opened = await sqliteStore();
  const store = openSqlite(opened.file!, "web", TEST_KEYS);
  const { portal, get, post } = await startFaultPortal(store, NOW);
  const pause = (n: number) => post("/settings/jobs/evaluate", { step: "pause", reason: `Maintenance ${n}` });
  try {
    // The first look compiles what later ones only run.
    await Promise.all([get("/"), get("/work"), get("/settings/jobs"), post("/settings/jobs/evaluate", { step: "continue" })]);
    const holder = spawn(process.execPath, ["-e", HOLDER, opened.file!, String(holdMs)], { stdio: ["ignore", "pipe", "inherit"] });
    const released = new Promise((resolve) => holder.once("close", resolve));
    await new Promise((resolve) => holder.stdout.once("data", resolve));
    const until = performance.now() + holdMs - 1200;
    const stall = monitorEventLoopDelay({ resolution: 5 });
    stall.enable();
    const reads: Asked[] = [];
    const writes: Asked[] = [];
    const reading = (async () => {
      while (performance.now() < until) {
        reads.push(await get(reads.length % 2 === 0 ? "/work" : "/settings/jobs"));
        await delay(50);
      }
    })();
    let n = 0;
    const writing = Array.from({ length: writers }, async () => {
      while (performance.now() < until) {
        writes.push(await pause((n += 1)));
        await delay(100);
      }
    });
    await Promise.all([reading, ...writing]);
    stall.disable();
    await released;
    const after = [await pause(0), await post("/settings/jobs/evaluate", { step: "continue" }), await pause(1)];
    const kept = await store.q.select({ reason: store.t.jobPause.reason }).from(store.t.jobPause);
    const acknowledged = writes.filter((one) => one.status === 302).length;
    return {
      heldMs: holdMs,
      reads: reads.length, readsFailed: reads.filter((one) => one.status !== 200).length, slowestReadMs: Math.max(...reads.map((one) => one.tookMs)),
      writes: writes.length, statuses: countBy(writes.map((one) => String(one.status))), withoutRetryAfter: writes.filter((one) => one.status === 503 && one.retryAfter === null).length,
      slowestRefusalMs: Math.max(...writes.map((one) => one.tookMs)), stallMs: Math.round(stall.max / 1e6),
      after: `${after.filter((one) => one.status === 302).length} of ${after.length}`, lost: acknowledged + (kept[0]?.reason === "Maintenance 1" ? 0 : 1),
    };
  } finally {
    await portal.stop();
    await store.close();
    await opened.dispose();
  }
}

const countBy = (words: readonly string[]): Record<string, number> => Object.fromEntries([...new Set(words)].map((word) => [word, words.filter((one) => one === word).length]));
