import { createHash, randomBytes } from "node:crypto";

/** A random 128-bit id as text. */
export const newId = (): string => randomBytes(16).toString("hex");

export const sha256 = (text: string | Buffer): string =>
  createHash("sha256").update(text).digest("hex");

/**
 * JSON with sorted object keys: the same value gives the same text, so a hash of it means something.
 * `undefined` members are left out, as in JSON.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    member !== null && typeof member === "object" && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : member,
  );
}
