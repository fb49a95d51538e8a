import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { AuditAnchor } from "#app/operations/verify-audit.server.ts";

/** Where heads of the audit chain are noted, outside the database: one JSON object a line, oldest first. */
export const anchorFile = (dataDir: string): string => join(dataDir, "audit-anchors.jsonl");

/** The noted heads; lines that are none are left out, as one cut short by a crash. */
export function readAnchors(file: string): AuditAnchor[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8").split("\n").flatMap((line) => {
    try {
      const { at, seq, hmac } = JSON.parse(line) as Partial<AuditAnchor>;
      return typeof at === "number" && typeof seq === "number" && typeof hmac === "string" ? [{ at, seq, hmac }] : [];
    } catch {
      return [];
    }
  });
}

/** Adds a head at the end, on a line of its own also after one that was cut short. */
export function addAnchor(file: string, anchor: AuditAnchor): void {
  const isCut = existsSync(file) && !readFileSync(file, "utf8").endsWith("\n");
  appendFileSync(file, `${isCut ? "\n" : ""}${JSON.stringify(anchor)}\n`, { mode: 0o600, flush: true });
}
