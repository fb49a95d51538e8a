import BetterSqlite3 from "better-sqlite3";
import { existsSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { connectSqlite } from "./open-sqlite.server.ts";
import { MigrationRefusal, pendingMigrations, readMigrations } from "./migrations.server.ts";
import type { Migration } from "./migrations.server.ts";

const LEDGER = "create table if not exists migration (id text primary key not null, hash text not null, applied_at integer not null) strict";

export interface Migrated {
  readonly applied: readonly string[];
  /** Path of the verified backup made before, when the file held data. */
  readonly backup: string | null;
}

/** Integrity and references of a database file; the text of the first fault, or null. */
export function faultOf(client: BetterSqlite3.Database): string | null {
  const integrity = client.pragma("integrity_check", { simple: true });
  if (integrity !== "ok") return `integrity_check: ${String(integrity)}`;
  const broken = client.pragma("foreign_key_check") as { table: string }[];
  return broken.length > 0 ? `foreign_key_check: ${broken.length} rows, first in ${broken[0]!.table}` : null;
}

/** An online copy of the database beside it, checked before it gets its name. Throws when the check fails. */
export async function backupSqlite(client: BetterSqlite3.Database, target: string): Promise<void> {
  const temporary = `${target}.tmp`;
  rmSync(temporary, { force: true });
  await client.backup(temporary);
  const copy = new BetterSqlite3(temporary, { readonly: true });
  const fault = faultOf(copy);
  copy.close();
  // Opening a copy in WAL mode leaves an empty log beside it.
  for (const end of ["-wal", "-shm"]) rmSync(temporary + end, { force: true });
  if (fault) {
    rmSync(temporary, { force: true });
    throw new MigrationRefusal("backup_failed", `The backup does not pass its check (${fault}). Nothing was changed.`);
  }
  renameSync(temporary, target);
}

/**
 * Brings a SQLite file to this version: verified backup first, then each migration in a transaction of
 * its own with references checked before the commit. Safe to run twice and after an interruption.
 */
export async function migrateSqlite(
  file: string,
  now: number,
  migrations: readonly Migration[] = readMigrations("sqlite"),
): Promise<Migrated> {
  const hadData = existsSync(file) && statSync(file).size > 0;
  const client = connectSqlite(file, "jobs");
  try {
    client.exec(LEDGER);
    const applied = client.prepare("select id, hash from migration order by id").all() as { id: string; hash: string }[];
    const pending = pendingMigrations(migrations, applied);
    let backup: string | null = null;
    if (pending.length > 0 && hadData && applied.length > 0) {
      backup = join(dirname(file), `before-${pending[0]!.id}-${now}.sqlite`);
      await backupSqlite(client, backup);
    }
    for (const migration of pending) applyOne(client, migration, now);
    return { applied: pending.map((migration) => migration.id), backup };
  } finally {
    client.close();
  }
}

function applyOne(client: BetterSqlite3.Database, migration: Migration, now: number): void {
  // Rebuilding a table drops the one that others refer to; the check before COMMIT makes up for it.
  client.pragma("foreign_keys = OFF");
  client.exec("begin immediate");
  try {
    // Another process may have run it while this one waited for the lock.
    const there = client.prepare("select 1 from migration where id = ?").get(migration.id);
    if (!there) {
      for (const statement of migration.statements) client.exec(statement);
      client.prepare("insert into migration (id, hash, applied_at) values (?, ?, ?)").run(migration.id, migration.hash, now);
      const broken = client.pragma("foreign_key_check") as { table: string }[];
      if (broken.length > 0)
        throw new MigrationRefusal("broken_references", `Migration "${migration.id}" leaves ${broken.length} broken references, first in ${broken[0]!.table}.`);
    }
    client.exec("commit");
  } catch (error) {
    client.exec("rollback");
    throw error;
  } finally {
    client.pragma("foreign_keys = ON");
  }
}
