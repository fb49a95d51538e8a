import { and, asc, count, desc, eq, inArray, like, lt, or } from "drizzle-orm";
import type { FundUse, RunTotals } from "#app/domain/pay/prepare-run.ts";
import type { DepartmentChange } from "#app/domain/pay/run-findings.ts";
import type { RunFacts } from "#app/domain/pay/pay-context.ts";
import type { PersonPay, Statement as PayStatement } from "#app/domain/pay/statement.ts";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, Writer } from "../store.ts";
import { chunks } from "./tasks.server.ts";

export type RunRow = Store["t"]["bonusRun"]["$inferSelect"];
export type RunLineRow = Store["t"]["bonusLine"]["$inferSelect"];
export type ApprovalRow = Store["t"]["runApproval"]["$inferSelect"];

/** What is sealed of a run as a whole. */
export interface RunSecret {
  /** Goes into every hash of the run, so that nobody finds an amount by trying. */
  readonly salt: string;
  readonly totals: RunTotals;
  readonly fund: FundUse;
  readonly currency: string;
  readonly minorDigits: number;
  /** Hashes of the scorecards that it used, by department. */
  readonly scorecardHashes: Readonly<Record<string, string>>;
  /** Compared with the run of the plan before it, when it was prepared; no part of what is approved. */
  readonly against: RunComparison | null;
  /** What all its statements share beside plan and scorecards; absent in runs that were prepared before it was kept. */
  readonly frame?: RunFrame;
}

/** The dates, the working days and the tree of departments that a run was calculated with. */
export type RunFrame = Pick<RunFacts, "firstDay" | "lastDay" | "productionCalendar" | "externalValue"> & { readonly parentOf: Readonly<Record<string, string | null>> };

export interface RunComparison {
  readonly period: string;
  /** How many people get more or less, came or went. */
  readonly more: number;
  readonly less: number;
  readonly added: number;
  readonly gone: number;
  readonly changeMinor: number;
  /** Sums by department; absent in runs prepared before they were kept. */
  readonly departments?: readonly DepartmentChange[];
  /** The largest changes of people in both. */
  readonly largest: readonly { readonly personId: string; readonly beforeMinor: number; readonly afterMinor: number }[];
}

/** States in which a run's inputs stand still: somebody is deciding on it, or it is paid. */
export const LOCKED_RUN_STATES: readonly RunRow["state"][] = ["submitted", "approved", "published", "exported"];

export const runPlace = (runId: string): string => `bonus_run:${runId}`;
export const linePlace = (runId: string, personId: string): string => `bonus_line:${runId}:${personId}`;

export const sealRun = (store: Store, runId: string, secret: RunSecret): string => store.pay.seal(runPlace(runId), secret);
export const openRun = (store: Store, row: Pick<RunRow, "id" | "totalsSealed">): RunSecret => store.pay.open<RunSecret>(runPlace(row.id), row.totalsSealed);
export const inputPlace = (runId: string, personId: string): string => `${linePlace(runId, personId)}:input`;
export const sealInput = (store: Store, runId: string, person: PersonPay): string => store.pay.seal(inputPlace(runId, person.personId), person);
/** What a statement was calculated from; null where that was not kept. */
export const openInput = (store: Store, row: Pick<RunLineRow, "runId" | "personId" | "inputSealed">): PersonPay | null =>
  row.inputSealed === null ? null : store.pay.open<PersonPay>(inputPlace(row.runId, row.personId), row.inputSealed);

export const sealStatement = (store: Store, runId: string, statement: PayStatement): string => store.pay.seal(linePlace(runId, statement.personId), statement);
export const openStatement = (store: Store, row: Pick<RunLineRow, "runId" | "personId" | "statementSealed">): PayStatement =>
  store.pay.open<PayStatement>(linePlace(row.runId, row.personId), row.statementSealed);

export async function findRun(store: Store, id: string): Promise<RunRow | null> {
  const { bonusRun: r } = store.t;
  const rows = await store.q.select().from(r).where(eq(r.id, id));
  return rows[0] ?? null;
}

/** The newest run of a plan for a pay period. */
export async function findRunOf(store: Store, planId: string, period: string): Promise<RunRow | null> {
  const { bonusRun: r } = store.t;
  const rows = await store.q
    .select()
    .from(r)
    .where(and(eq(r.planId, planId), eq(r.period, period)))
    .orderBy(desc(r.number))
    .limit(1);
  return rows[0] ?? null;
}

/** Runs, newest period first. */
export async function loadRuns(store: Store, limit: number): Promise<RunRow[]> {
  const { bonusRun: r } = store.t;
  return store.q.select().from(r).orderBy(desc(r.period), asc(r.planId), desc(r.number)).limit(limit);
}

/** Runs of some pay periods that somebody has at least submitted, and those paid. */
export async function loadRunsOf(store: Store, periods: readonly string[]): Promise<RunRow[]> {
  const { bonusRun: r } = store.t;
  return store.q.select().from(r).where(and(inArray(r.period, [...periods]), inArray(r.state, [...LOCKED_RUN_STATES]))).orderBy(asc(r.period), asc(r.planId), asc(r.number));
}

export function insertRun(store: Store, w: Writer, row: RunRow): Expecting {
  const { bonusRun: r } = store.t;
  return exactly(1, w.insert(r).values(row).returning({ id: r.id }));
}

/** Changes a run that still has the row version it was loaded with. */
export function updateRun(store: Store, w: Writer, row: Pick<RunRow, "id" | "rowVersion">, set: Partial<RunRow>): Expecting {
  const { bonusRun: r } = store.t;
  return exactly(
    1,
    w
      .update(r)
      .set({ ...set, rowVersion: row.rowVersion + 1 })
      .where(and(eq(r.id, row.id), eq(r.rowVersion, row.rowVersion)))
      .returning({ id: r.id }),
  );
}

/** Lines of a run by person id; sealed. */
export async function loadRunLines(store: Store, runId: string): Promise<RunLineRow[]> {
  const { bonusLine: l } = store.t;
  return store.q.select().from(l).where(eq(l.runId, runId)).orderBy(asc(l.personId));
}

export async function loadRunPeople(store: Store, runId: string): Promise<string[]> {
  const { bonusLine: l } = store.t;
  const rows = await store.q.select({ personId: l.personId }).from(l).where(eq(l.runId, runId)).orderBy(asc(l.personId));
  return rows.map((row) => row.personId);
}

export async function findRunLine(store: Store, runId: string, personId: string): Promise<RunLineRow | null> {
  const { bonusLine: l } = store.t;
  const rows = await store.q.select().from(l).where(and(eq(l.runId, runId), eq(l.personId, personId)));
  return rows[0] ?? null;
}

export function insertRunLines(store: Store, w: Writer, rows: readonly RunLineRow[]): Expecting[] {
  const { bonusLine: l } = store.t;
  return chunks(rows).map((part) => exactly(part.length, w.insert(l).values(part).returning({ id: l.personId })));
}

export function deleteRunLines(store: Store, w: Writer, runId: string): Statement {
  const { bonusLine: l } = store.t;
  return w.delete(l).where(eq(l.runId, runId)).returning({ id: l.personId });
}

export async function loadApprovals(store: Store, runId: string): Promise<ApprovalRow[]> {
  const { runApproval: a } = store.t;
  return store.q.select().from(a).where(eq(a.runId, runId)).orderBy(asc(a.step));
}

export function insertApproval(store: Store, w: Writer, row: ApprovalRow): Expecting {
  const { runApproval: a } = store.t;
  return exactly(1, w.insert(a).values(row).returning({ id: a.runId }));
}

/** Approvals fall with the content they were given to; the audit keeps who gave them. */
export function deleteApprovals(store: Store, w: Writer, runId: string): Statement {
  const { runApproval: a } = store.t;
  return w.delete(a).where(eq(a.runId, runId)).returning({ id: a.runId });
}

export interface PublishedLine extends RunLineRow {
  readonly period: string;
  readonly planId: string;
  readonly planVersionId: string;
  readonly publishedAt: number | null;
}

const SEEN = ["published", "exported"] as const;

/** Published lines of one person, newest period first. */
export async function loadPublishedLines(store: Store, personId: string, limit: number): Promise<PublishedLine[]> {
  const { bonusLine: l, bonusRun: r } = store.t;
  return store.q
    .select({
      runId: l.runId, personId: l.personId, departmentId: l.departmentId, payoutBp: l.payoutBp, statementSealed: l.statementSealed, statementHash: l.statementHash, inputSealed: l.inputSealed,
      period: r.period, planId: r.planId, planVersionId: r.planVersionId, publishedAt: r.publishedAt,
    })
    .from(l)
    .innerJoin(r, eq(r.id, l.runId))
    .where(and(eq(l.personId, personId), inArray(r.state, [...SEEN])))
    .orderBy(desc(r.period), desc(r.number))
    .limit(limit);
}

/** Percents of published runs of a period in some departments: what a head sees. No amount leaves here. */
export async function loadPercents(store: Store, departmentIds: readonly string[], period: string): Promise<{ personId: string; departmentId: string; payoutBp: number | null }[]> {
  const { bonusLine: l, bonusRun: r } = store.t;
  return store.q
    .select({ personId: l.personId, departmentId: l.departmentId, payoutBp: l.payoutBp })
    .from(l)
    .innerJoin(r, eq(r.id, l.runId))
    .where(and(inArray(l.departmentId, [...departmentIds]), eq(r.period, period), inArray(r.state, [...SEEN])))
    .orderBy(asc(l.departmentId), asc(l.personId));
}

/** Runs of a plan by pay period, with their state; newest period first. */
export async function loadRunPeriods(store: Store, planId: string): Promise<{ id: string; period: string; state: RunRow["state"] }[]> {
  const { bonusRun: r } = store.t;
  return store.q.select({ id: r.id, period: r.period, state: r.state }).from(r).where(eq(r.planId, planId)).orderBy(desc(r.period));
}

/** Pay periods with a run, of any plan, whose inputs stand still. */
export async function loadLockedRunPeriods(store: Store): Promise<string[]> {
  const { bonusRun: r } = store.t;
  const rows = await store.q.selectDistinct({ period: r.period }).from(r).where(inArray(r.state, [...LOCKED_RUN_STATES])).orderBy(asc(r.period));
  return rows.map((row) => row.period);
}

/** All departments, archived ones too: where a scorecard is looked for above a membership. */
export async function loadDepartmentLinks(store: Store): Promise<{ id: string; parentId: string | null; isTeam: boolean; calendarId: string | null }[]> {
  const { department: d } = store.t;
  return store.q.select({ id: d.id, parentId: d.parentId, isTeam: d.isTeam, calendarId: d.calendarId }).from(d).orderBy(asc(d.sortKey), asc(d.id));
}

export interface RunPerson {
  readonly id: string;
  readonly surname: string;
  readonly givenName: string;
  readonly patronymic: string | null;
  readonly personnelNumber: string;
}

/** The people of a run by name, those archived since too. */
export async function loadPeopleOfRun(store: Store, runId: string): Promise<RunPerson[]> {
  const { bonusLine: l, person: p } = store.t;
  return store.q
    .select({ id: p.id, surname: p.surname, givenName: p.givenName, patronymic: p.patronymic, personnelNumber: p.personnelNumber })
    .from(l)
    .innerJoin(p, eq(p.id, l.personId))
    .where(eq(l.runId, runId))
    .orderBy(asc(p.sortKey), asc(p.id));
}

/** The newest period with a published line in some departments. */
export async function findNewestPublished(store: Store, departmentIds: readonly string[]): Promise<string | null> {
  const { bonusLine: l, bonusRun: r } = store.t;
  const rows = await store.q
    .select({ period: r.period })
    .from(r)
    .innerJoin(l, eq(l.runId, r.id))
    .where(and(inArray(l.departmentId, [...departmentIds]), inArray(r.state, [...SEEN])))
    .orderBy(desc(r.period))
    .limit(1);
  return rows[0]?.period ?? null;
}

/** The last published run of a plan before a period. */
export async function findPublishedBefore(store: Store, planId: string, period: string): Promise<RunRow | null> {
  const { bonusRun: r } = store.t;
  const rows = await store.q
    .select()
    .from(r)
    .where(and(eq(r.planId, planId), lt(r.period, period), inArray(r.state, [...SEEN])))
    .orderBy(desc(r.period), desc(r.number))
    .limit(1);
  return rows[0] ?? null;
}

/** One page of a run's lines by the people's names; sealed. */
export async function loadRunPage(store: Store, runId: string, page: { readonly search: string; readonly limit: number; readonly offset: number }): Promise<{ rows: (RunLineRow & RunPerson)[]; total: number }> {
  const { bonusLine: l, person: p } = store.t;
  const key = `%${page.search.replace(/[%_\\]/g, "")}%`;
  const wanted = and(eq(l.runId, runId), ...(page.search === "" ? [] : [or(like(p.sortKey, key), like(p.personnelNumber, key))]));
  const [rows, totals] = await Promise.all([
    store.q
      .select({
        runId: l.runId, personId: l.personId, departmentId: l.departmentId, payoutBp: l.payoutBp, statementSealed: l.statementSealed, statementHash: l.statementHash, inputSealed: l.inputSealed,
        id: p.id, surname: p.surname, givenName: p.givenName, patronymic: p.patronymic, personnelNumber: p.personnelNumber,
      })
      .from(l)
      .innerJoin(p, eq(p.id, l.personId))
      .where(wanted)
      .orderBy(asc(p.sortKey), asc(p.id))
      .limit(page.limit)
      .offset(page.offset),
    store.q.select({ n: count().mapWith(Number) }).from(l).innerJoin(p, eq(p.id, l.personId)).where(wanted),
  ]);
  return { rows, total: totals[0]?.n ?? 0 };
}

/** Why a run was sent back last, with whose account; from the audit, which keeps it. */
export async function findReturn(store: Store, runId: string): Promise<{ actorId: string; reason: string } | null> {
  const { audit: a } = store.t;
  const rows = await store.q
    .select({ actorId: a.actorId, details: a.details })
    .from(a)
    .where(and(eq(a.entity, "bonus_run"), eq(a.entityId, runId), eq(a.action, "run.return")))
    .orderBy(desc(a.seq))
    .limit(1);
  const row = rows[0];
  if (!row || row.details === "") return null;
  const { reason } = JSON.parse(row.details) as { reason?: string };
  return { actorId: row.actorId, reason: reason ?? "" };
}
