import { createHash, randomBytes } from "node:crypto";

/** A random 128-bit id as text. */
export const newId = (): string => randomBytes(16).toString("hex");

export const sha256 = (text: string | Buffer): string =>
  createHash("sha256").update(text).digest("hex");
