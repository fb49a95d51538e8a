import { firstBrokenRow, GENESIS } from "#db/audit-chain.server.ts";
import type { AuditRow, ChainHead } from "#db/audit-chain.server.ts";
import type { KeyRing } from "#db/key-ring.server.ts";
import { loadAuditAfter } from "#db/queries/audit.server.ts";
import type { Store } from "#db/store.ts";

/** A head of the chain as it was noted outside the database. */
export interface AuditAnchor extends ChainHead {
  /** When it was noted. */
  readonly at: number;
}

export interface AuditVerdict {
  readonly rows: number;
  /** Sequence number and signature of the newest row: what an anchor outside the database holds. */
  readonly head: ChainHead;
  /** Anchors that were compared. */
  readonly anchors: number;
  /** `anchor`: the row is another than the one that was noted; `cut`: rows that were noted are missing at the end. */
  readonly broken: { readonly seq: number; readonly why: string } | null;
}

const CHUNK = 2000;

/** Walks the whole chain and names the first row that does not continue it, or that an anchor knows otherwise. */
export async function verifyAudit(store: Store, ring: KeyRing, anchors: readonly AuditAnchor[] = []): Promise<AuditVerdict> {
  const noted = new Map(anchors.map((anchor) => [anchor.seq, anchor.hmac]));
  let head = GENESIS;
  let rows = 0;
  for (let part = await loadAuditAfter(store, 0, CHUNK); part.length > 0; part = await loadAuditAfter(store, head.seq, CHUNK)) {
    const broken = earlier(firstBrokenRow(head, part, ring), otherThanNoted(part, noted));
    if (broken) return { rows, head, anchors: noted.size, broken };
    rows += part.length;
    const last = part[part.length - 1]!;
    head = { seq: last.seq, hmac: last.hmac };
  }
  const isCut = anchors.some((anchor) => anchor.seq > head.seq);
  return { rows, head, anchors: noted.size, broken: isCut ? { seq: head.seq + 1, why: "cut" } : null };
}

type Broken = NonNullable<AuditVerdict["broken"]>;

function otherThanNoted(rows: readonly AuditRow[], noted: ReadonlyMap<number, string>): Broken | null {
  const row = rows.find((one) => noted.has(one.seq) && noted.get(one.seq) !== one.hmac);
  return row ? { seq: row.seq, why: "anchor" } : null;
}

const earlier = (a: Broken | null, b: Broken | null): Broken | null => (a === null || b === null ? (a ?? b) : b.seq < a.seq ? b : a);
