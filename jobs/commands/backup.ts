import { existsSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { backupSqlite, manifestFile } from "#db/backup-sqlite.server.ts";
import { connectSqlite } from "#db/open-sqlite.server.ts";
import { checkCopy } from "#jobs/check-copy.server.ts";
import { envOf, print, readArgs, refusal } from "./command.ts";
import type { Io } from "./command.ts";

/** `concord backup FILE`: an online copy with its manifest `FILE.json`, checked up to the pay that it leads to. Keys are not in it. */
export async function run(args: readonly string[], io: Io): Promise<void> {
  const { values, positionals } = readArgs(args, {}, 1, "backup FILE");
  const env = envOf(io);
  if (env.database.kind !== "sqlite") throw refusal("PostgreSQL is backed up with its own tools (pg_dump).");
  if (!existsSync(env.database.file)) throw refusal(`There is no database ${env.database.file}.`);
  const target = resolve(positionals[0]!);
  if (existsSync(target)) throw refusal(`${target} is there already; it was left alone.`);
  const client = connectSqlite(env.database.file, "jobs");
  try {
    const manifest = await backupSqlite(client, target, io.now(), env.auditKey.current);
    const check = await checkCopy(target, manifest, env, io.now());
    if (check.fault !== null) {
      for (const file of [target, manifestFile(target)]) rmSync(file, { force: true });
      throw refusal(`The copy was thrown away, because the database it was made of is not sound: ${check.fault}`);
    }
    print(io, values.json, { backup: target, manifest: manifestFile(target), bytes: manifest.bytes, auditRow: manifest.audit?.seq ?? 0, closedMonths: check.closedMonths, keys: manifest.keys });
  } catch (error) {
    if ((error as { name?: string }).name === "BackupFault" || (error as { code?: string }).code === "ENOSPC" || (error as { code?: string }).code === "SQLITE_FULL") throw refusal(error instanceof Error ? error.message : String(error));
    throw error;
  } finally {
    client.close();
  }
}
