import { existsSync, readdirSync, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Env } from "#app/env.server.ts";
import { listCopies } from "#app/operations/backups/backup-files.server.ts";
import { DAY_MS, MINUTE_MS } from "#app/domain/time/local-date.ts";
import { faultOf, missingKeys, readFacts } from "#db/backup-sqlite.server.ts";
import { connectSqlite } from "#db/open-sqlite.server.ts";
import type { Finding } from "./finding.ts";

const MEGABYTE = 1024 * 1024;
const LOW_DISK_BYTES = 512 * MEGABYTE;
/** The log is copied back at 64 MB; a reader that never ends lets it grow. */
const MOST_WAL_BYTES = 256 * MEGABYTE;
const OLDEST_COPY_MS = 2 * DAY_MS;
/** Two machines' clocks may differ by this much. */
export const CLOCK_SLACK_MS = 2 * MINUTE_MS;

const SETTINGS = { journal_mode: "wal", synchronous: 2, foreign_keys: 1, trusted_schema: 0 } as const;

/** The database file: settings of a connection, pages and references, keys that its rows need, size of the log. */
export function* checkDatabaseFile(file: string, env: Env): Generator<Finding> {
  const client = connectSqlite(file, "jobs");
  try {
    const apart = Object.entries(SETTINGS).filter(([name, value]) => client.pragma(name, { simple: true }) !== value).map(([name]) => name);
    yield { check: `journal and durability, SQLite ${String(client.prepare("select sqlite_version()").pluck().get())}`, fault: apart.length === 0 ? null : `${apart.join(", ")} not as needed`, todo: "The folder must be on a local disk, and Concord must run the SQLite that it came with." };
    yield { check: "integrity and references", fault: faultOf(client), todo: "Stop Concord, keep the file, and restore the newest sound backup (concord restore)." };
    const missing = missingKeys(readFacts(client).keys, env);
    yield { check: "keys", fault: missing.length === 0 ? null : `missing: ${missing.join(", ")}`, todo: "Add these older keys behind the newest one of each ring; without them pay cannot be read nor the audit log checked." };
  } finally {
    client.close();
  }
  const wal = existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size : 0;
  yield { check: `write-ahead log, ${Math.ceil(wal / MEGABYTE)} MB`, fault: wal <= MOST_WAL_BYTES ? null : `it has grown to ${Math.ceil(wal / MEGABYTE)} MB`, todo: "Somebody reads without end (a copy, a report, an open tool): end that. The log shrinks by itself then." };
}

export function checkDisk(dataDir: string): Finding {
  const { bavail, bsize } = statfsSync(dataDir);
  return { check: "disk", fault: bavail * bsize > LOW_DISK_BYTES ? null : "less than 512 MB free", todo: "Make room, or move DATA_DIR. While the disk is full, the portal reads and refuses to write." };
}

/** Whether there is a sound copy of the last two nights; not asked of a portal that is younger. `since`: when jobs first ran. */
export function checkBackups(env: Env, since: number | null, now: number): Finding {
  const copies = listCopies(env.dataDir);
  const sound = copies.find((one) => one.check !== null && one.check.fault === null);
  const broken = copies.find((one) => one.check?.fault != null);
  const age = now - (sound?.manifest?.takenAt ?? since ?? now);
  const fault = age > OLDEST_COPY_MS ? (sound ? `the newest sound copy is ${Math.floor(age / DAY_MS)} days old` : "there is no sound copy") : broken ? `${broken.name} is not sound: ${broken.check!.fault ?? ""}` : null;
  return { check: `backups, ${copies.length} copies`, fault, todo: "Look at the job “back-up” (settings, jobs) and run it at once: concord jobs run back-up." };
}

/** The clock of this machine against what was written before: the newest audit entry, and files of the data folder. */
export function checkClock(dataDir: string, newestEntryAheadMs: number, now: number): Finding {
  // Files of the database itself are touched by looking at them.
  const newestFile = Math.max(0, ...readdirSync(dataDir).filter((name) => !/\.sqlite(-wal|-shm)?$/.test(name)).map((name) => statSync(join(dataDir, name)).mtimeMs));
  const minutes = (ms: number) => Math.round(ms / MINUTE_MS);
  const byFile = newestFile - now;
  const fault =
    newestEntryAheadMs > CLOCK_SLACK_MS ? `the newest entry of the audit log is ${minutes(newestEntryAheadMs)} minutes ahead of this machine`
    : byFile > CLOCK_SLACK_MS ? `a file of the data folder is ${minutes(byFile)} minutes ahead of this machine`
    : null;
  return { check: "clock", fault, todo: "Let the machine keep its time by NTP. Deadlines and closings go by this clock." };
}
