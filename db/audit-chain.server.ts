import { randomBytes } from "node:crypto";
import { equalHex, hmacHex } from "./key-ring.server.ts";
import type { KeyRing } from "./key-ring.server.ts";
import { canonicalJson } from "#app/domain/canonical-json.ts";
import { sha256 } from "./new-id.server.ts";
import type { AuditEntry } from "./store.ts";

export interface ChainHead {
  readonly seq: number;
  readonly hmac: string;
}

export const GENESIS: ChainHead = { seq: 0, hmac: "genesis" };

export interface AuditRow {
  readonly seq: number;
  readonly at: number;
  readonly actorKind: "account" | "job" | "cli" | "link";
  readonly actorId: string;
  readonly address: string | null;
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly rows: number;
  readonly details: string;
  readonly salt: string;
  readonly commitment: string;
  readonly keyId: string;
  readonly hmac: string;
}

/** What the chain protects. Details stand in it by their salted commitment only, so that they can be erased. */
function signedText(previousHmac: string, row: Omit<AuditRow, "hmac" | "details" | "salt">): string {
  return JSON.stringify([
    previousHmac, row.seq, row.at, row.actorKind, row.actorId, row.address, row.action,
    row.entity, row.entityId, row.rows, row.commitment, row.keyId,
  ]);
}

/** The rows that continue the chain after `head`, one an entry. */
export function continueChain(head: ChainHead, entries: readonly AuditEntry[], ring: KeyRing): AuditRow[] {
  let previous = head;
  return entries.map((entry) => {
    const salt = randomBytes(16).toString("hex");
    const details = canonicalJson(entry.details ?? {});
    const row = {
      seq: previous.seq + 1,
      at: entry.at,
      actorKind: entry.actor.kind,
      actorId: entry.actor.id,
      address: entry.actor.address ?? null,
      action: entry.action,
      entity: entry.entity,
      entityId: entry.entityId,
      rows: entry.rows ?? 1,
      details,
      salt,
      commitment: sha256(salt + details),
      keyId: ring.current.id,
    };
    const hmac = hmacHex(ring.current, signedText(previous.hmac, row));
    previous = { seq: row.seq, hmac };
    return { ...row, hmac };
  });
}

/**
 * The first row that does not continue the chain, with why, or null. A row whose details were erased
 * (`details` empty) is still verified by its commitment.
 */
export function firstBrokenRow(
  head: ChainHead,
  rows: Iterable<AuditRow>,
  ring: KeyRing,
): { seq: number; why: "gap" | "unknown_key" | "signature" | "details" } | null {
  let previous = head;
  for (const row of rows) {
    if (row.seq !== previous.seq + 1) return { seq: previous.seq + 1, why: "gap" };
    const key = ring.byId(row.keyId);
    if (!key) return { seq: row.seq, why: "unknown_key" };
    if (!equalHex(row.hmac, hmacHex(key, signedText(previous.hmac, row)))) return { seq: row.seq, why: "signature" };
    if (row.details !== "" && sha256(row.salt + row.details) !== row.commitment) return { seq: row.seq, why: "details" };
    previous = { seq: row.seq, hmac: row.hmac };
  }
  return null;
}
