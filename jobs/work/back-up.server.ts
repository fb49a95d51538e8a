import { join } from "node:path";
import { backupFolder, noteCheck, rotateCopies } from "#app/operations/backups/backup-files.server.ts";
import { backupSqlite } from "#db/backup-sqlite.server.ts";
import { connectSqlite } from "#db/open-sqlite.server.ts";
import { checkCopy } from "#jobs/check-copy.server.ts";
import type { JobContext } from "#jobs/job.ts";

/**
 * A checked online copy of the database in DATA_DIR/backups, with what the check found beside it; copies that are too old go, but only
 * after a sound one came. A copy that is not sound fails the job, and is kept to be looked at. PostgreSQL has its own tools.
 */
export async function backUp({ env, slot, store }: JobContext): Promise<Readonly<Record<string, number>>> {
  if (store.dialect !== "sqlite" || env.database.kind !== "sqlite") return { files: 0 };
  const target = join(backupFolder(env.dataDir), `concord-${new Date(slot).toISOString().slice(0, 10)}.sqlite`);
  const client = connectSqlite(env.database.file, "jobs");
  try {
    const manifest = await backupSqlite(client, target, Date.now(), env.auditKey.current);
    const check = await checkCopy(target, manifest, env, Date.now());
    noteCheck(target, check);
    if (check.fault !== null) throw new Error(`The copy ${target} is not sound: ${check.fault}`);
    return { files: rotateCopies(env.dataDir), megabytes: Math.ceil(manifest.bytes / 1024 / 1024), auditRows: check.auditRows, closedMonths: check.closedMonths };
  } finally {
    client.close();
  }
}
