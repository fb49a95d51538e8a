import { and, desc, eq, exists, gte, inArray, lte } from "drizzle-orm";
import type { Store } from "../store.ts";
import type { TaskRow } from "./tasks.server.ts";

export interface PastWork {
  readonly productId: string;
  /** The provider and what is below it. */
  readonly providerIds: readonly string[];
  /** Departments that may be recipients. */
  readonly recipientIds: readonly string[];
  /** Requested in `[from, to]`, instants. */
  readonly from: number;
  readonly to: number;
}

/** Tasks of a product between two sides, the newest requests first, at most `limit`. */
export async function loadPastTasks(store: Store, work: PastWork, limit: number): Promise<TaskRow[]> {
  const { task: t, taskRecipient: r } = store.t;
  const received = store.q.select({ id: r.taskId }).from(r).where(and(eq(r.taskId, t.id), inArray(r.departmentId, [...work.recipientIds])));
  return store.q
    .select()
    .from(t)
    .where(and(eq(t.productId, work.productId), inArray(t.providerId, [...work.providerIds]), gte(t.requestedAt, work.from), lte(t.requestedAt, work.to), exists(received)))
    .orderBy(desc(t.requestedAt), desc(t.id))
    .limit(limit);
}
