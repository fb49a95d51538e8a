import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ringOf } from "#db/key-ring.server.ts";
import { migratePg } from "#db/migrate-pg.server.ts";
import { migrateSqlite } from "#db/migrate-sqlite.server.ts";
import { openSqlite } from "#db/open-sqlite.server.ts";
import type { StoreKeys } from "#db/open-sqlite.server.ts";
import { storeOverPg } from "#db/open-pg.server.ts";
import type { Store } from "#db/store.ts";

export const TEST_KEYS: StoreKeys = {
  audit: ringOf([{ id: "a1", bytes: Buffer.alloc(32, 1) }]),
  pay: ringOf([{ id: "p1", bytes: Buffer.alloc(32, 2) }]),
};

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** An instant that tests call now: 2026-06-15T09:00:00Z. */
export const NOON = Date.UTC(2026, 5, 15, 9);

/** What a migrated database depends on: whoever changes one of these gets new templates. */
const MADE_BY = ["db/migrations", "db/migrations.server.ts", "db/migrate-sqlite.server.ts", "db/migrate-pg.server.ts", "db/open-sqlite.server.ts", "db/strict-sql.ts", "package-lock.json"];

/** Name of the templates: the same for the same migrations, so that every test process of a run takes the one that the first has made. */
const templateName = (() => {
  let name: string | null = null;
  return (): string => {
    if (name) return name;
    const hash = createHash("sha256");
    for (const path of MADE_BY.flatMap((one) => filesBelow(join(ROOT, one)))) hash.update(path).update(readFileSync(path));
    return (name = `concord-template-${hash.digest("hex").slice(0, 16)}`);
  };
})();

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  return statSync(path).isDirectory() ? readdirSync(path).sort().flatMap((name) => (name === "meta" ? [] : filesBelow(join(path, name)))) : [path];
}

/** A file that is made once for all test processes: beside its place and moved there, so that nobody reads half of it. */
async function madeOnce(ending: string, make: (path: string) => Promise<unknown>): Promise<string> {
  const path = join(tmpdir(), `${templateName()}.${ending}`);
  if (existsSync(path)) return path;
  const folder = mkdtempSync(join(tmpdir(), "concord-template-"));
  await make(join(folder, "made"));
  renameSync(join(folder, "made"), path);
  rmSync(folder, { recursive: true, force: true });
  return path;
}

/** A migrated SQLite file, copied for each store. */
const sqliteTemplate = (): Promise<string> => madeOnce("sqlite", (path) => migrateSqlite(path, NOON));

/** The bytes of a migrated PostgreSQL folder: unpacking them takes a third of making and migrating one. */
const pgTemplate = (() => {
  let bytes: Promise<Blob> | null = null;
  const read = async (): Promise<Blob> => {
    const path = await madeOnce("pg.tar", async (made) => {
      const client = await PGlite.create();
      await migratePg(drizzle(client, { casing: "snake_case" }) as never, NOON);
      writeFileSync(made, Buffer.from(await (await client.dumpDataDir("none")).arrayBuffer()));
      await client.close();
    });
    return new Blob([readFileSync(path)]);
  };
  return (): Promise<Blob> => (bytes ??= read());
})();

export interface TestStore {
  readonly store: Store;
  readonly file: string | null;
  dispose(): Promise<void>;
}

/** A fresh store on a real SQLite file. */
export async function sqliteStore(keys: StoreKeys = TEST_KEYS): Promise<TestStore> {
  const folder = mkdtempSync(join(tmpdir(), "concord-test-"));
  const file = join(folder, "concord.sqlite");
  copyFileSync(await sqliteTemplate(), file);
  const store = openSqlite(file, "jobs", keys);
  return {
    store,
    file,
    dispose: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A fresh store on PostgreSQL (PGlite, in this process). */
export async function pgStore(keys: StoreKeys = TEST_KEYS): Promise<TestStore> {
  const client = await PGlite.create({ loadDataDir: await pgTemplate() });
  const db = drizzle(client, { casing: "snake_case" });
  const store = storeOverPg(db as never, keys, () => client.close());
  return { store, file: null, dispose: () => store.close() };
}

/** Both stores: the one suite of `test/db` and the operations runs over each. */
export const STORES = [
  ["SQLite file", sqliteStore],
  ["PostgreSQL (PGlite)", pgStore],
] as const;
