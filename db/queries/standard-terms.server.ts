import { and, asc, eq, inArray } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";

export type StandardTermsRow = Store["t"]["standardTerms"]["$inferSelect"];

/** Every set of standard terms, those on offer first, by name. */
export async function loadStandardTerms(store: Store): Promise<StandardTermsRow[]> {
  const { standardTerms: s } = store.t;
  return store.q.select().from(s).orderBy(asc(s.state), asc(s.sortKey), asc(s.id));
}

export async function findStandardTerms(store: Store, id: string): Promise<StandardTermsRow | null> {
  const { standardTerms: s } = store.t;
  const rows = await store.q.select().from(s).where(eq(s.id, id));
  return rows[0] ?? null;
}

export function insertStandardTerms(store: Store, w: Writer, row: StandardTermsRow): Expecting {
  return exactly(1, w.insert(store.t.standardTerms).values(row).returning({ id: store.t.standardTerms.id }));
}

/** Withdraws an offer that stands as it was seen; terms themselves never change. */
export function withdrawTerms(store: Store, w: Writer, row: Pick<StandardTermsRow, "id" | "rowVersion">, now: number): Expecting {
  const { standardTerms: s } = store.t;
  return exactly(1, w.update(s).set({ state: "withdrawn", withdrawnAt: now, rowVersion: row.rowVersion + 1 }).where(and(eq(s.id, row.id), eq(s.rowVersion, row.rowVersion), eq(s.state, "published"))).returning({ id: s.id }));
}

/** The offer still stands: joining expects it in its own transaction. */
export function stillOffered(store: Store, w: Writer, row: Pick<StandardTermsRow, "id" | "rowVersion">): Expecting {
  const { standardTerms: s } = store.t;
  return exactly(1, w.update(s).set({ rowVersion: row.rowVersion }).where(and(eq(s.id, row.id), eq(s.rowVersion, row.rowVersion), eq(s.state, "published"))).returning({ id: s.id }));
}

export interface JoinedVersion {
  readonly standardTermsId: string | null;
  readonly versionId: string;
  readonly agreementId: string;
  readonly number: number;
  readonly from: string;
  readonly clientDepartmentId: string | null;
}

/** Versions by which departments joined standard terms, the earliest first. */
export async function loadJoined(store: Store, termsIds: readonly string[]): Promise<JoinedVersion[]> {
  if (termsIds.length === 0) return [];
  const { agreementVersion: v, agreement: a } = store.t;
  return store.q
    .select({ standardTermsId: v.standardTermsId, versionId: v.id, agreementId: v.agreementId, number: v.number, from: v.from, clientDepartmentId: a.clientDepartmentId })
    .from(v)
    .innerJoin(a, eq(a.id, v.agreementId))
    .where(and(inArray(v.standardTermsId, [...termsIds]), inArray(v.state, ["agreed", "terminated"])))
    .orderBy(asc(v.from), asc(v.agreementId));
}
