import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

/** An instant that tests call now: 2026-06-15T09:00:00Z. */
export const NOON = Date.UTC(2026, 5, 15, 9);

let template: Promise<string> | null = null;

/** A migrated SQLite file, made once a test process and copied for each store. */
function sqliteTemplate(): Promise<string> {
  template ??= (async () => {
    const file = join(mkdtempSync(join(tmpdir(), "concord-template-")), "base.sqlite");
    await migrateSqlite(file, NOON);
    return file;
  })();
  return template;
}

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
  const client = await PGlite.create();
  const db = drizzle(client, { casing: "snake_case" });
  await migratePg(db as never, NOON);
  const store = storeOverPg(db as never, keys, () => client.close());
  return { store, file: null, dispose: () => store.close() };
}

/** Both stores: the one suite of `test/db` and the operations runs over each. */
export const STORES = [
  ["SQLite file", sqliteStore],
  ["PostgreSQL (PGlite)", pgStore],
] as const;
