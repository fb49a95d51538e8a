import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import BetterSqlite3 from "better-sqlite3";
import { logicalDump } from "./logical-dump.ts";

export interface DrillOutcome {
  readonly megabytes: number;
  /** Rows that the writer had been told are safe: in the end, and when the backup began. */
  readonly written: number;
  readonly writtenBefore: number;
  /** Of those, how many the copy holds. */
  readonly restored: number;
  readonly backupMs: number;
  /** From the restore command on an empty folder to a doctor who finds nothing. */
  readonly restoreMs: number;
  readonly doctorMs: number;
  readonly faults: readonly string[];
}

/** Plain environment over one data folder; demo mode keeps its keys in the folder. */
const environment = (dataDir: string): NodeJS.ProcessEnv => ({ ...process.env, DATA_DIR: dataDir, DATABASE_URL: "", APP_ORIGIN: "", NODE_ENV: "production", LOG_LEVEL: "silent" });

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly tookMs: number;
}

function concord(dataDir: string, ...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const began = performance.now();
    let out = "";
    const child = spawn(process.execPath, ["--import", "tsx", "jobs/cli.ts", ...args], { env: environment(dataDir), stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (part: Buffer) => (out += part.toString("utf8")));
    child.once("close", (code) => resolve({ code, out, tookMs: Math.round(performance.now() - began) }));
  });
}

/**
 * The restore drill: while a process writes into the database of `dataDir` without a pause, a backup is made; then the machine is lost (the
 * writer dies by SIGKILL), and the copy is put on an empty folder that has the keys alone. What comes back must be what the database was at
 * the instant of the copy, table by table, with all that had been acknowledged before the backup began.
 */
export async function drill({ dataDir, loadMs }: { readonly dataDir: string; readonly loadMs: number }): Promise<DrillOutcome> {
  const other = mkdtempSync(join(tmpdir(), "concord-drill-"));
  const copy = join(other, "copy.sqlite");
  const file = join(dataDir, "concord.sqlite");
  const faults: string[] = [];
  let written = 0;
  const writer = spawn(process.execPath, ["--import", "tsx", "test/drill/writer.ts"], { env: environment(dataDir), stdio: ["ignore", "pipe", "inherit"] });
  const died = new Promise((resolve) => writer.once("close", resolve));
  writer.stdout.on("data", (part: Buffer) => (written += part.toString("utf8").split("\n").length - 1));
  try {
    while (written === 0 && writer.exitCode === null) await delay(20);
    await delay(loadMs);
    const writtenBefore = written;
    const backup = await concord(dataDir, "backup", copy, "--json");
    if (backup.code !== 0) faults.push(`backup: ${backup.out}`);
    await delay(loadMs);
    writer.kill("SIGKILL");
    await died;

    copyFileSync(join(dataDir, "keys.json"), join(other, "keys.json"));
    const restore = await concord(other, "restore", copy, "--json");
    if (restore.code !== 0) faults.push(`restore: ${restore.out}`);
    const doctor = await concord(other, "doctor", "--data", "--json");
    if (doctor.code !== 0) faults.push(`doctor: ${doctor.out}`);
    const seq = newestRow(join(other, "concord.sqlite"));
    faults.push(...differences(logicalDump(file, seq), logicalDump(join(other, "concord.sqlite"), seq)));
    const restored = drillRows(join(other, "concord.sqlite"));
    if (restored < writtenBefore) faults.push(`${writtenBefore - restored} rows that had been acknowledged before the backup are not in it`);
    if (drillRows(file) < written) faults.push("rows that were acknowledged are not in the database that was killed");
    return { megabytes: Math.ceil(statSync(copy).size / 1024 / 1024), written, writtenBefore, restored, backupMs: backup.tookMs, restoreMs: restore.tookMs, doctorMs: doctor.tookMs, faults };
  } finally {
    writer.kill("SIGKILL");
    rmSync(other, { recursive: true, force: true });
  }
}

function* differences(expected: ReadonlyMap<string, string>, found: ReadonlyMap<string, string>): Generator<string> {
  for (const [table, hash] of expected) if (found.get(table) !== hash) yield `${table} is not what it was at the instant of the copy`;
}

function ask(file: string, query: string): number {
  const db = new BetterSqlite3(file, { readonly: true });
  try {
    return db.prepare(query).pluck().get() as number;
  } finally {
    db.close();
  }
}

const newestRow = (file: string) => ask(file, "select max(seq) from audit");
const drillRows = (file: string) => ask(file, "select count(*) from meta where key like 'drill-%'");
