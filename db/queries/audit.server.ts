import { asc, desc, gt } from "drizzle-orm";
import type { AuditRow, ChainHead } from "../audit-chain.server.ts";
import type { Store } from "../store.ts";

/** Rows of the chain after a sequence number, in order. */
export async function loadAuditAfter(store: Store, seq: number, limit: number): Promise<AuditRow[]> {
  const { audit: a } = store.t;
  return store.q.select().from(a).where(gt(a.seq, seq)).orderBy(asc(a.seq)).limit(limit);
}

/** The newest row of the chain; null before the first. */
export async function loadAuditHead(store: Store): Promise<(ChainHead & { readonly at: number }) | null> {
  const { audit: a } = store.t;
  return (await store.q.select({ seq: a.seq, hmac: a.hmac, at: a.at }).from(a).orderBy(desc(a.seq)).limit(1))[0] ?? null;
}
