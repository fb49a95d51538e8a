import { randomBytes } from "node:crypto";
import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { KeyRingName } from "#app/operations/keys/key-use.server.ts";
import { syncFile } from "#db/backup-sqlite.server.ts";

/** The variable of each ring, and its name in `keys.json`. */
export const VARIABLE_OF: Readonly<Record<KeyRingName, "PAY_KEY" | "APP_SECRET" | "AUDIT_KEY">> = { pay: "PAY_KEY", app: "APP_SECRET", audit: "AUDIT_KEY" };

/** Where the keys of a ring stand: in a variable, which only the host can change, or in the keys file. */
export interface KeptRing {
  readonly ring: KeyRingName;
  readonly file: string | null;
  /** `id:base64` each, the newest first. */
  readonly keys: readonly string[];
}

export const idOf = (key: string): string => key.slice(0, key.indexOf(":")).trim();

export function keptRing(ring: KeyRingName, variables: Readonly<Record<string, string | undefined>>, dataDir: string): KeptRing {
  const name = VARIABLE_OF[ring];
  const given = variables[name];
  const file = join(dataDir, "keys.json");
  const text = given || (existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Record<string, string>)[name] : "") || "";
  return { ring, file: given ? null : file, keys: text.split(",").map((key) => key.trim()) };
}

/** A new key under an id that the ring has not had among its keys: k2 behind k1. */
export function newKey({ keys }: KeptRing): string {
  const numbers = keys.map((key) => Number(/^k(\d+)$/.exec(idOf(key))?.[1] ?? 0));
  return `k${Math.max(keys.length, ...numbers) + 1}:${randomBytes(32).toString("base64")}`;
}

/** Writes the keys of one ring into the keys file; the others stay. There is a whole file at every instant. */
export function writeRing(file: string, ring: KeyRingName, keys: readonly string[]): void {
  const all = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
  const temporary = `${file}.tmp`;
  const handle = openSync(temporary, "w", 0o600);
  try {
    writeFileSync(handle, JSON.stringify({ ...all, [VARIABLE_OF[ring]]: keys.join(",") }, null, 1));
  } finally {
    closeSync(handle);
  }
  syncFile(temporary);
  renameSync(temporary, file);
  syncFile(dirname(file));
}
