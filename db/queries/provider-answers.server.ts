import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";

export type ProviderAnswerRow = Store["t"]["providerAnswer"]["$inferSelect"];
export type ProviderActionRow = Store["t"]["providerAction"]["$inferSelect"];
export type ProviderActionStepRow = Store["t"]["providerActionStep"]["$inferSelect"];

export interface ActionWithSteps extends ProviderActionRow {
  /** The newest first; the first one holds. */
  readonly steps: readonly ProviderActionStepRow[];
}

export interface AnswerWithActions extends ProviderAnswerRow {
  readonly actions: readonly ActionWithSteps[];
}

export function insertProviderAnswer(store: Store, w: Writer, row: ProviderAnswerRow, actions: readonly ProviderActionRow[], steps: readonly ProviderActionStepRow[]): Expecting[] {
  const { providerAnswer: a, providerAction: c, providerActionStep: s } = store.t;
  return [
    exactly(1, w.insert(a).values(row).returning({ id: a.providerId })),
    exactly(actions.length, w.insert(c).values([...actions]).returning({ id: c.id })),
    exactly(steps.length, w.insert(s).values([...steps]).returning({ n: s.number })),
  ];
}

export function insertActionStep(store: Store, w: Writer, row: ProviderActionStepRow): Expecting {
  const { providerActionStep: s } = store.t;
  return exactly(1, w.insert(s).values(row).returning({ n: s.number }));
}

/** Answers of providers with their actions and all their steps, the newest quarter first. */
export async function loadProviderAnswers(store: Store, providerIds: readonly string[] | "all", quarter?: string): Promise<AnswerWithActions[]> {
  if (providerIds !== "all" && providerIds.length === 0) return [];
  const { providerAnswer: a, providerAction: c, providerActionStep: s } = store.t;
  const of = (table: typeof a | typeof c) => and(providerIds === "all" ? undefined : inArray(table.providerId, [...providerIds]), quarter === undefined ? undefined : eq(table.quarter, quarter));
  const [answers, actions, steps] = await Promise.all([
    store.q.select().from(a).where(of(a)).orderBy(desc(a.quarter), asc(a.providerId)),
    store.q.select().from(c).where(of(c)).orderBy(asc(c.position)),
    store.q.select({ step: s }).from(s).innerJoin(c, eq(c.id, s.actionId)).where(of(c)).orderBy(desc(s.number)),
  ]);
  return answers.map((answer) => ({
    ...answer,
    actions: actions
      .filter((action) => action.quarter === answer.quarter && action.providerId === answer.providerId)
      .map((action) => ({ ...action, steps: steps.flatMap(({ step }) => (step.actionId === action.id ? [step] : [])) })),
  }));
}

export async function findAction(store: Store, id: string): Promise<ActionWithSteps | null> {
  const { providerAction: c, providerActionStep: s } = store.t;
  const [action] = await store.q.select().from(c).where(eq(c.id, id));
  return action ? { ...action, steps: await store.q.select().from(s).where(eq(s.actionId, id)).orderBy(desc(s.number)) } : null;
}

/** Reports with figures that wait for their provider's answer. */
export async function loadUnansweredReports(store: Store): Promise<{ quarter: string; providerId: string; answerBy: string }[]> {
  const { relationshipReport: r, providerAnswer: a } = store.t;
  const rows = await store.q
    .select({ quarter: r.quarter, providerId: r.providerId, answerBy: r.answerBy, content: r.content })
    .from(r)
    .leftJoin(a, and(eq(a.quarter, r.quarter), eq(a.providerId, r.providerId)))
    .where(isNull(a.quarter));
  return rows.filter((row) => row.content.total !== null).map(({ quarter, providerId, answerBy }) => ({ quarter, providerId, answerBy }));
}
