import { sql } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { pendingMigrations, readMigrations } from "./migrations.server.ts";
import type { Migration } from "./migrations.server.ts";

const MIGRATION_LOCK = 4_217_002;

/**
 * Brings a PostgreSQL database to this version, all pending migrations in one transaction under an
 * advisory lock: a second process waits and then finds nothing to do.
 */
export async function migratePg<Q extends PgQueryResultHKT>(
  db: PgDatabase<Q, Record<string, never>>,
  now: number,
  migrations: readonly Migration[] = readMigrations("pg"),
): Promise<readonly string[]> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
    await tx.execute(sql`create table if not exists migration (id text primary key, hash text not null, applied_at bigint not null)`);
    const result = (await tx.execute(sql`select id, hash from migration order by id`)) as unknown as {
      rows: { id: string; hash: string }[];
    };
    const pending = pendingMigrations(migrations, result.rows);
    for (const migration of pending) {
      for (const statement of migration.statements) await tx.execute(sql.raw(statement));
      await tx.execute(sql`insert into migration (id, hash, applied_at) values (${migration.id}, ${migration.hash}, ${now})`);
    }
    return pending.map((migration) => migration.id);
  });
}
