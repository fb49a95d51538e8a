import BetterSqlite3 from "better-sqlite3";
import { getTableConfig as pgConfig } from "drizzle-orm/pg-core";
import { getTableConfig as sqliteConfig } from "drizzle-orm/sqlite-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { kit as pgKit } from "#db/columns/pg.ts";
import { kit as sqliteKit } from "#db/columns/sqlite.ts";
import { buildSchema } from "#db/schema/build.ts";
import { TABLE_FACTS } from "#db/schema/data-class.ts";
import * as pgExports from "#db/schema/pg.ts";
import * as sqliteExports from "#db/schema/sqlite.ts";
import { WITHOUT_ROWID } from "#db/strict-sql.ts";
import { sqliteStore } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";

const sqlite = buildSchema(sqliteKit);
const pg = buildSchema(pgKit);
const names = Object.keys(sqlite) as (keyof typeof sqlite)[];

describe("the schema in both dialects", () => {
  test.each(names)("%s has the same columns, keys and nullability", (name) => {
    const ours = sqliteConfig(sqlite[name]);
    const theirs = pgConfig(pg[name] as never);
    const columns = (config: { columns: readonly { name: string; notNull: boolean; primary: boolean }[] }) =>
      config.columns.map((column) => [column.name, column.notNull, column.primary]);
    expect(columns(theirs)).toEqual(columns(ours));
    expect(theirs.name).toBe(ours.name);
    expect(theirs.primaryKeys.length).toBe(ours.primaryKeys.length);
    expect(theirs.indexes.length).toBe(ours.indexes.length);
    expect(theirs.foreignKeys.length).toBe(ours.foreignKeys.length);
  });

  test("the generator sees every table", () => {
    expect(Object.keys(sqliteExports).sort()).toEqual([...names].sort());
    expect(Object.keys(pgExports).sort()).toEqual([...names].sort());
  });

  test("every table names its data class and retention", () => {
    expect(Object.keys(TABLE_FACTS).sort()).toEqual([...names].sort());
  });

  test("no reference deletes what hangs on it", () => {
    for (const name of names)
      for (const key of sqliteConfig(sqlite[name]).foreignKeys) expect(key.onDelete ?? "no action").toBe("no action");
  });
});

describe("the SQLite file", () => {
  let opened: TestStore;
  let client: BetterSqlite3.Database;
  beforeAll(async () => {
    opened = await sqliteStore();
    client = new BetterSqlite3(opened.file!, { readonly: true });
  });
  afterAll(async () => {
    client.close();
    await opened.dispose();
  });

  test("every table is strict, and the bulk ones have no rowid", () => {
    const tables = client.pragma("table_list") as { schema: string; name: string; type: string; wr: number; strict: number }[];
    const own = tables.filter((row) => row.schema === "main" && row.type === "table" && !row.name.startsWith("sqlite_"));
    // Beside them: the migrations that ran, and the places of tasks in the word index.
    expect(own).toHaveLength(names.length + 2);
    expect(own.filter((row) => row.strict !== 1).map((row) => row.name)).toEqual([]);
    expect(own.filter((row) => row.wr === 1).map((row) => row.name).sort()).toEqual([...WITHOUT_ROWID].sort());
  });
});
