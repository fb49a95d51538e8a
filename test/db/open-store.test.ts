import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ringOf } from "#db/key-ring.server.ts";
import { MigrationRefusal } from "#db/migrations.server.ts";
import { openStore } from "#db/open-store.server.ts";
import { NOON } from "#test/support/stores.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "concord-open-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ring = ringOf([{ id: "k1", bytes: Buffer.alloc(32, 1) }]);
const open = (address: Parameters<typeof openStore>[0]) => openStore(address, { audit: ring, pay: ring }, "jobs", NOON);

test("a file that is no database is named in a sentence and left as it is", async () => {
  const file = join(folder, "concord.sqlite");
  const text = "Whatever this is, it is longer than the heading of a database file would be. ".repeat(4);
  writeFileSync(file, text);
  const opened = open({ kind: "sqlite", file });
  await expect(opened).rejects.toThrow(MigrationRefusal);
  await expect(opened).rejects.toThrow(/concord\.sqlite is not a database/);
  expect(readFileSync(file, "utf8")).toBe(text);
});

test("a folder in place of the file is said", async () => {
  const file = join(folder, "concord.sqlite");
  mkdirSync(file);
  await expect(open({ kind: "sqlite", file })).rejects.toThrow(/cannot be opened for writing \(SQLITE_CANTOPEN/);
});

test("a server that does not answer is named by its place, without the password", async () => {
  const refused = await open({ kind: "pg", url: "postgres://concord:hidden-word@127.0.0.1:1/concord" }).then(() => null, (error: Error) => error);
  expect(refused).toBeInstanceOf(MigrationRefusal);
  expect(refused!.message).toMatch(/^No PostgreSQL answers at 127\.0\.0\.1:1 \(ECONNREFUSED\)/);
  expect(refused!.message).not.toContain("hidden-word");
});
