import type BetterSqlite3 from "better-sqlite3";
import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { backupSqlite, BackupFault } from "./backup-sqlite.server.ts";
import { connectSqlite, sampleIndexes } from "./open-sqlite.server.ts";
import { MigrationRefusal, pendingMigrations, readMigrations } from "./migrations.server.ts";
import type { Migration } from "./migrations.server.ts";

const LEDGER = "create table if not exists migration (id text primary key not null, hash text not null, applied_at integer not null) strict";

export interface Migrated {
  readonly applied: readonly string[];
  /** Path of the verified backup made before, when the file held data. */
  readonly backup: string | null;
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
      await backUpBefore(client, backup, now);
    }
    for (const migration of pending) applyOne(client, migration, now);
    // Of a new index the planner knows nothing until then, and takes the old ones.
    if (pending.length > 0 && hadData) sampleIndexes(client);
    return { applied: pending.map((migration) => migration.id), backup };
  } finally {
    client.close();
  }
}

async function backUpBefore(client: BetterSqlite3.Database, target: string, now: number): Promise<void> {
  try {
    await backupSqlite(client, target, now);
  } catch (error) {
    if (error instanceof BackupFault) throw new MigrationRefusal("backup_failed", error.message, { cause: error });
    throw error;
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
