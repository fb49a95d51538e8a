import { createHash, randomBytes, randomFillSync } from "node:crypto";

/** A random 128-bit id as text. */
export const newId = (): string => randomBytes(16).toString("hex");

let lastAt = 0;
let count = 0;
// Asking the system for a few random bytes costs as much as asking for many.
const pool = Buffer.alloc(7 * 512);
let used = pool.length;

function sevenRandomBytes(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += 7;
  return pool.toString("hex", used - 7, used);
}

/**
 * A task's id: 48 bits of time, 24 of a counter, 56 random ones. Rows that come in together lie together in every index:
 * a million random ids would touch every page of each index in each batch. Nothing relies on an id being secret.
 */
export function newTaskId(now: number): string {
  count = now === lastAt ? (count + 1) % 0x1_00_00_00 : 0;
  lastAt = now;
  return now.toString(16).padStart(12, "0") + count.toString(16).padStart(6, "0") + sevenRandomBytes();
}

export const sha256 = (text: string | Buffer): string =>
  createHash("sha256").update(text).digest("hex");
