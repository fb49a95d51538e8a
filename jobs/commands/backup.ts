import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { backupSqlite } from "#db/migrate-sqlite.server.ts";
import { connectSqlite } from "#db/open-sqlite.server.ts";
import { envOf, print, readArgs, refusal } from "./command.ts";
import type { Io } from "./command.ts";

/** `concord backup FILE`: an online copy, checked before it gets its name. Keys are not in it. */
export async function run(args: readonly string[], io: Io): Promise<void> {
  const { values, positionals } = readArgs(args, {}, 1, "backup FILE");
  const env = envOf(io);
  if (env.database.kind !== "sqlite") throw refusal("PostgreSQL is backed up with its own tools (pg_dump).");
  if (!existsSync(env.database.file)) throw refusal(`There is no database ${env.database.file}.`);
  const target = resolve(positionals[0]!);
  if (existsSync(target)) throw refusal(`${target} is there already; it was left alone.`);
  const client = connectSqlite(env.database.file, "jobs");
  try {
    await backupSqlite(client, target);
  } finally {
    client.close();
  }
  print(io, values.json, { backup: target, keys: `kept apart: APP_SECRET ${env.appSecret.current.id}, AUDIT_KEY ${env.auditKey.current.id}, PAY_KEY ${env.payKey.current.id}` });
}
