import { desc } from "drizzle-orm";
import { DEFAULT_FOLLOW_UP } from "#app/domain/improvement/follow-up-policy.ts";
import type { FollowUpPolicy } from "#app/domain/improvement/follow-up-policy.ts";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";

export type FollowUpPolicyRow = Store["t"]["followUpPolicy"]["$inferSelect"];

/** The newest saved policy; null before the first. */
export async function findFollowUpPolicy(store: Store): Promise<FollowUpPolicyRow | null> {
  const { followUpPolicy: f } = store.t;
  const rows = await store.q.select().from(f).orderBy(desc(f.createdAt)).limit(1);
  return rows[0] ?? null;
}

/** How soon is answered and improved now. */
export const loadFollowUpPolicy = async (store: Store): Promise<FollowUpPolicy> => (await findFollowUpPolicy(store))?.policy ?? DEFAULT_FOLLOW_UP;

export function insertFollowUpPolicy(store: Store, w: Writer, row: FollowUpPolicyRow): Expecting {
  const { followUpPolicy: f } = store.t;
  return exactly(1, w.insert(f).values(row).returning({ id: f.id }));
}
