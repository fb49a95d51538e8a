import { afterEach, beforeEach, expect, test } from "vitest";
import { connectSqlite } from "#db/open-sqlite.server.ts";
import { sqliteStore } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { canTrace } from "#test/support/traced.ts";
import { countSyncs } from "./count-syncs.ts";

let opened: TestStore;
beforeEach(async () => void (opened = await sqliteStore()));
afterEach(() => opened.dispose());

test.each(["web", "jobs"] as const)("each connection of the %s process waits for the disk at each commit", (role) => {
  const client = connectSqlite(opened.file!, role);
  const read = (name: string) => client.pragma(name, { simple: true });
  // 2 is FULL: a write-ahead log without it may lose the last commits with the power.
  expect({ journal: read("journal_mode"), synchronous: read("synchronous"), keys: read("foreign_keys"), trusted: read("trusted_schema"), limit: read("journal_size_limit") }).toEqual({ journal: "wal", synchronous: 2, keys: 1, trusted: 0, limit: 67_108_864 });
  client.close();
});

// The short form; `npm run test:faults -- sync 1000` is the long one.
test.runIf(canTrace())("no commit is acknowledged before the kernel has brought it to the disk", async () => {
  expect(await countSyncs(20)).toMatchObject({ commits: 20, without: 0 });
});
