import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { backupSqlite } from "#db/migrate-sqlite.server.ts";
import { connectSqlite } from "#db/open-sqlite.server.ts";
import type { JobContext } from "#jobs/job.ts";

/** Nightly copies kept. */
const KEPT = 14;

/** A verified online copy of the database in DATA_DIR/backups; the oldest ones go. PostgreSQL has its own tools. */
export async function backUp(ctx: JobContext): Promise<Readonly<Record<string, number>>> {
  if (ctx.env.database.kind !== "sqlite") return { files: 0 };
  const folder = join(ctx.env.dataDir, "backups");
  mkdirSync(folder, { recursive: true });
  const client = connectSqlite(ctx.env.database.file, "jobs");
  try {
    await backupSqlite(client, join(folder, `concord-${new Date(ctx.slot).toISOString().slice(0, 10)}.sqlite`));
  } finally {
    client.close();
  }
  const files = readdirSync(folder).filter((name) => /^concord-\d{4}-\d{2}-\d{2}\.sqlite$/.test(name)).sort();
  for (const old of files.slice(0, Math.max(0, files.length - KEPT))) rmSync(join(folder, old));
  return { files: Math.min(files.length, KEPT) };
}
