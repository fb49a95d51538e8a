import { asc, gt } from "drizzle-orm";
import type { AuditRow } from "../audit-chain.server.ts";
import type { Store } from "../store.ts";

/** Rows of the chain after a sequence number, in order. */
export async function loadAuditAfter(store: Store, seq: number, limit: number): Promise<AuditRow[]> {
  const { audit: a } = store.t;
  return store.q.select().from(a).where(gt(a.seq, seq)).orderBy(asc(a.seq)).limit(limit);
}
