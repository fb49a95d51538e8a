import BetterSqlite3 from "better-sqlite3";
import { copyFileSync, existsSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { faultOf } from "#db/migrate-sqlite.server.ts";
import { pendingMigrations, readMigrations } from "#db/migrations.server.ts";
import { anchorFile } from "#jobs/audit-anchors.server.ts";
import { envOf, print, readArgs, refusal } from "./command.ts";
import type { Io } from "./command.ts";

/**
 * `concord restore FILE`: puts a backup in the place of the database, after checking it. The database that
 * was there is kept beside it. Stop Concord first: a running process holds the old file.
 */
export async function run(args: readonly string[], io: Io): Promise<void> {
  const { values, positionals } = readArgs(args, {}, 1, "restore FILE");
  // Reading the environment makes keys in an empty folder; the copy can only be read with the keys that wrote it.
  const keys = join(resolve(io.variables.DATA_DIR || "data"), "keys.json");
  if (!io.variables.PAY_KEY && !existsSync(keys)) throw refusal(`There are no keys: put the keys.json that belongs to the copy at ${keys}, or set APP_SECRET, AUDIT_KEY and PAY_KEY, and restore again.`);
  const env = envOf(io);
  if (env.database.kind !== "sqlite") throw refusal("PostgreSQL is restored with its own tools.");
  const source = resolve(positionals[0]!);
  if (!existsSync(source)) throw refusal(`There is no file ${source}.`);
  const { file } = env.database;
  const arriving = `${file}.restoring`;
  copyFileSync(source, arriving);
  const fault = check(arriving);
  if (fault) {
    rmSync(arriving, { force: true });
    throw refusal(`${source} cannot be restored: ${fault} The database in place was left alone.`);
  }
  const kept = existsSync(file) ? `${file}.before-restore-${io.now()}` : null;
  if (kept) renameSync(file, kept);
  // Left in place, the old write-ahead log would be replayed into the restored database; the kept one may need it.
  for (const end of ["-wal", "-shm"]) {
    if (kept && existsSync(file + end)) renameSync(file + end, kept + end);
    else rmSync(file + end, { force: true });
  }
  renameSync(arriving, file);
  // An older copy lacks rows that were noted since: the notes stay with the database that they are of.
  const anchors = anchorFile(env.dataDir);
  const keptAnchors = kept && existsSync(anchors) ? `${anchors}.before-restore-${io.now()}` : null;
  if (keptAnchors) renameSync(anchors, keptAnchors);
  print(io, values.json, { restored: file, kept, keptAnchors });
}

function check(path: string): string | null {
  let db: BetterSqlite3.Database;
  try {
    db = new BetterSqlite3(path, { readonly: true });
  } catch {
    return "it is no SQLite database.";
  }
  try {
    const fault = faultOf(db);
    if (fault) return `it is damaged (${fault}).`;
    pendingMigrations(readMigrations("sqlite"), db.prepare("select id, hash from migration order by id").all() as { id: string; hash: string }[]);
    return null;
  } catch (error) {
    return error instanceof Error && error.name === "MigrationRefusal" ? error.message : "it is no database of Concord.";
  } finally {
    db.close();
  }
}
