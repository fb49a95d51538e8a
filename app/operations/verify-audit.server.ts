import { firstBrokenRow, GENESIS } from "#db/audit-chain.server.ts";
import type { ChainHead } from "#db/audit-chain.server.ts";
import type { KeyRing } from "#db/key-ring.server.ts";
import { loadAuditAfter } from "#db/queries/audit.server.ts";
import type { Store } from "#db/store.ts";

export interface AuditVerdict {
  readonly rows: number;
  /** Sequence number and signature of the newest row: what an anchor outside the database holds. */
  readonly head: ChainHead;
  readonly broken: { readonly seq: number; readonly why: string } | null;
}

const CHUNK = 2000;

/** Walks the whole chain and names the first row that does not continue it. */
export async function verifyAudit(store: Store, ring: KeyRing): Promise<AuditVerdict> {
  let head = GENESIS;
  let rows = 0;
  for (let part = await loadAuditAfter(store, 0, CHUNK); part.length > 0; part = await loadAuditAfter(store, head.seq, CHUNK)) {
    const broken = firstBrokenRow(head, part, ring);
    if (broken) return { rows, head, broken };
    rows += part.length;
    const last = part[part.length - 1]!;
    head = { seq: last.seq, hmac: last.hmac };
  }
  return { rows, head, broken: null };
}
