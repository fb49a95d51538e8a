import { drizzle } from "drizzle-orm/node-postgres";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import pg from "pg";
import { migratePg } from "./migrate-pg.server.ts";
import { migrateSqlite } from "./migrate-sqlite.server.ts";
import { openPg } from "./open-pg.server.ts";
import { openSqlite } from "./open-sqlite.server.ts";
import type { StoreKeys } from "./open-sqlite.server.ts";
import type { Store } from "./store.ts";

export type DatabaseAddress =
  | { readonly kind: "sqlite"; readonly file: string }
  | { readonly kind: "pg"; readonly url: string };

/** Brings the database to this version and opens it. `role` decides how long a connection waits for locks. */
export async function openStore(address: DatabaseAddress, keys: StoreKeys, role: "web" | "jobs", now: number): Promise<Store> {
  if (address.kind === "sqlite") {
    mkdirSync(dirname(address.file), { recursive: true });
    await migrateSqlite(address.file, now);
    return openSqlite(address.file, role, keys);
  }
  const pool = new pg.Pool({ connectionString: address.url, max: 1 });
  await migratePg(drizzle(pool, { casing: "snake_case" }) as never, now);
  await pool.end();
  return openPg(address.url, keys);
}
