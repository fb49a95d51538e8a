import { createHash, createHmac, timingSafeEqual } from "node:crypto";

export interface Key {
  readonly id: string;
  readonly bytes: Buffer;
}

/** Keys newest first: the first one signs and seals, the others still verify and open. */
export interface KeyRing {
  readonly current: Key;
  byId(id: string): Key | undefined;
}

/** Parses `id:base64,id:base64`. Returns a sentence instead when it cannot be used. */
export function parseKeyRing(name: string, text: string): KeyRing | string {
  const keys: Key[] = [];
  for (const part of text.split(",")) {
    const match = /^\s*([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/=_-]+)\s*$/.exec(part);
    if (!match) return `${name} must look like "id:base64", newest key first, separated by commas.`;
    const bytes = Buffer.from(match[2]!, "base64");
    if (bytes.length < 32) return `${name}: the key "${match[1]}" has ${bytes.length} bytes; 32 are needed.`;
    keys.push({ id: match[1]!, bytes });
  }
  return ringOf(keys);
}

export function ringOf(keys: readonly Key[]): KeyRing {
  const byId = new Map(keys.map((key) => [key.id, key]));
  if (keys.length === 0 || byId.size !== keys.length) throw new Error("a key ring needs keys with different ids");
  return { current: keys[0]!, byId: (id) => byId.get(id) };
}

export const hmacHex = (key: Key, text: string): string =>
  createHmac("sha256", key.bytes).update(text).digest("hex");

/** A key of its own for one purpose, so that a signature made for one never serves another. */
export const purposeKey = (key: Key, purpose: string): Key => ({
  id: key.id,
  bytes: createHash("sha256").update(`${purpose}\n`).update(key.bytes).digest(),
});

/** Whether two digests are the same, in a time that says nothing about where they differ. A digit more is another text. */
export function equalHex(a: string, b: string): boolean {
  // Half a byte at the end is passed over where the text is read.
  if (a.length !== b.length) return false;
  const left = Buffer.from(a, "hex");
  const right = Buffer.from(b, "hex");
  return left.length > 0 && left.length === right.length && timingSafeEqual(left, right);
}
