import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
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

test("answers given before they named their subject name that of their question", async () => {
  const before = known.findIndex((migration) => migration.id.includes("counted_answers"));
  await migrateSqlite(file, NOON, known.slice(0, before));
  fillVersion(file);
  const db = new BetterSqlite3(file);
  db.exec("update invitation set period = '2026-05', client_id = (select client_id from task), task_id = (select id from task)");
  db.close();
  await migrateSqlite(file, NOON);
  const after = new BetterSqlite3(file, { readonly: true });
  const subjects = after.prepare("select a.period, a.provider_id = i.provider_id as provider, a.client_id = i.client_id as client, a.product_id = t.product_id as product, a.agreement_id = i.agreement_id as agreement from answer a join invitation i on i.id = a.invitation_id join task t on t.id = i.task_id").all();
  after.close();
  expect(subjects).toEqual([{ period: "2026-05", provider: 1, client: 1, product: 1, agreement: 1 }]);
});

// The short form; `npm run test:kill -- migration 50` is the long one.
test("killed three times on its way, it ends as if it had not been", async () => {
  expect(await killMigration({ kills: 3 })).toMatchObject({ kills: 3, faults: [] });
});
