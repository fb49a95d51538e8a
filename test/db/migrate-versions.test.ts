import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { killMigration } from "#test/kill/kill-migration.ts";
import { readMigrations } from "#db/migrations.server.ts";
import { migrateSqlite } from "#db/migrate-sqlite.server.ts";
import { NOON } from "#test/support/stores.ts";
import { fillVersion, keptContent } from "#test/support/fill-version.ts";

const known = readMigrations("sqlite");
/** Every version was released to somebody: from each there is a way here. Each fourth is tried, and the newest; with `ALL_VERSIONS=1` all of them. */
const VERSIONS = known.slice(0, -1).map((migration, index) => [migration.id, index + 1] as const).filter(([, version]) => process.env.ALL_VERSIONS || version % 4 === 1 || version === known.length - 1);
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "concord-versions-"));
  file = join(folder, "concord.sqlite");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a filled database of an earlier version", () => {
  test.each(VERSIONS)("of %s comes here with every row and value that it had, and a second run changes nothing", async (_, version) => {
    await migrateSqlite(file, NOON, known.slice(0, version));
    const rows = fillVersion(file);
    const before = keptContent(file);
    const { applied } = await migrateSqlite(file, NOON);
    expect(applied).toEqual(known.slice(version).map((migration) => migration.id));
    expect(keptContent(file, before)).toEqual(before);
    expect(before.size).toBe(rows);
    expect(await migrateSqlite(file, NOON)).toEqual({ applied: [], backup: null });
  });
});

// The short form; `npm run test:kill -- migration 50` is the long one.
test("killed three times on its way, it ends as if it had not been", async () => {
  expect(await killMigration({ kills: 3 })).toMatchObject({ kills: 3, faults: [] });
});
