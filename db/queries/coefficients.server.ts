import { and, asc, desc, eq } from "drizzle-orm";
import type { GivenCoefficient } from "#app/domain/pay/coefficient.ts";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";
import { chunks } from "./tasks.server.ts";

export type CoefficientRow = Store["t"]["coefficient"]["$inferSelect"];
export type CoefficientRound = Store["t"]["coefficientRound"]["$inferSelect"];

export const coefficientPlace = (row: Pick<CoefficientRow, "planId" | "period" | "personId" | "setAt">): string => `coefficient:${row.planId}:${row.period}:${row.personId}:${row.setAt}`;
export const sealCoefficient = (store: Store, row: Parameters<typeof coefficientPlace>[0], given: GivenCoefficient): string => store.pay.seal(coefficientPlace(row), given);
export const openCoefficient = (store: Store, row: CoefficientRow): GivenCoefficient => store.pay.open<GivenCoefficient>(coefficientPlace(row), row.contentSealed);

/** The coefficient that holds for each person of a plan and pay period, sealed. */
export async function loadCoefficients(store: Store, planId: string, period: string): Promise<Map<string, CoefficientRow>> {
  const { coefficient: c } = store.t;
  const rows = await store.q.select().from(c).where(and(eq(c.planId, planId), eq(c.period, period))).orderBy(asc(c.setAt));
  return new Map(rows.map((row) => [row.personId, row]));
}

export function insertCoefficients(store: Store, w: Writer, rows: readonly CoefficientRow[]): Expecting[] {
  const { coefficient: c } = store.t;
  return chunks(rows).map((part) => exactly(part.length, w.insert(c).values(part).returning({ personId: c.personId })));
}

export async function findCoefficientRound(store: Store, planId: string, period: string): Promise<CoefficientRound | null> {
  const { coefficientRound: r } = store.t;
  return (await store.q.select().from(r).where(and(eq(r.planId, planId), eq(r.period, period))))[0] ?? null;
}

/** Rounds of all plans, the one that ends last first. */
export async function loadCoefficientRounds(store: Store): Promise<CoefficientRound[]> {
  const { coefficientRound: r } = store.t;
  return store.q.select().from(r).orderBy(desc(r.deadlineAt), asc(r.planId));
}

/** Opens a round, or moves the deadline of the one there is. */
export function putCoefficientRound(store: Store, w: Writer, row: CoefficientRound): Expecting {
  const { coefficientRound: r } = store.t;
  const { deadlineAt, openedBy, openedAt } = row;
  return exactly(1, w.insert(r).values(row).onConflictDoUpdate({ target: [r.planId, r.period], set: { deadlineAt, openedBy, openedAt } }).returning({ planId: r.planId }));
}
