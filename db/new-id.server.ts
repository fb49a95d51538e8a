import { createHash, randomBytes } from "node:crypto";

/** A random 128-bit id as text. */
export const newId = (): string => randomBytes(16).toString("hex");

let lastAt = 0;
let count = 0;

/**
 * A task's id: 48 bits of time, 24 of a counter, 56 random ones. Rows that come in together lie together in every index:
 * a million random ids would touch every page of each index in each batch. Nothing relies on an id being secret.
 */
export function newTaskId(now: number): string {
  count = now === lastAt ? (count + 1) % 0x1_00_00_00 : 0;
  lastAt = now;
  return now.toString(16).padStart(12, "0") + count.toString(16).padStart(6, "0") + randomBytes(7).toString("hex");
}

export const sha256 = (text: string | Buffer): string =>
  createHash("sha256").update(text).digest("hex");
