import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { RelationshipReport } from "#app/domain/survey/relationship-report.ts";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, UnauditedWriter, Writer } from "../store.ts";
import { chunks } from "./tasks.server.ts";

export type RelationshipAskedRow = Store["t"]["relationshipAsked"]["$inferSelect"];
export type RelationshipAnswerRow = Store["t"]["relationshipAnswer"]["$inferSelect"];

export interface RelationshipReportRow {
  readonly quarter: string;
  readonly providerId: string;
  readonly content: RelationshipReport;
  readonly publishedAt: number;
  readonly answerBy: string;
}

export function insertRelationshipAsked(store: Store, w: Writer, rows: readonly RelationshipAskedRow[]): Expecting[] {
  const { relationshipAsked: q } = store.t;
  return chunks(rows).map((part) => exactly(part.length, w.insert(q).values(part).returning({ id: q.providerId })));
}

/** About whom a person is asked in a round, in the order of the providers' ids. */
export async function loadRelationshipAsked(store: Store, roundId: string, personId?: string): Promise<RelationshipAskedRow[]> {
  const { relationshipAsked: q } = store.t;
  return store.q
    .select()
    .from(q)
    .where(and(eq(q.roundId, roundId), personId === undefined ? undefined : eq(q.personId, personId)))
    .orderBy(asc(q.providerId), asc(q.personId));
}

/** Notes about whom somebody said something; what it was stands elsewhere, without a name. */
export function markRelationshipAnswered(store: Store, w: UnauditedWriter, roundId: string, personId: string, providerIds: readonly string[]): Expecting {
  const { relationshipAsked: q } = store.t;
  return exactly(
    providerIds.length,
    w.update(q).set({ isAnswered: true }).where(and(eq(q.roundId, roundId), eq(q.personId, personId), inArray(q.providerId, [...providerIds]), eq(q.isAnswered, false))).returning({ id: q.providerId }) as Statement,
  );
}

export function insertRelationshipAnswers(store: Store, w: Writer | UnauditedWriter, rows: readonly RelationshipAnswerRow[]): Expecting[] {
  const { relationshipAnswer: a } = store.t;
  return chunks(rows).map((part) => exactly(part.length, (w as Writer).insert(a).values(part).returning({ id: a.id })));
}

/** The answers of a closing round. Nothing else reads them (test/architecture.test.ts): every other door ends at the reports made of them. */
export async function loadAnswersForReport(store: Store, quarter: string): Promise<RelationshipAnswerRow[]> {
  const { relationshipAnswer: a } = store.t;
  return store.q.select().from(a).where(eq(a.period, quarter)).orderBy(asc(a.id));
}

/**
 * Writes answers and participation of a round anew, each in the order of its key: a database that keeps rows in the order of their
 * writing, or knows which were written together, tells no more who gave which answer.
 */
export function rewriteRound(store: Store, w: Writer, roundId: string, quarter: string, answers: readonly RelationshipAnswerRow[], asked: readonly RelationshipAskedRow[]): (Statement | Expecting)[] {
  const { relationshipAnswer: a, relationshipAsked: q } = store.t;
  return [
    exactly(answers.length, w.delete(a).where(eq(a.period, quarter)).returning({ id: a.id })),
    ...insertRelationshipAnswers(store, w, answers),
    exactly(asked.length, w.delete(q).where(eq(q.roundId, roundId)).returning({ id: q.providerId })),
    ...insertRelationshipAsked(store, w, asked),
  ];
}

export function insertRelationshipReports(store: Store, w: Writer, rows: readonly RelationshipReportRow[]): Expecting[] {
  const { relationshipReport: r } = store.t;
  return chunks(rows).map((part) => exactly(part.length, w.insert(r).values(part).returning({ id: r.providerId })));
}

/** Reports of some quarters about some providers, the newest quarter first. */
export async function loadRelationshipReports(store: Store, filter: { readonly quarters?: readonly string[]; readonly providers?: readonly string[] | "all" }): Promise<RelationshipReportRow[]> {
  const { quarters, providers = "all" } = filter;
  if (quarters?.length === 0 || (providers !== "all" && providers.length === 0)) return [];
  const { relationshipReport: r } = store.t;
  return store.q
    .select()
    .from(r)
    .where(and(quarters ? inArray(r.quarter, [...quarters]) : undefined, providers === "all" ? undefined : inArray(r.providerId, [...providers])))
    .orderBy(desc(r.quarter), asc(r.providerId));
}
