import pino from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fencedStore } from "#jobs/fenced-store.ts";
import type { Job } from "#jobs/job.ts";
import { tick } from "#jobs/tick.server.ts";
import { claimJob, recentRuns } from "#db/queries/job-ledger.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { Store } from "#db/store.ts";
import { testEnv } from "#test/support/environment.ts";
import { NOON, sqliteStore } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
let opened: TestStore;
let store: Store;
let now: number;
let ran: string[];

const worker = () => ({ store, env: testEnv(), log: pino({ level: "silent" }), now: () => now, stopping: () => false });
const job = (over: Partial<Job> = {}): Job => ({ job: "sweep", when: { type: "every", minutes: 5 }, missed: "newest", leaseMs: 10 * MINUTE, run: async (ctx) => (ran.push(`${ctx.actor.id} ${new Date(ctx.slot).toISOString()}`), { n: 1 }), ...over });

beforeEach(async () => {
  opened = await sqliteStore();
  store = opened.store;
  now = NOON;
  ran = [];
  const { organisation: o } = store.t;
  await store.writeAll(
    (w) => [w.insert(o).values({ id: "o", name: { en: "O" }, zone: "Europe/Moscow", country: "RU", currency: "RUB", minorDigits: 2, dayEnd: "eod", payPeriod: "quarter", firstPeriod: "2026-01", isDemo: false, createdAt: now }).returning({ id: o.id })],
    { at: now, actor: { kind: "cli", id: "t" }, action: "setup.load", entity: "organisation", entityId: "o" },
  );
});
afterEach(() => opened.dispose());

describe("the scheduler", () => {
  test("does a slot once, however often it wakes and however many it is", async () => {
    await tick(worker(), [job()]);
    await Promise.all([tick(worker(), [job()]), tick(worker(), [job()]), tick(worker(), [job()])]);
    expect(ran).toEqual(["sweep 2026-06-15T09:00:00.000Z"]);
    now += 5 * MINUTE;
    await Promise.all([tick(worker(), [job()]), tick(worker(), [job()])]);
    expect(ran).toHaveLength(2);
  });

  test("after a standstill a sweep does its newest slot, a dated job each", async () => {
    const daily = job({ job: "daily", when: { type: "daily", at: "00:05" }, missed: "each" });
    await tick(worker(), [job(), daily]);
    ran = [];
    now += 3 * DAY;
    await tick(worker(), [job(), daily]);
    expect(ran.filter((line) => line.startsWith("sweep"))).toHaveLength(1);
    expect(ran.filter((line) => line.startsWith("daily"))).toEqual([
      "daily 2026-06-15T21:05:00.000Z",
      "daily 2026-06-16T21:05:00.000Z",
      "daily 2026-06-17T21:05:00.000Z",
    ]);
  });

  test("a failure is recorded, waits, and is tried again; others go on", async () => {
    let broken = true;
    const failing = job({ job: "failing", run: async () => (broken ? Promise.reject(new Error("no disk")) : { n: 1 }) });
    await tick(worker(), [failing, job()]);
    expect(ran).toHaveLength(1);
    expect((await recentRuns(store, 1, "failing"))[0]).toMatchObject({ state: "failed", error: "no disk", attempt: 1 });
    broken = false;
    await tick(worker(), [failing]);
    expect((await recentRuns(store, 1, "failing"))[0]).toMatchObject({ state: "failed" });
    now += MINUTE;
    await tick(worker(), [failing]);
    expect((await recentRuns(store, 1, "failing"))[0]).toMatchObject({ state: "done", attempt: 2 });
  });

  test("a worker that slept past its lease writes nothing more", async () => {
    const claim = (await claimJob(store, "sweep", now, now, MINUTE))!;
    const asleep = fencedStore(store, claim, () => now, MINUTE);
    now += 2 * MINUTE;
    await claimJob(store, "sweep", claim.slot, now, MINUTE);
    const { meta } = store.t;
    const audit = { at: now, actor: { kind: "job" as const, id: "sweep" }, action: "person.edit" as const, entity: "x", entityId: "x" };
    await expect(asleep.writeAll((w) => [w.insert(meta).values({ key: "late", value: "1" }).returning({ key: meta.key })], audit)).rejects.toBeInstanceOf(StaleWriteError);
    expect((await store.q.select().from(meta)).map((row) => row.key)).not.toContain("late");
  });
});
