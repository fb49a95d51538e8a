import { and, desc, eq, gte, sql } from "drizzle-orm";
import type { Names } from "#app/domain/names.ts";
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

export interface GivenAnswer {
  readonly invitationId: string;
  readonly taskId: string | null;
  readonly title: string | null;
  readonly product: Names | null;
  readonly provider: Names;
  readonly csat: number;
  readonly comment: string;
  readonly answeredAt: number;
  /** An arbiter took it out of the count. */
  readonly voidedAt: number | null;
  readonly done: DoneAbout | null;
}

/** What a person said by name since an instant, the newest first. What counts only in the statistics is nobody's any more and stands in no list. */
export async function loadGivenAnswers(store: Store, personId: string, since: number, limit: number): Promise<GivenAnswer[]> {
  const { answer: a, invitation: i, task: t, product: p, department: d, improvementCase: c } = store.t;
  const rows = await store.q
    .select({
      invitationId: i.id, taskId: i.taskId, title: t.title, product: p.name, provider: d.name, csat: a.csat, comment: a.comment, answeredAt: a.answeredAt, voidedAt: a.voidedAt,
      caseId: c.id, state: c.state, action: c.action,
    })
    .from(i)
    .innerJoin(a, and(eq(a.invitationId, i.id), eq(a.isCurrent, true), eq(a.statisticsOnly, false)))
    .innerJoin(d, eq(d.id, i.providerId))
    .leftJoin(t, eq(t.id, i.taskId))
    .leftJoin(p, eq(p.id, t.productId))
    .leftJoin(c, eq(c.dedupeKey, sql`'rating:' || ${i.id}`))
    .where(and(eq(i.personId, personId), gte(a.answeredAt, since)))
    .orderBy(desc(a.answeredAt), desc(i.id))
    .limit(limit);
  return rows.map(({ caseId, state, action, ...row }) => ({ ...row, done: caseId === null || state === null ? null : { caseId, state, action: action ?? "" } }));
}
