import BetterSqlite3 from "better-sqlite3";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrateSqlite } from "#db/migrate-sqlite.server.ts";
import { readMigrations } from "#db/migrations.server.ts";
import type { Migration } from "#db/migrations.server.ts";
import { NOON } from "#test/support/stores.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "concord-migrate-"));
  file = join(folder, "concord.sqlite");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const known = readMigrations("sqlite");
const next = (statements: string[], id = "9999_next"): Migration[] => [...known, { id, hash: `hash of ${id}`, statements }];
const open = () => new BetterSqlite3(file);

test("a new file gets every migration and no backup", async () => {
  expect(await migrateSqlite(file, NOON)).toEqual({ applied: known.map((m) => m.id), backup: null });
});

test("a second run finds nothing to do", async () => {
  await migrateSqlite(file, NOON);
  expect(await migrateSqlite(file, NOON)).toEqual({ applied: [], backup: null });
});

test("a filled database is backed up and checked before it is changed, and keeps its rows", async () => {
  await migrateSqlite(file, NOON);
  const before = open();
  before.exec("insert into meta (key, value) values ('k', 'v')");
  before.close();
  const { backup } = await migrateSqlite(file, NOON, next(["create table later (id text primary key) strict"]));
  expect(existsSync(backup!)).toBe(true);
  const after = open();
  expect(after.prepare("select value from meta").all()).toEqual([{ value: "v" }]);
  expect(after.prepare("select count(*) as n from later").get()).toEqual({ n: 0 });
  after.close();
});

test("a migration that leaves a broken reference is rolled back whole", async () => {
  await migrateSqlite(file, NOON);
  const breaks = next(["create table later (id text primary key) strict", "insert into session (id_hash, account_id, created_at, last_seen_at, expires_at) values ('s', 'nobody', 1, 1, 1)"]);
  await expect(migrateSqlite(file, NOON, breaks)).rejects.toMatchObject({ code: "broken_references" });
  const after = open();
  expect(after.prepare("select name from sqlite_master where name = 'later'").all()).toEqual([]);
  expect(after.prepare("select count(*) as n from session").get()).toEqual({ n: 0 });
  after.close();
});

test("a migration that fails half-way leaves the version before", async () => {
  await migrateSqlite(file, NOON);
  await expect(migrateSqlite(file, NOON, next(["create table later (id text) strict", "no sql"]))).rejects.toThrow();
  const after = open();
  expect(after.prepare("select count(*) as n from migration").get()).toEqual({ n: known.length });
  expect(after.prepare("select name from sqlite_master where name = 'later'").all()).toEqual([]);
  after.close();
});

test("a database of a newer version is refused with a sentence and left alone", async () => {
  await migrateSqlite(file, NOON, next(["create table later (id text) strict"]));
  await expect(migrateSqlite(file, NOON)).rejects.toMatchObject({ code: "newer_database" });
});

test("an applied migration that reads differently now is refused", async () => {
  await migrateSqlite(file, NOON);
  const edited = known.map((m, i) => (i === 0 ? { ...m, hash: "other" } : m));
  await expect(migrateSqlite(file, NOON, edited)).rejects.toMatchObject({ code: "changed_migration" });
});
