import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { copiesToDrop } from "#app/domain/schedule/kept-copies.ts";
import { manifestFile, readManifest } from "#db/backup-sqlite.server.ts";
import type { BackupManifest } from "#db/backup-sqlite.server.ts";

/** What a check of a copy found, noted beside it. */
export interface CopyCheck {
  readonly checkedAt: number;
  readonly tookMs: number;
  readonly fault: string | null;
  readonly auditRows: number;
  /** Closed months that were computed again. */
  readonly closedMonths: number;
}

export interface NightlyCopy {
  readonly name: string;
  readonly bytes: number;
  readonly manifest: BackupManifest | null;
  readonly check: CopyCheck | null;
}

const NIGHTLY = /^concord-(\d{4}-\d{2}-\d{2})\.sqlite$/;
const checkFile = (copy: string): string => `${copy}.check.json`;

/** Where nightly copies lie; made where it is missing. */
export function backupFolder(dataDir: string): string {
  const folder = join(dataDir, "backups");
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** The nightly copies, newest first, each with what is known of it. */
export function listCopies(dataDir: string): NightlyCopy[] {
  const folder = join(dataDir, "backups");
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => NIGHTLY.test(name)).sort().reverse().map((name) => {
    const path = join(folder, name);
    const manifest = readManifest(path);
    return { name, bytes: statSync(path).size, manifest: typeof manifest === "string" ? null : manifest, check: readCheck(path) };
  });
}

export function noteCheck(copy: string, check: CopyCheck): void {
  writeFileSync(checkFile(copy), `${JSON.stringify(check)}\n`, { mode: 0o600 });
}

function readCheck(copy: string): CopyCheck | null {
  try {
    return JSON.parse(readFileSync(checkFile(copy), "utf8")) as CopyCheck;
  } catch {
    return null;
  }
}

/** Removes copies that are older than what is kept, with what lies beside them; how many are left. */
export function rotateCopies(dataDir: string): number {
  const folder = backupFolder(dataDir);
  const days = readdirSync(folder).flatMap((name) => NIGHTLY.exec(name)?.[1] ?? []);
  const dropped = copiesToDrop(days);
  for (const day of dropped) {
    const copy = join(folder, `concord-${day}.sqlite`);
    for (const file of [copy, manifestFile(copy), checkFile(copy)]) rmSync(file, { force: true });
  }
  return days.length - dropped.length;
}
