import { and, asc, count, desc, eq, gte, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Standing } from "#app/domain/evaluation/verdict.ts";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";
import type { OccurrenceRow, VerdictRow } from "./verdicts.server.ts";

export type OccurrenceChangeRow = Store["t"]["occurrenceChange"]["$inferSelect"];

/** What was asked about the planned deliveries of an obligation, the oldest first. */
export async function loadOccurrenceChanges(store: Store, obligationKey: string): Promise<OccurrenceChangeRow[]> {
  const { occurrenceChange: c } = store.t;
  return store.q.select().from(c).where(eq(c.obligationKey, obligationKey)).orderBy(asc(c.scheduledOn), asc(c.number));
}

/** Confirmed moves and waivers of an obligation, the oldest first. */
export async function loadConfirmedChanges(store: Store, obligationKey: string): Promise<OccurrenceChangeRow[]> {
  const { occurrenceChange: c } = store.t;
  return store.q
    .select()
    .from(c)
    .where(and(eq(c.state, "confirmed"), eq(c.obligationKey, obligationKey)))
    .orderBy(asc(c.scheduledOn), asc(c.number));
}

/** Questions that wait for an answer, for these obligations, by the delivery they are about. */
export async function loadAskedChanges(store: Store, keys: readonly string[]): Promise<OccurrenceChangeRow[]> {
  if (keys.length === 0) return [];
  const { occurrenceChange: c } = store.t;
  return store.q.select().from(c).where(and(eq(c.state, "asked"), inArray(c.obligationKey, [...keys]))).orderBy(asc(c.fromAt), asc(c.obligationKey));
}

export function insertOccurrenceChange(store: Store, w: Writer, row: OccurrenceChangeRow): Expecting {
  return exactly(1, w.insert(store.t.occurrenceChange).values(row).returning({ number: store.t.occurrenceChange.number }));
}

/** Answers a question that still waits; one that somebody answered meanwhile makes the unit stale. */
export function answerOccurrenceChange(store: Store, w: Writer, row: Pick<OccurrenceChangeRow, "obligationKey" | "scheduledOn" | "number">, set: Pick<OccurrenceChangeRow, "state" | "answeredBy" | "answeredAt" | "answer">): Expecting {
  const { occurrenceChange: c } = store.t;
  return exactly(
    1,
    w.update(c).set(set).where(and(eq(c.obligationKey, row.obligationKey), eq(c.scheduledOn, row.scheduledOn), eq(c.number, row.number), eq(c.state, "asked"))).returning({ number: c.number }),
  );
}

/** Makes the unit stale unless the obligation still has as many confirmed changes as it was judged with. */
export function expectConfirmed(store: Store, w: Writer, obligationKey: string, n: number): Expecting {
  const { occurrenceChange: c } = store.t;
  return exactly(n, w.update(c).set({ state: "confirmed" }).where(and(eq(c.state, "confirmed"), eq(c.obligationKey, obligationKey))).returning({ number: c.number }));
}

/** Makes the unit stale unless a verdict still counts where it did when it was loaded. */
export function expectVerdict(store: Store, w: Writer, row: Pick<VerdictRow, "obligationKey" | "item" | "cycle" | "carry" | "standing" | "period">): Expecting {
  const { verdict: v } = store.t;
  return exactly(
    1,
    w
      .update(v)
      .set({ standing: row.standing })
      .where(and(eq(v.obligationKey, row.obligationKey), eq(v.item, row.item), eq(v.cycle, row.cycle), eq(v.carry, row.carry), eq(v.standing, row.standing), eq(v.period, row.period)))
      .returning({ item: v.item }),
  );
}

export const PLANNED_SORTS = ["due"] as const;
/** `asked`: one side waits for the other's answer about it. */
export const PLANNED_VIEWS = ["past", "asked", "all"] as const;
export type PlannedView = (typeof PLANNED_VIEWS)[number] | "upcoming";

export interface PlannedFilter {
  /** Obligations that the reader sees and the filters leave. */
  readonly keys: readonly string[];
  readonly view: PlannedView;
  readonly standing: Standing | null;
  readonly now: number;
}

export interface PlannedRow extends Pick<OccurrenceRow, "obligationKey" | "scheduledOn" | "versionId" | "dueAt" | "windowFrom" | "windowTo" | "taskId" | "change"> {
  /** What it counts as; null until it was judged. */
  readonly standing: Standing | null;
  readonly decidedAt: number | null;
  readonly period: string | null;
}

function conditions(store: Store, filter: PlannedFilter) {
  const { occurrence: o, verdict: v, occurrenceChange: c } = store.t;
  const isAsked = sql`exists (select 1 from ${c} where ${c.obligationKey} = ${o.obligationKey} and ${c.scheduledOn} = ${o.scheduledOn} and ${c.state} = 'asked')`;
  return and(
    inArray(o.obligationKey, [...filter.keys]),
    filter.standing ? eq(v.standing, filter.standing) : undefined,
    filter.view === "upcoming" ? gte(o.windowTo, filter.now) : undefined,
    filter.view === "past" ? lt(o.windowTo, filter.now) : undefined,
    filter.view === "asked" ? isAsked : undefined,
  );
}

function judged(store: Store) {
  const { occurrence: o, verdict: v } = store.t;
  return and(eq(v.obligationKey, o.obligationKey), eq(v.item, sql`'o:' || ${o.scheduledOn}`), eq(v.cycle, 0), eq(v.carry, 0));
}

/** A page of planned deliveries by the instant they are due. */
export async function listPlanned(store: Store, filter: PlannedFilter, descending: boolean, page: { readonly limit: number; readonly offset: number }): Promise<PlannedRow[]> {
  if (filter.keys.length === 0) return [];
  const { occurrence: o, verdict: v } = store.t;
  return store.q
    .select({
      obligationKey: o.obligationKey, scheduledOn: o.scheduledOn, versionId: o.versionId, dueAt: o.dueAt, windowFrom: o.windowFrom, windowTo: o.windowTo, taskId: o.taskId, change: o.change,
      standing: v.standing, decidedAt: v.decidedAt, period: v.period,
    })
    .from(o)
    .leftJoin(v, judged(store))
    .where(conditions(store, filter))
    .orderBy(descending ? desc(o.dueAt) : asc(o.dueAt), asc(o.obligationKey), asc(o.scheduledOn))
    .limit(page.limit)
    .offset(page.offset);
}

export async function countPlanned(store: Store, filter: PlannedFilter): Promise<number> {
  if (filter.keys.length === 0) return 0;
  const { occurrence: o, verdict: v } = store.t;
  const rows = await store.q.select({ n: count().mapWith(Number) }).from(o).leftJoin(v, judged(store)).where(conditions(store, filter));
  return rows[0]?.n ?? 0;
}

export type OccurrenceInputRow = Store["t"]["occurrenceInput"]["$inferSelect"];

/** What was said about the client's inputs for the planned deliveries of an obligation, the oldest first. */
export async function loadOccurrenceInputs(store: Store, obligationKey: string): Promise<OccurrenceInputRow[]> {
  const { occurrenceInput: i } = store.t;
  return store.q.select().from(i).where(eq(i.obligationKey, obligationKey)).orderBy(asc(i.scheduledOn), asc(i.number));
}

export function insertOccurrenceInput(store: Store, w: Writer, row: OccurrenceInputRow): Expecting {
  return exactly(1, w.insert(store.t.occurrenceInput).values(row).returning({ number: store.t.occurrenceInput.number }));
}

/** Takes back that an input came; one that was taken back meanwhile makes the unit stale. */
export function takeBackInput(store: Store, w: Writer, row: Pick<OccurrenceInputRow, "obligationKey" | "scheduledOn" | "number">, set: Pick<OccurrenceInputRow, "takenBackBy" | "takenBackAt" | "reason">): Expecting {
  const { occurrenceInput: i } = store.t;
  return exactly(1, w.update(i).set(set).where(and(eq(i.obligationKey, row.obligationKey), eq(i.scheduledOn, row.scheduledOn), eq(i.number, row.number), isNull(i.takenBackAt))).returning({ number: i.number }));
}
