import BetterSqlite3 from "better-sqlite3";
import { createHash } from "node:crypto";
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, readSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { canonicalJson } from "#app/domain/canonical-json.ts";
import { equalHex, hmacHex, purposeKey } from "./key-ring.server.ts";
import type { Key, KeyRing } from "./key-ring.server.ts";

/** What is known of a copy, beside it in `NAME.json`: SQLite itself finds no byte that changed inside a value. */
export interface BackupManifest {
  readonly format: 1;
  readonly takenAt: number;
  readonly bytes: number;
  readonly sha256: string;
  /** The newest migration of the copy. */
  readonly migration: string;
  /** The newest row of the audit chain: the instant that the copy stands for. */
  readonly audit: { readonly seq: number; readonly hmac: string } | null;
  /** Ids of the keys that its rows were signed and sealed with; never the keys. */
  readonly keys: { readonly app: readonly string[]; readonly audit: readonly string[]; readonly pay: readonly string[] };
  /** The audit key that signed all of the above; null for copies that were made before the keys were known. */
  readonly signature: { readonly key: string; readonly hmac: string } | null;
}

/** Pages copied at a time; between two such steps other work of the process has its turn. */
const PAGES_A_STEP = 512;
const PURPOSE = "backup";

export const manifestFile = (copy: string): string => `${copy}.json`;

/** Integrity and references of a database file; the text of the first fault, or null. */
export function faultOf(client: BetterSqlite3.Database): string | null {
  const integrity = client.pragma("integrity_check", { simple: true });
  if (integrity !== "ok") return `integrity_check: ${String(integrity)}`;
  const broken = client.pragma("foreign_key_check") as { table: string }[];
  return broken.length > 0 ? `foreign_key_check: ${broken.length} rows, first in ${broken[0]!.table}` : null;
}

/** A copy that does not pass its own check; the database it was made of was left alone. */
export class BackupFault extends Error {
  constructor(fault: string) {
    super(`The backup does not pass its check (${fault}). Nothing was changed.`);
    this.name = "BackupFault";
  }
}

/**
 * An online copy of the database, checked before it gets its name, with its manifest beside it. It is of one instant however much is
 * written meanwhile: a reading transaction is held, without which every write of another process would begin the copy anew.
 * Throws `BackupFault`, or the fault of the disk; neither leaves anything behind.
 */
export async function backupSqlite(client: BetterSqlite3.Database, target: string, now: number, signing: Key | null = null): Promise<BackupManifest> {
  const temporary = `${target}.tmp`;
  rmSync(temporary, { force: true });
  try {
    client.exec("begin");
    try {
      client.prepare("select count(*) from migration").get();
      await client.backup(temporary, { progress: () => PAGES_A_STEP });
    } finally {
      client.exec("rollback");
    }
    const facts = examine(temporary);
    chmodSync(temporary, 0o600);
    syncFile(temporary);
    const about = { format: 1 as const, takenAt: now, ...sizeAndHash(temporary), ...facts };
    const manifest: BackupManifest = { ...about, signature: signing && { key: signing.id, hmac: sign(signing, about) } };
    // The manifest goes first: a copy that has its name always has it.
    writeFileSync(manifestFile(temporary), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600, flush: true });
    renameSync(manifestFile(temporary), manifestFile(target));
    renameSync(temporary, target);
    syncFile(dirname(target));
    return manifest;
  } finally {
    for (const end of ["", "-wal", "-shm", "-journal", ".json"]) rmSync(temporary + end, { force: true });
  }
}

type About = Omit<BackupManifest, "signature">;

const sign = (key: Key, about: About): string => hmacHex(purposeKey(key, PURPOSE), canonicalJson(about));

/** Columns whose values are sealed under a key of APP_SECRET. What seals a value begins with its key's id. */
const SEALED_BY_APP: readonly string[] = ["hook_in.secret", "hook_out.target", "hook_out.secret", "pull_source.secret"];
/** All other columns of this ending are sealed under a key of PAY_KEY. */
const SEALED_BY_PAY = "_sealed";

/** What the copy says of itself, after it has passed its check. */
function examine(path: string): Pick<BackupManifest, "migration" | "audit" | "keys"> {
  const copy = new BetterSqlite3(path, { readonly: true });
  try {
    const fault = faultOf(copy);
    if (fault) throw new BackupFault(fault);
    return readFacts(copy);
  } finally {
    copy.close();
  }
}

/** Columns of a database that hold sealed values, by the ring of their keys. */
export function sealedColumns(db: BetterSqlite3.Database): { readonly app: readonly string[]; readonly pay: readonly string[] } {
  const places = db.prepare("select m.name || '.' || c.name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' order by 1").pluck().all() as string[];
  return { app: places.filter((place) => SEALED_BY_APP.includes(place)), pay: places.filter((place) => place.endsWith(SEALED_BY_PAY) && !SEALED_BY_APP.includes(place)) };
}

/** The newest migration and audit row of a database, and the ids of the keys that it was written with. */
export function readFacts(db: BetterSqlite3.Database): Pick<BackupManifest, "migration" | "audit" | "keys"> {
  const sealed = sealedColumns(db);
  const idsIn = (places: readonly string[]) => {
    const ids = places.flatMap((place) => {
      const [table, column] = place.split(".") as [string, string];
      return db.prepare(`select distinct substr(${column}, 1, instr(${column}, '.') - 1) from ${table} where ${column} is not null`).pluck().all() as string[];
    });
    return [...new Set(ids)].sort();
  };
  const hasAudit = db.prepare("select 1 from sqlite_master where type = 'table' and name = 'audit'").get() !== undefined;
  return {
    migration: (db.prepare("select id from migration order by id desc limit 1").pluck().get() as string | undefined) ?? "",
    audit: hasAudit ? ((db.prepare("select seq, hmac from audit order by seq desc limit 1").get() as BackupManifest["audit"] | undefined) ?? null) : null,
    keys: { app: idsIn(sealed.app), audit: hasAudit ? (db.prepare("select distinct key_id from audit order by 1").pluck().all() as string[]) : [], pay: idsIn(sealed.pay) },
  };
}

/** Ids of keys that a copy needs and that the rings do not have, as "PAY_KEY k2". */
export function missingKeys(keys: BackupManifest["keys"], rings: { readonly appSecret: KeyRing; readonly auditKey: KeyRing; readonly payKey: KeyRing }): string[] {
  const lacking = (name: string, ids: readonly string[], ring: KeyRing) => ids.filter((id) => !ring.byId(id)).map((id) => `${name} ${id}`);
  return [...lacking("APP_SECRET", keys.app, rings.appSecret), ...lacking("AUDIT_KEY", keys.audit, rings.auditKey), ...lacking("PAY_KEY", keys.pay, rings.payKey)];
}

/** Why a manifest and its copy do not belong together, or null. `ring` is the audit keys; a key that is not among them is named. */
export function manifestFault(copy: string, manifest: BackupManifest, ring: KeyRing): string | null {
  const { signature, ...about } = manifest;
  if (signature) {
    const key = ring.byId(signature.key);
    if (!key) return `it was signed with the audit key "${signature.key}", which is not among those of AUDIT_KEY`;
    if (!equalHex(signature.hmac, sign(key, about))) return "its manifest was written over, or signed with another key of the same name";
  }
  const { bytes, sha256 } = sizeAndHash(copy);
  if (bytes !== manifest.bytes) return `it has ${bytes} bytes of ${manifest.bytes}`;
  return sha256 === manifest.sha256 ? null : "its content is not what was copied (the checksum differs)";
}

/** The manifest beside a copy; null where there is none, a sentence where it cannot be read. */
export function readManifest(copy: string): BackupManifest | null | string {
  const file = manifestFile(copy);
  if (!existsSync(file)) return null;
  try {
    const read = JSON.parse(readFileSync(file, "utf8")) as Partial<BackupManifest>;
    const isOne = read.format === 1 && typeof read.sha256 === "string" && typeof read.bytes === "number" && typeof read.takenAt === "number" && typeof read.migration === "string" && [read.keys?.app, read.keys?.audit, read.keys?.pay].every(Array.isArray);
    return isOne ? { ...(read as BackupManifest), audit: read.audit ?? null, signature: read.signature ?? null } : `${basename(file)} is no manifest of a backup.`;
  } catch {
    return `${basename(file)} cannot be read.`;
  }
}

const CHUNK_BYTES = 4 * 1024 * 1024;

function sizeAndHash(path: string): { readonly bytes: number; readonly sha256: string } {
  const hash = createHash("sha256");
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  const handle = openSync(path, "r");
  let bytes = 0;
  try {
    for (let read = readSync(handle, chunk); read > 0; read = readSync(handle, chunk)) {
      hash.update(chunk.subarray(0, read));
      bytes += read;
    }
  } finally {
    closeSync(handle);
  }
  return { bytes, sha256: hash.digest("hex") };
}

/** Waits until a file's content, or a folder's names, are on the disk. */
export function syncFile(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
