import { and, asc, count, eq, inArray, isNull, ne } from "drizzle-orm";
import type { FindingRow } from "#app/domain/pay/run-findings.ts";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, Writer } from "../store.ts";
import { LOCKED_RUN_STATES } from "./runs.server.ts";
import type { RunRow } from "./runs.server.ts";

export type RunFindingRow = Store["t"]["runFinding"]["$inferSelect"];
export type HeldReleaseRow = Store["t"]["heldRelease"]["$inferSelect"];

export const findingPlace = (runId: string, kind: string): string => `run_finding:${runId}:${kind}`;

export const sealFinding = (store: Store, runId: string, kind: string, rows: readonly FindingRow[]): string => store.pay.seal(findingPlace(runId, kind), rows);
export const openFinding = (store: Store, row: Pick<RunFindingRow, "runId" | "kind" | "listSealed">): readonly FindingRow[] => store.pay.open<readonly FindingRow[]>(findingPlace(row.runId, row.kind), row.listSealed);

/** What was found in a run, sealed. */
export async function loadFindings(store: Store, runId: string): Promise<RunFindingRow[]> {
  const { runFinding: f } = store.t;
  return store.q.select().from(f).where(eq(f.runId, runId)).orderBy(asc(f.kind));
}

/** Lists that ask for a word and have none yet. */
export async function countOpenFindings(store: Store, runId: string): Promise<number> {
  const { runFinding: f } = store.t;
  const rows = await store.q.select({ n: count().mapWith(Number) }).from(f).where(and(eq(f.runId, runId), ne(f.kind, "changed"), isNull(f.acceptedAt)));
  return rows[0]?.n ?? 0;
}

export function deleteFindings(store: Store, w: Writer, runId: string): Statement {
  const { runFinding: f } = store.t;
  return w.delete(f).where(eq(f.runId, runId)).returning({ kind: f.kind });
}

export function insertFindings(store: Store, w: Writer, rows: readonly RunFindingRow[]): Expecting[] {
  const { runFinding: f } = store.t;
  return rows.length === 0 ? [] : [exactly(rows.length, w.insert(f).values([...rows]).returning({ kind: f.kind }))];
}

/** Accepts a list that is still the one that was looked at. */
export function acceptFinding(store: Store, w: Writer, row: Pick<RunFindingRow, "runId" | "kind" | "fingerprint">, set: Pick<RunFindingRow, "acceptedBy" | "acceptedAt" | "acceptedBecause">): Expecting {
  const { runFinding: f } = store.t;
  return exactly(1, w.update(f).set(set).where(and(eq(f.runId, row.runId), eq(f.kind, row.kind), eq(f.fingerprint, row.fingerprint))).returning({ kind: f.kind }));
}

/** Runs of a plan whose content stands still, oldest period first. */
export async function loadLockedRuns(store: Store, planId: string): Promise<RunRow[]> {
  const { bonusRun: r } = store.t;
  return store.q.select().from(r).where(and(eq(r.planId, planId), inArray(r.state, [...LOCKED_RUN_STATES]))).orderBy(asc(r.period), asc(r.number));
}

/** What HR let be paid of held targets. */
export async function loadReleases(store: Store, runIds: readonly string[]): Promise<HeldReleaseRow[]> {
  if (runIds.length === 0) return [];
  const { heldRelease: h } = store.t;
  return store.q.select().from(h).where(inArray(h.runId, [...runIds])).orderBy(asc(h.runId), asc(h.departmentId));
}

export function insertRelease(store: Store, w: Writer, row: HeldReleaseRow): Expecting {
  const { heldRelease: h } = store.t;
  return exactly(1, w.insert(h).values(row).returning({ runId: h.runId }));
}

export type ApprovedCorrection = Pick<Store["t"]["correction"]["$inferSelect"], "id" | "period" | "obligationKey" | "item" | "fromStanding" | "toStanding" | "reason"> & { readonly decidedAt: number };

/** Approved corrections of some months, in the order of their decision. */
export async function loadDecidedCorrections(store: Store, months: readonly string[]): Promise<ApprovedCorrection[]> {
  const { correction: c } = store.t;
  const rows = await store.q
    .select({ id: c.id, period: c.period, obligationKey: c.obligationKey, item: c.item, fromStanding: c.fromStanding, toStanding: c.toStanding, reason: c.reason, decidedAt: c.decidedAt })
    .from(c)
    .where(and(inArray(c.period, [...months]), eq(c.state, "approved")))
    .orderBy(asc(c.decidedAt), asc(c.id));
  return rows.flatMap((row) => (row.decidedAt === null ? [] : [{ ...row, decidedAt: row.decidedAt }]));
}

export interface UpheldObjection {
  readonly id: string;
  readonly runId: string;
  readonly personId: string;
  readonly decision: string | null;
  readonly decidedAt: number | null;
}

/** Objections to statements of some runs that the arbiter upheld. */
export async function loadUpheldObjections(store: Store, runIds: readonly string[]): Promise<UpheldObjection[]> {
  if (runIds.length === 0) return [];
  const { dispute: d } = store.t;
  const rows = await store.q
    .select({ id: d.id, runId: d.subjectId, personId: d.raisedBy, decision: d.decision, decidedAt: d.decidedAt })
    .from(d)
    .where(and(eq(d.subject, "bonus"), eq(d.state, "corrected"), inArray(d.subjectId, [...runIds])))
    .orderBy(asc(d.decidedAt), asc(d.id));
  return rows.flatMap((row) => (row.runId === null ? [] : [{ ...row, runId: row.runId }]));
}
