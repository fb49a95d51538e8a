import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { backupSqlite } from "#db/migrate-sqlite.server.ts";
import { connectSqlite } from "#db/open-sqlite.server.ts";
import { openStore } from "#db/open-store.server.ts";
import { CommandEnd, type Io } from "#jobs/commands/command.ts";
import { run } from "#jobs/commands/restore.ts";
import { TEST_KEYS } from "#test/support/stores.ts";

describe("concord restore", () => {
  let folder: string;
  let file: string;
  let backup: string;
  let said: string[];
  const io = (): Io => ({ out: (text) => said.push(text), err: () => {}, variables: { DATA_DIR: folder }, now: () => 1_750_000_000_000 });
  const count = (path: string) => {
    const db = new BetterSqlite3(path);
    try {
      return (db.prepare("select count(*) as n from meta where key like 'test-%'").get() as { n: number }).n;
    } finally {
      db.close();
    }
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "concord-restore-"));
    file = join(folder, "concord.sqlite");
    backup = join(folder, "copy.sqlite");
    said = [];
    const key = `k1:${Buffer.alloc(32, 1).toString("base64")}`;
    writeFileSync(join(folder, "keys.json"), JSON.stringify({ APP_SECRET: key, AUDIT_KEY: key, PAY_KEY: key }));
    const store = await openStore({ kind: "sqlite", file }, TEST_KEYS, "jobs", 1);
    await store.close();
    const client = connectSqlite(file, "jobs");
    await backupSqlite(client, backup);
    client.prepare("insert into meta (key, value) values ('test-after-backup', '1')").run();
    client.close();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test("puts the copy in place and keeps what was there, also what only its log held", async () => {
    // A crashed process leaves its last writes in the log: an open connection stands for it.
    const crashed = new BetterSqlite3(file);
    crashed.pragma("wal_autocheckpoint = 0");
    crashed.prepare("insert into meta (key, value) values ('test-in-the-log', '1')").run();
    expect(existsSync(`${file}-wal`)).toBe(true);
    await run([backup], io());
    expect(count(file)).toBe(0);
    const kept = readdirSync(folder).find((name) => name.includes("before-restore") && name.endsWith("1750000000000"))!;
    expect(existsSync(join(folder, `${kept}-wal`))).toBe(true);
    expect(count(join(folder, kept))).toBe(2);
    crashed.close();
  });

  test.each([
    ["a file that is not there", () => join(folder, "none.sqlite")],
    ["a file that is no database", () => {
      const junk = join(folder, "junk.sqlite");
      writeFileSync(junk, "not a database".repeat(500));
      return junk;
    }],
  ])("refuses %s and leaves the database alone", async (_name, path) => {
    await expect(run([path()], io())).rejects.toBeInstanceOf(CommandEnd);
    expect(count(file)).toBe(1);
    expect(readdirSync(folder).some((name) => name.includes("before-restore"))).toBe(false);
  });
});
