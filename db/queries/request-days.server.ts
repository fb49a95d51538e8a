import { and, asc, eq, gte, like, lt, or } from "drizzle-orm";
import type { Statement, Store, Writer } from "../store.ts";

export interface AskedTask {
  readonly id: string;
  readonly productId: string;
  readonly providerId: string;
  readonly askedProviderId?: string | null;
  readonly clientId: string;
  readonly requestedAt: number;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Requests for a product in [from, to), in the order of asking. */
export async function loadRequestsOfProduct(store: Store, productId: string, from: number, to: number): Promise<AskedTask[]> {
  const { task: t } = store.t;
  return store.q
    .select({ id: t.id, productId: t.productId, providerId: t.providerId, askedProviderId: t.askedProviderId, clientId: t.clientId, requestedAt: t.requestedAt, attributes: t.attributes })
    .from(t)
    .where(and(eq(t.productId, productId), gte(t.requestedAt, from), lt(t.requestedAt, to)))
    .orderBy(asc(t.requestedAt), asc(t.id));
}

/** Products of which some agreed promise counts the requests of a day. */
export async function loadBandedProducts(store: Store): Promise<ReadonlySet<string>> {
  const { obligation: o } = store.t;
  const rows = await store.q.selectDistinct({ productId: o.productId }).from(o).where(like(o.terms, '%"volume"%'));
  return new Set(rows.map((row) => row.productId));
}

/** No local day is longer. */
const LONGEST_DAY_MS = 26 * 3_600_000;

/** Asks for those to be judged again whose place in their day a request at these instants may change: they came later on the same day. */
export function askFollowers(store: Store, w: Writer, asked: readonly { readonly productId: string; readonly requestedAt: number }[], banded: ReadonlySet<string>): Statement[] {
  const { task: t } = store.t;
  const days = asked.filter((row) => banded.has(row.productId));
  if (days.length === 0) return [];
  const parts: (typeof days)[] = [];
  for (let at = 0; at < days.length; at += 100) parts.push(days.slice(at, at + 100));
  return parts.map((part) =>
    w
      .update(t)
      .set({ nextChangeAt: 0 })
      .where(or(...part.map((row) => and(eq(t.productId, row.productId), gte(t.requestedAt, row.requestedAt), lt(t.requestedAt, row.requestedAt + LONGEST_DAY_MS)))))
      .returning({ id: t.id }),
  );
}
