import { and, asc, count, desc, eq, inArray, isNull, lt, lte, max, sql } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";
import type { FullVersion } from "./agreement-pages.server.ts";
import { chunks } from "./tasks.server.ts";

export type EventRow = Store["t"]["agreementEvent"]["$inferSelect"];
export type NewObligationRow = Store["t"]["obligation"]["$inferInsert"];
export type NewVersionRow = Store["t"]["agreementVersion"]["$inferInsert"];

/** One version by its id, whatever its state. */
export async function findFullVersion(store: Store, versionId: string): Promise<FullVersion | null> {
  const { agreementVersion: v } = store.t;
  const rows = await store.q.select().from(v).where(eq(v.id, versionId));
  return rows[0] ?? null;
}

/** The highest number that a version of an agreement ever had, thrown-away drafts too. */
export async function highestNumber(store: Store, agreementId: string): Promise<number> {
  const { agreementVersion: v } = store.t;
  const rows = await store.q.select({ n: max(v.number) }).from(v).where(eq(v.agreementId, agreementId));
  return Number(rows[0]?.n ?? 0);
}

export function insertAgreement(store: Store, w: Writer, row: Store["t"]["agreement"]["$inferInsert"]): Expecting {
  return exactly(1, w.insert(store.t.agreement).values(row).returning({ id: store.t.agreement.id }));
}

export function insertVersion(store: Store, w: Writer, row: NewVersionRow): Expecting {
  return exactly(1, w.insert(store.t.agreementVersion).values(row).returning({ id: store.t.agreementVersion.id }));
}

/** Changes a version that is still as it was read; another row version rolls back. */
export function updateVersion(store: Store, w: Writer, row: Pick<FullVersion, "id" | "rowVersion">, set: Partial<NewVersionRow>): Expecting {
  const { agreementVersion: v } = store.t;
  return exactly(1, w.update(v).set({ ...set, rowVersion: row.rowVersion + 1 }).where(and(eq(v.id, row.id), eq(v.rowVersion, row.rowVersion))).returning({ id: v.id }));
}

export function insertObligations(store: Store, w: Writer, rows: readonly NewObligationRow[]): Expecting[] {
  const { obligation: o } = store.t;
  return chunks(rows).map((part) => exactly(part.length, w.insert(o).values(part).returning({ key: o.key })));
}

/** Removes a promise from a draft; only drafts are ever asked for. */
export function deleteObligation(store: Store, w: Writer, versionId: string, key: string): Expecting {
  const { obligation: o } = store.t;
  return exactly(1, w.delete(o).where(and(eq(o.versionId, versionId), eq(o.key, key))).returning({ key: o.key }));
}

/** The thread of an agreement, oldest first. */
export async function loadAgreementEvents(store: Store, agreementId: string): Promise<EventRow[]> {
  const { agreementEvent: e } = store.t;
  return store.q.select().from(e).where(eq(e.agreementId, agreementId)).orderBy(asc(e.seq));
}

export async function highestEvent(store: Store, agreementId: string): Promise<number> {
  const { agreementEvent: e } = store.t;
  const rows = await store.q.select({ seq: e.seq }).from(e).where(eq(e.agreementId, agreementId)).orderBy(desc(e.seq)).limit(1);
  return rows[0]?.seq ?? 0;
}

export function insertAgreementEvents(store: Store, w: Writer, rows: readonly EventRow[]): Expecting[] {
  const { agreementEvent: e } = store.t;
  return chunks(rows).map((part) => exactly(part.length, w.insert(e).values(part).returning({ id: e.id })));
}

/** Proposals whose answer is late and was not put before the superior, or all proposals. */
export async function loadProposals(store: Store, late: { readonly before: string } | null): Promise<{ id: string; agreementId: string }[]> {
  const { agreementVersion: v } = store.t;
  return store.q
    .select({ id: v.id, agreementId: v.agreementId })
    .from(v)
    .where(and(eq(v.state, "proposed"), ...(late ? [isNull(v.escalatedAt), lt(v.answerBy, late.before)] : [])))
    .orderBy(asc(v.proposedAt), asc(v.id));
}

/** Proposals that should hold from a day that has come. */
export async function loadExpiring(store: Store, today: string): Promise<{ id: string }[]> {
  const { agreementVersion: v } = store.t;
  return store.q.select({ id: v.id }).from(v).where(and(eq(v.state, "proposed"), lte(v.from, today))).orderBy(asc(v.id));
}

/** Agreed versions that end on or before a day and have not ended yet. */
export async function loadEnding(store: Store, today: string, until: string): Promise<FullVersion[]> {
  const { agreementVersion: v } = store.t;
  const rows = await store.q.select().from(v).where(and(inArray(v.state, ["agreed", "terminated"]), lte(v.to, until))).orderBy(asc(v.to), asc(v.id));
  return rows.filter((row) => row.to !== null && row.to > today);
}

/** Agreed texts of a provider, those that ended too: another number later means that one was agreed meanwhile. */
export async function countAgreed(store: Store, providerId: string): Promise<number> {
  const { agreementVersion: v, agreement: a } = store.t;
  const rows = await store.q.select({ n: count() }).from(v).innerJoin(a, eq(a.id, v.agreementId)).where(and(eq(a.providerId, providerId), inArray(v.state, ["agreed", "terminated"])));
  return Number(rows[0]?.n ?? 0);
}

/**
 * Makes the unit stale unless a provider's agreed texts are those that were counted. Its department's row is held first, so that two
 * signatures on different agreements follow one another and the second one sees the first.
 */
export function expectAgreed(store: Store, w: Writer, providerId: string, n: number): Expecting[] {
  const { agreementVersion: v, agreement: a, department: d } = store.t;
  return [
    exactly(1, w.update(d).set({ id: providerId }).where(eq(d.id, providerId)).returning({ id: d.id })),
    exactly(
      n,
      w
        .update(v)
        .set({ number: sql`${v.number}` })
        .where(and(sql`${v.agreementId} in (select ${a.id} from ${a} where ${a.providerId} = ${providerId})`, inArray(v.state, ["agreed", "terminated"])))
        .returning({ id: v.id }),
    ),
  ];
}
