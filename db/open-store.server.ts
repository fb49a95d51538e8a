import { drizzle } from "drizzle-orm/node-postgres";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import pg from "pg";
import { migratePg } from "./migrate-pg.server.ts";
import { migrateSqlite } from "./migrate-sqlite.server.ts";
import { MigrationRefusal } from "./migrations.server.ts";
import { openPg } from "./open-pg.server.ts";
import { openSqlite } from "./open-sqlite.server.ts";
import type { StoreKeys } from "./open-sqlite.server.ts";
import type { Store } from "./store.ts";

export type DatabaseAddress =
  | { readonly kind: "sqlite"; readonly file: string }
  | { readonly kind: "pg"; readonly url: string };

/**
 * Brings the database to this version and opens it. `role` decides how long a connection waits for locks.
 * Throws a `MigrationRefusal`, a sentence for whoever runs the portal, where the database cannot be used at all.
 */
export async function openStore(address: DatabaseAddress, keys: StoreKeys, role: "web" | "jobs", now: number): Promise<Store> {
  try {
    return await openMigrated(address, keys, role, now);
  } catch (error) {
    const sentence = unusable(address, (error as { code?: unknown }).code ?? (error as { cause?: { code?: unknown } }).cause?.code);
    if (sentence === null) throw error;
    throw new MigrationRefusal("unusable_database", sentence, { cause: error });
  }
}

/** Why the driver would not open the database; null for a code that says nothing about the place. */
function unusable(address: DatabaseAddress, code: unknown): string | null {
  if (address.kind === "sqlite") {
    if (code === "SQLITE_NOTADB") return `${address.file} is not a database. Put the right file there, or restore a backup.`;
    if (code === "SQLITE_CORRUPT") return `The database ${address.file} is damaged. Restore the newest backup.`;
    if (typeof code === "string" && /^SQLITE_(CANTOPEN|READONLY|PERM)|^E(ACCES|PERM|ROFS|ISDIR|NOTDIR)$/.test(code)) return `The database ${address.file} cannot be opened for writing (${code}). Give Concord's user write access to the file and its folder.`;
    return null;
  }
  // The address may hold a password: only its place is named.
  const place = URL.canParse(address.url) ? new URL(address.url).host : "";
  if (typeof code === "string" && /^E(CONNREFUSED|NOTFOUND|TIMEDOUT|HOSTUNREACH|AI_AGAIN)$/.test(code)) return `No PostgreSQL answers at ${place} (${code}). Check DATABASE_URL, and that the server runs.`;
  if (code === "28P01" || code === "28000") return `PostgreSQL at ${place} did not accept the user or password of DATABASE_URL.`;
  if (code === "3D000") return `PostgreSQL at ${place} has no database of the name in DATABASE_URL. Make it first: createdb NAME.`;
  return null;
}

async function openMigrated(address: DatabaseAddress, keys: StoreKeys, role: "web" | "jobs", now: number): Promise<Store> {
  if (address.kind === "sqlite") {
    mkdirSync(dirname(address.file), { recursive: true });
    await migrateSqlite(address.file, now);
    return openSqlite(address.file, role, keys);
  }
  const pool = new pg.Pool({ connectionString: address.url, max: 1 });
  try {
    await migratePg(drizzle(pool, { casing: "snake_case" }) as never, now);
  } finally {
    await pool.end();
  }
  return openPg(address.url, keys);
}
