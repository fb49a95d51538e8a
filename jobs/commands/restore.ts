import BetterSqlite3 from "better-sqlite3";
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { manifestFile, readManifest, syncFile } from "#db/backup-sqlite.server.ts";
import { anchorFile } from "#jobs/audit-anchors.server.ts";
import { checkCopy } from "#jobs/check-copy.server.ts";
import { envOf, print, readArgs, refusal } from "./command.ts";
import type { Io } from "./command.ts";

/**
 * `concord restore FILE`: puts a backup in the place of the database, after checking all of it. The database that was there is kept
 * beside it. Refused while Concord runs on it, and without the manifest `FILE.json` unless told so: without it a byte that
 * changed inside a value may not be found.
 */
export async function run(args: readonly string[], io: Io): Promise<void> {
  const { values, positionals } = readArgs(args, { "without-manifest": { type: "boolean" } }, 1, "restore FILE [--without-manifest]");
  // Reading the environment makes keys in an empty folder; the copy can only be read with the keys that wrote it.
  const keys = join(resolve(io.variables.DATA_DIR || "data"), "keys.json");
  if (!io.variables.PAY_KEY && !existsSync(keys)) throw refusal(`There are no keys: put the keys.json that belongs to the copy at ${keys}, or set APP_SECRET, AUDIT_KEY and PAY_KEY, and restore again.`);
  const env = envOf(io);
  if (env.database.kind !== "sqlite") throw refusal("PostgreSQL is restored with its own tools.");
  const source = resolve(positionals[0]!);
  if (!existsSync(source)) throw refusal(`There is no file ${source}.`);
  const { file } = env.database;
  const leftAlone = (fault: string) => refusal(`${source} cannot be restored: ${fault} The database in place was left alone.`);
  const manifest = readManifest(source);
  if (typeof manifest === "string") throw leftAlone(manifest);
  if (manifest === null && !values["without-manifest"]) throw leftAlone(`there is no ${manifestFile(source)}, which says what the copy has to be. With --without-manifest it is taken as it is, after every other check.`);

  mkdirSync(dirname(file), { recursive: true });
  const arriving = `${file}.restoring`;
  const restoredBy = async (): Promise<string | null> => {
    copyFileSync(source, arriving);
    const { fault } = await checkCopy(arriving, manifest, env, io.now());
    return fault ?? endLog(file);
  };
  const fault = await restoredBy().catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  if (fault !== null) {
    rmSync(arriving, { force: true });
    throw leftAlone(fault);
  }
  syncFile(arriving);
  const kept = existsSync(file) ? `${file}.before-restore-${io.now()}` : null;
  if (kept) renameSync(file, kept);
  // Left in place, an old write-ahead log would be replayed into the restored database; the kept one may need it.
  for (const end of ["-wal", "-shm"]) {
    if (kept && existsSync(file + end)) renameSync(file + end, kept + end);
    else rmSync(file + end, { force: true });
  }
  renameSync(arriving, file);
  syncFile(dirname(file));
  // An older copy lacks rows that were noted since: the notes stay with the database that they are of.
  const anchors = anchorFile(env.dataDir);
  const keptAnchors = kept && existsSync(anchors) ? `${anchors}.before-restore-${io.now()}` : null;
  if (keptAnchors) renameSync(anchors, keptAnchors);
  print(io, values.json, { restored: file, auditRow: manifest?.audit?.seq ?? null, kept, keptAnchors });
}

/**
 * Brings the write-ahead log of the database in place into its file, so that what is kept is whole. SQLite allows that only while nobody
 * else has it open: a sentence then. A database that is too broken for it is kept as it lies there.
 */
function endLog(file: string): string | null {
  if (!existsSync(file)) return null;
  let db: BetterSqlite3.Database | null = null;
  try {
    db = new BetterSqlite3(file, { timeout: 1000 });
    db.pragma("journal_mode = DELETE");
    return null;
  } catch (error) {
    return (error as { code?: string }).code?.startsWith("SQLITE_BUSY") ? "Concord still runs on the database in place. Stop it first." : null;
  } finally {
    db?.close();
  }
}
