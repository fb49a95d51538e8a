import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type BetterSqlite3 from "better-sqlite3";
import { faultOf } from "#db/backup-sqlite.server.ts";
import { claimJob, recentRuns } from "#db/queries/job-ledger.server.ts";
import { connectSqlite, storeOverSqlite } from "#db/open-sqlite.server.ts";
import { StorageFullError } from "#db/store.ts";
import type { Store } from "#db/store.ts";
import { verifyAudit } from "#app/operations/verify-audit.server.ts";
import { at } from "#test/support/tiny-company.ts";
import { sqliteStore, TEST_KEYS } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { startFaultPortal, type FaultPortal } from "./fault-portal.ts";
import { canMount, fillDisk } from "./fill-disk.ts";

const NOW = at("2026-07-20");

describe("a database that may not grow", () => {
  let opened: TestStore;
  let client: BetterSqlite3.Database;
  let store: Store;
  let running: FaultPortal;
  const room = (pages: number) => client.pragma(`max_page_count = ${(client.pragma("page_count", { simple: true }) as number) + pages}`);
  const reason = "So that the row needs pages of its own. ".repeat(12);

  beforeEach(async () => {
    opened = await sqliteStore();
    client = connectSqlite(opened.file!, "web");
    store = storeOverSqlite(client, TEST_KEYS, "web");
    running = await startFaultPortal(store, NOW);
  });
  afterEach(async () => {
    await running.portal.stop();
    await store.close();
    await opened.dispose();
  });

  test("refuses forms with 507 in words, serves pages, and works on once there is room", async () => {
    const jobs = ["evaluate", "send-mails", "send-hooks", "import", "pull", "watch-tasks", "open-cases", "reorganise", "back-up", "anchor-audit"];
    room(0);
    const answers = [];
    for (const job of jobs) answers.push(await running.post(`/settings/jobs/${job}`, { step: "pause", reason }));
    const statuses = answers.map((one) => one.status);
    expect(statuses).toContain(507);
    // What has once been refused stays refused: nothing makes room here.
    expect(new Set(statuses.slice(statuses.indexOf(507)))).toEqual(new Set([507]));
    expect(answers.at(-1)!.text).toContain("The portal has no room left");
    expect((await running.get("/settings/jobs")).status).toBe(200);
    const kept = async () => (await store.q.select().from(store.t.jobPause)).length;
    expect(await kept()).toBe(statuses.filter((one) => one === 302).length);
    room(1000);
    expect((await running.post("/settings/jobs/anchor-audit", { step: "pause", reason })).status).toBe(302);
    expect(faultOf(client)).toBeNull();
    expect((await verifyAudit(store, TEST_KEYS.audit)).broken).toBeNull();
  });

  test("lets no unit through in part: neither its rows nor its audit entry, nor a job's mark that it is done", async () => {
    const { meta } = store.t;
    const claim = (await claimJob(store, "evaluate", NOW, NOW, 60_000))!;
    room(0);
    const before = (await verifyAudit(store, TEST_KEYS.audit)).rows;
    const write = () => store.writeAll((w) => Array.from({ length: 50 }, (_, n) => w.insert(meta).values({ key: `full-${n}`, value: "x".repeat(1000) }).returning({ key: meta.key })), { at: NOW, actor: { kind: "cli", id: "t" }, action: "evaluate", entity: "t", entityId: "t" });
    await expect(write()).rejects.toBeInstanceOf(StorageFullError);
    expect((await store.q.select().from(meta)).filter((row) => row.key.startsWith("full-"))).toEqual([]);
    expect((await verifyAudit(store, TEST_KEYS.audit)).rows).toBe(before);
    expect((await recentRuns(store, 1, "evaluate"))[0]).toMatchObject({ state: "running", attempt: claim.attempt });
    room(1000);
    await write();
  });
});

// Mounting needs rights that a machine of the tests may not give.
test.runIf(canMount())("a disk that fills up under writes, uploads and a backup: nothing acknowledged is lost, nothing is left behind, and it goes on by itself", async () => {
  expect(await fillDisk({ megabytes: 24 })).toMatchObject({ faults: [] });
});
