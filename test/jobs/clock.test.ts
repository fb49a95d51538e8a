import pino from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { connectSqlite, storeOverSqlite } from "#db/open-sqlite.server.ts";
import type { Store } from "#db/store.ts";
import type { Job } from "#jobs/job.ts";
import { tick } from "#jobs/tick.server.ts";
import { testEnv } from "#test/support/environment.ts";
import { sqliteStore, TEST_KEYS } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The day's slot of a local time, found minute by minute with Intl alone: the first such minute; where the clock skips it, as far behind the skip as it lies in it. */
function slotOf(zone: string, day: string, time: string): number {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });
  const localOf = (at: number) => format.format(at).replace(", ", "T");
  const wanted = `${day}T${time}`;
  const from = Date.parse(`${day}T00:00Z`) - 15 * HOUR;
  let before = from;
  for (let at = from; at < from + 3 * DAY; at += MINUTE) {
    if (localOf(at) === wanted) return at;
    if (localOf(at) > wanted) return before + (Date.parse(`${wanted}Z`) - Date.parse(`${localOf(before)}Z`));
    before = at;
  }
  throw new Error(`no ${wanted} in ${zone}`);
}

const dayAfter = (day: string, n: number) => new Date(Date.parse(`${day}T00:00Z`) + n * DAY).toISOString().slice(0, 10);

/** What the clock of the machine does: at so many hours after the beginning it is moved by so much, for good or for a while. */
interface Fault {
  readonly name: string;
  /** The instant the machine believes in, at a true instant; null while the process is down. */
  readonly clock: (sinceHours: number) => number | null;
}

const FAULTS: readonly Fault[] = [
  { name: "a steady clock", clock: () => 0 },
  { name: "a day ahead for an hour", clock: (h) => (h > 20 && h < 21 ? DAY : 0) },
  { name: "a day behind for two hours", clock: (h) => (h > 20 && h < 22 ? -DAY : 0) },
  { name: "90 seconds to and fro", clock: (h) => [0, 90_000, -90_000][Math.floor(h) % 3]! },
  { name: "down over the due times", clock: (h) => (h > 8 && h < 33 ? null : 0) },
];

const NIGHTS = [
  ["Europe/Berlin", "2026-03-29"], ["Europe/Berlin", "2026-10-25"], ["America/New_York", "2026-03-08"], ["America/New_York", "2026-11-01"],
  ["Australia/Lord_Howe", "2026-04-05"], ["Australia/Lord_Howe", "2026-10-04"], ["Africa/Cairo", "2026-04-24"], ["Africa/Cairo", "2026-10-30"],
  ["UTC", "2028-02-29"], ["Europe/Berlin", "2027-01-01"],
] as const;

const ALWAYS = new Set(["a steady clock", "down over the due times"]);
/** Nights on which the clock of the machine is moved too; `ALL_CLOCKS=1` moves it on all of them. */
const JUMPY: ReadonlySet<string> = new Set(process.env.ALL_CLOCKS ? NIGHTS.map(([, night]) => night) : ["2026-10-25", "2026-04-24", "2028-02-29"]);

/** Local times of the daily jobs: of some night each lies in the hour that is lost or repeated. */
const TIMES = ["00:05", "01:45", "02:30", "23:30"] as const;

describe.each(NIGHTS)("%s, the night of %s", (zone, night) => {
  let opened: TestStore;
  let store: Store;
  let now: number;
  let ran: Map<string, number[]>;
  const job = (name: string, over: Partial<Job>): Job => ({ job: name, when: { type: "every", minutes: 60 }, missed: "newest", leaseMs: 10 * MINUTE, run: async ({ slot }) => (ran.get(name)!.push(slot), { n: 1 }), ...over });
  const dated = TIMES.map((time) => job(`daily ${time}`, { when: { type: "daily", at: time }, missed: "each" }));
  const hourly = job("hourly", { missed: "each" });
  const sweep = job("sweep", {});

  beforeEach(async () => {
    opened = await sqliteStore();
    const client = connectSqlite(opened.file!, "jobs");
    // Thousands of small writes: what survives a loss of power is tried elsewhere.
    client.pragma("synchronous = OFF");
    store = storeOverSqlite(client, TEST_KEYS);
    const { organisation: o } = store.t;
    const row = { id: "o", name: { en: "O" }, zone, country: "DE", currency: "EUR", minorDigits: 2, dayEnd: "eod" as const, payPeriod: "quarter" as const, firstPeriod: "2026-01", isDemo: false, createdAt: 1 };
    await store.writeAll((w) => [w.insert(o).values(row).returning({ id: o.id })], { at: 1, actor: { kind: "cli", id: "t" }, action: "setup.load", entity: "organisation", entityId: "o" });
  });
  afterEach(async () => {
    await store.close();
    await opened.dispose();
  });

  test.each((JUMPY.has(night) ? FAULTS : FAULTS.filter((one) => ALWAYS.has(one.name))).map((fault) => [fault.name, fault] as const))("%s: each slot once and in order", async (_, fault) => {
    const jobs = [...dated, hourly, sweep];
    ran = new Map(jobs.map((one) => [one.job, []]));
    const begin = Date.parse(`${dayAfter(night, -1)}T10:00Z`);
    const end = begin + 50 * HOUR;
    const worker = { store, env: testEnv(), log: pino({ level: "silent" }), now: () => now, stopping: () => false };
    for (let at = begin; at <= end + HOUR; at += 30 * MINUTE) {
      const shift = fault.clock((at - begin) / HOUR);
      if (shift === null) continue;
      now = at + shift;
      await tick(worker, jobs);
    }
    // A clock that was ahead did the next day's slots early; none of them is done again when it comes.
    const reached = Math.max(end + HOUR, ...[...ran.values()].flat());
    for (const time of TIMES) {
      const expected = [-1, 0, 1, 2, 3].map((n) => slotOf(zone, dayAfter(night, n), time)).filter((slot) => slot >= begin && slot <= reached);
      const found = ran.get(`daily ${time}`)!;
      expect(found.map(iso), `daily ${time}`).toEqual(expected.filter((slot) => slot <= end + HOUR || found.includes(slot)).map(iso));
    }
    for (const name of ["hourly", "sweep"]) expect(new Set(ran.get(name)).size, name).toBe(ran.get(name)!.length);
    expect(ran.get("hourly")!.map(iso), "hourly").toEqual([...ran.get("hourly")!].sort((a, b) => a - b).map(iso));
    expect(ran.get("hourly")!.filter((slot) => slot <= end).length).toBe(new Set(hoursBetween(zone, begin, end)).size);
  });
});

const iso = (slot: number) => new Date(slot).toISOString();

/** Instants every 60 minutes from each local midnight on, found with Intl alone. */
function hoursBetween(zone: string, from: number, to: number): number[] {
  const date = new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" });
  const slots: number[] = [];
  let midnight = 0;
  for (let at = from - 2 * DAY; at <= to; at += 30 * MINUTE) {
    if (date.format(at) !== date.format(at - 30 * MINUTE)) midnight = at;
    if (midnight > 0 && (at - midnight) % HOUR === 0 && at >= from) slots.push(at);
  }
  return slots;
}
