import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { KeyRing } from "./key-ring.server.ts";

/**
 * Seals pay values with AES-256-GCM under a key outside the database file. `place` (table, row, column)
 * is authenticated with the value, so that a sealed amount moved to another person's row does not open.
 */
export interface PayCipher {
  seal(place: string, value: unknown): string;
  open<T>(place: string, sealed: string): T;
}

const IV_BYTES = 12;
/** Random bytes for many values at once: asking for twelve each time is what sealing a run would wait for. */
let pool = Buffer.alloc(0);

/** Bytes of the pool that no other value gets. */
function freshIv(): Buffer {
  if (pool.length < IV_BYTES) pool = randomBytes(IV_BYTES * 512);
  const iv = pool.subarray(0, IV_BYTES);
  pool = pool.subarray(IV_BYTES);
  return iv;
}

export function payCipher(ring: KeyRing): PayCipher {
  return {
    seal(place, value) {
      const iv = freshIv();
      const cipher = createCipheriv("aes-256-gcm", ring.current.bytes.subarray(0, 32), iv);
      cipher.setAAD(Buffer.from(place));
      const sealed = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
      return [ring.current.id, iv.toString("base64"), sealed.toString("base64"), cipher.getAuthTag().toString("base64")].join(".");
    },
    open(place, sealed) {
      const [keyId = "", iv = "", text = "", tag = ""] = sealed.split(".");
      const key = ring.byId(keyId);
      if (!key) throw new Error(`pay key "${keyId}" is not in PAY_KEY`);
      const decipher = createDecipheriv("aes-256-gcm", key.bytes.subarray(0, 32), Buffer.from(iv, "base64"));
      decipher.setAAD(Buffer.from(place));
      decipher.setAuthTag(Buffer.from(tag, "base64"));
      const plain = Buffer.concat([decipher.update(Buffer.from(text, "base64")), decipher.final()]);
      return JSON.parse(plain.toString("utf8"));
    },
  };
}
