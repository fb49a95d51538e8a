import { eq } from "drizzle-orm";
import type { Store } from "../store.ts";

/** What a provider does about an answer: its improvement case. */
export interface DoneAbout {
  readonly caseId: string;
  readonly state: Store["t"]["improvementCase"]["$inferSelect"]["state"];
  readonly action: string;
}

/** What a provider does about the named answer to an invitation; null where it opened no case. */
export async function findDoneAbout(store: Store, invitationId: string): Promise<DoneAbout | null> {
  const { improvementCase: c } = store.t;
  const rows = await store.q.select({ caseId: c.id, state: c.state, action: c.action }).from(c).where(eq(c.dedupeKey, `rating:${invitationId}`));
  return rows[0] ?? null;
}
