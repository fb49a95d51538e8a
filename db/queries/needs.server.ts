import { and, asc, desc, eq, inArray, isNull, or } from "drizzle-orm";
import type { ProfileTexts } from "#app/domain/agreement/need.ts";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, Writer } from "../store.ts";

export type NeedRow = Store["t"]["need"]["$inferSelect"];

/** Needs with the provider of their product, newest first; null = all, else those of these departments as clients or providers. */
export async function loadNeeds(store: Store, departmentIds: readonly string[] | null): Promise<(NeedRow & { providerId: string })[]> {
  const { need: n, product: p } = store.t;
  const rows = await store.q
    .select({ need: n, providerId: p.providerId })
    .from(n)
    .innerJoin(p, eq(p.id, n.productId))
    .where(departmentIds === null ? undefined : or(inArray(n.clientId, [...departmentIds]), inArray(p.providerId, [...departmentIds])))
    .orderBy(desc(n.statedAt), asc(n.id));
  return rows.map((row) => ({ ...row.need, providerId: row.providerId }));
}

export async function findNeed(store: Store, id: string): Promise<(NeedRow & { providerId: string }) | null> {
  const { need: n, product: p } = store.t;
  const [row] = await store.q.select({ need: n, providerId: p.providerId }).from(n).innerJoin(p, eq(p.id, n.productId)).where(eq(n.id, id));
  return row ? { ...row.need, providerId: row.providerId } : null;
}

export function insertNeed(store: Store, w: Writer, row: NeedRow): Expecting {
  const { need: n } = store.t;
  return exactly(1, w.insert(n).values(row).returning({ id: n.id }));
}

/** Changes a need that still stands where it was seen. */
export function updateNeed(store: Store, w: Writer, row: Pick<NeedRow, "id" | "state">, set: Pick<NeedRow, "state" | "reply" | "agreementId" | "decidedBy" | "decidedAt">): Expecting {
  const { need: n } = store.t;
  return exactly(1, w.update(n).set(set).where(and(eq(n.id, row.id), eq(n.state, row.state))).returning({ id: n.id }));
}

export type ProfileRow = Store["t"]["clientProfile"]["$inferSelect"];

export async function findProfile(store: Store, providerId: string, clientId: string): Promise<ProfileRow | null> {
  const { clientProfile: c } = store.t;
  return (await store.q.select().from(c).where(and(eq(c.providerId, providerId), eq(c.clientId, clientId))))[0] ?? null;
}

/** Writes a profile over the version that was seen (0 = none yet). */
export function putProfile(store: Store, w: Writer, row: { providerId: string; clientId: string; texts: ProfileTexts; changedBy: string; changedAt: number; seen: number }): Expecting {
  const { clientProfile: c } = store.t;
  const { seen, ...set } = row;
  if (seen === 0) return exactly(1, w.insert(c).values({ ...set, rowVersion: 1 }).returning({ id: c.clientId }));
  return exactly(1, w.update(c).set({ ...set, rowVersion: seen + 1 }).where(and(eq(c.providerId, row.providerId), eq(c.clientId, row.clientId), eq(c.rowVersion, seen))).returning({ id: c.clientId }));
}

export type KpiRow = Store["t"]["clientKpi"]["$inferSelect"];

/** Figures of a client that a provider's products move. */
export async function loadKpis(store: Store, clientId: string, providerId: string): Promise<KpiRow[]> {
  const { clientKpi: k, product: p } = store.t;
  const rows = await store.q.select({ kpi: k }).from(k).innerJoin(p, eq(p.id, k.productId)).where(and(eq(k.clientId, clientId), eq(p.providerId, providerId), isNull(k.archivedAt))).orderBy(asc(k.name), asc(k.id));
  return rows.map((row) => row.kpi);
}

export function insertKpi(store: Store, w: Writer, row: KpiRow): Expecting {
  const { clientKpi: k } = store.t;
  return exactly(1, w.insert(k).values(row).returning({ id: k.id }));
}

export function archiveKpi(store: Store, w: Writer, id: string, clientId: string, at: number): Statement {
  const { clientKpi: k } = store.t;
  return w.update(k).set({ archivedAt: at }).where(and(eq(k.id, id), eq(k.clientId, clientId), isNull(k.archivedAt))).returning({ id: k.id }) as Statement;
}

export type KpiValueRow = Store["t"]["clientKpiValue"]["$inferSelect"];

/** Everything that was ever said about these figures, the newest month and word first. */
export async function loadKpiValues(store: Store, kpiIds: readonly string[]): Promise<KpiValueRow[]> {
  if (kpiIds.length === 0) return [];
  const { clientKpiValue: v } = store.t;
  return store.q.select().from(v).where(inArray(v.kpiId, [...kpiIds])).orderBy(desc(v.month), asc(v.kpiId), desc(v.number));
}

export function insertKpiValue(store: Store, w: Writer, row: KpiValueRow): Expecting {
  const { clientKpiValue: v } = store.t;
  return exactly(1, w.insert(v).values(row).returning({ number: v.number }));
}
