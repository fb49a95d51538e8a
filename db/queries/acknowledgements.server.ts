import { and, asc, eq } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";

export type AcknowledgementCall = Store["t"]["acknowledgementCall"]["$inferSelect"];
export type AcknowledgementRow = Store["t"]["acknowledgement"]["$inferSelect"];
export type AcknowledgementDecisionRow = Store["t"]["acknowledgementDecision"]["$inferSelect"];

export async function findAcknowledgementCall(store: Store, planVersionId: string): Promise<AcknowledgementCall | null> {
  const { acknowledgementCall: c } = store.t;
  return (await store.q.select().from(c).where(eq(c.planVersionId, planVersionId)))[0] ?? null;
}

/** Asks for the first time, or sets another day. */
export function putAcknowledgementCall(store: Store, w: Writer, row: AcknowledgementCall): Expecting {
  const { acknowledgementCall: c } = store.t;
  const { dueOn, calledBy, calledAt } = row;
  return exactly(1, w.insert(c).values(row).onConflictDoUpdate({ target: c.planVersionId, set: { dueOn, calledBy, calledAt } }).returning({ id: c.planVersionId }));
}

/** Who acknowledged a version, by person. */
export async function loadAcknowledgements(store: Store, planVersionId: string): Promise<Map<string, AcknowledgementRow>> {
  const { acknowledgement: a } = store.t;
  const rows = await store.q.select().from(a).where(eq(a.planVersionId, planVersionId)).orderBy(asc(a.at));
  return new Map(rows.map((row) => [row.personId, row]));
}

export async function findAcknowledgement(store: Store, planVersionId: string, personId: string): Promise<AcknowledgementRow | null> {
  const { acknowledgement: a } = store.t;
  return (await store.q.select().from(a).where(and(eq(a.planVersionId, planVersionId), eq(a.personId, personId))))[0] ?? null;
}

export function insertAcknowledgement(store: Store, w: Writer, row: AcknowledgementRow): Expecting {
  const { acknowledgement: a } = store.t;
  return exactly(1, w.insert(a).values(row).returning({ id: a.personId }));
}

/** The decision that holds for each person who did not acknowledge in time: the newest. */
export async function loadAcknowledgementDecisions(store: Store, planVersionId: string): Promise<Map<string, AcknowledgementDecisionRow>> {
  const { acknowledgementDecision: d } = store.t;
  const rows = await store.q.select().from(d).where(eq(d.planVersionId, planVersionId)).orderBy(asc(d.at), asc(d.id));
  return new Map(rows.map((row) => [row.personId, row]));
}

export function insertAcknowledgementDecision(store: Store, w: Writer, row: AcknowledgementDecisionRow): Expecting {
  const { acknowledgementDecision: d } = store.t;
  return exactly(1, w.insert(d).values(row).returning({ id: d.id }));
}
