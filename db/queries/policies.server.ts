import { desc, lte } from "drizzle-orm";
import type { ScorePolicy } from "#app/domain/score/score-policy.ts";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";

/** The score policy in force on the first day of a pay period; null = the product's defaults. */
export async function loadScorePolicy(store: Store, day: string): Promise<ScorePolicy | null> {
  const { scorePolicy: s } = store.t;
  const rows = await store.q.select({ policy: s.policy }).from(s).where(lte(s.from, day)).orderBy(desc(s.from)).limit(1);
  return (rows[0]?.policy as ScorePolicy | undefined) ?? null;
}

export function insertScorePolicy(store: Store, w: Writer, row: { id: string; from: string; policy: ScorePolicy; createdAt: number }): Expecting {
  const { scorePolicy: s } = store.t;
  return exactly(1, w.insert(s).values({ ...row, policy: { ...row.policy } }).returning({ id: s.id }));
}
