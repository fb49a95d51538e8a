import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, Writer } from "../store.ts";
import { chunks } from "./tasks.server.ts";

export type FairnessLookRow = Store["t"]["fairnessLook"]["$inferSelect"];

export interface RatingOfPeriod {
  readonly id: string;
  readonly raterId: string;
  readonly clientId: string;
  readonly providerId: string;
  readonly csat: number;
  readonly answeredAt: number;
  readonly period: string;
}

/** Current answers by name of these months, voided ones left out. Statistics-only answers are in no list of single answers. */
export async function loadRatingsOfMonths(store: Store, months: readonly string[]): Promise<RatingOfPeriod[]> {
  const { answer: a, invitation: i } = store.t;
  return store.q
    .select({ id: i.id, raterId: i.personId, clientId: i.clientId, providerId: i.providerId, csat: a.csat, answeredAt: a.answeredAt, period: i.period })
    .from(i)
    .innerJoin(a, and(eq(a.invitationId, i.id), eq(a.isCurrent, true), eq(a.statisticsOnly, false), isNull(a.voidedAt)))
    .where(inArray(i.period, [...months]))
    .orderBy(asc(a.answeredAt), asc(i.id));
}

/** From where each answer came, as the audit log has it; the last press of an invitation holds. */
export async function loadAnswerAddresses(store: Store, invitationIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { audit: a } = store.t;
  const addresses = new Map<string, string>();
  for (const part of chunks(invitationIds)) {
    const rows = await store.q
      .select({ id: a.entityId, address: a.address })
      .from(a)
      .where(and(eq(a.entity, "invitation"), inArray(a.entityId, part), eq(a.action, "answer.record")))
      .orderBy(asc(a.seq));
    for (const row of rows) if (row.address !== null) addresses.set(row.id, row.address);
  }
  return addresses;
}

export interface RatingInEvidence extends RatingOfPeriod {
  readonly agreementId: string | null;
  readonly taskId: string | null;
  readonly title: string | null;
  readonly comment: string;
  readonly voidedAt: number | null;
  readonly voidedBecause: string | null;
}

/** The current answers by name of these invitations, oldest first. */
export async function loadRatingEvidence(store: Store, invitationIds: readonly string[]): Promise<RatingInEvidence[]> {
  const { answer: a, invitation: i, task: t } = store.t;
  const rows: RatingInEvidence[] = [];
  for (const part of chunks(invitationIds)) {
    rows.push(
      ...(await store.q
        .select({
          id: i.id, raterId: i.personId, clientId: i.clientId, providerId: i.providerId, csat: a.csat, answeredAt: a.answeredAt, period: i.period, agreementId: i.agreementId,
          taskId: i.taskId, title: t.title, comment: a.comment, voidedAt: a.voidedAt, voidedBecause: a.voidedBecause,
        })
        .from(i)
        .innerJoin(a, and(eq(a.invitationId, i.id), eq(a.isCurrent, true), eq(a.statisticsOnly, false)))
        .leftJoin(t, eq(t.id, i.taskId))
        .where(inArray(i.id, part))
        .orderBy(asc(a.answeredAt), asc(i.id))),
    );
  }
  return rows;
}

/** Makes the current answers of these invitations count no longer; fails where one of them has none, or a voided one. */
export function voidAnswers(store: Store, w: Writer, invitationIds: readonly string[], set: { readonly voidedAt: number; readonly voidedBecause: string; readonly voidedBy: string }): Expecting[] {
  const { answer: a } = store.t;
  return chunks(invitationIds).map((part) => exactly(part.length, w.update(a).set(set).where(and(inArray(a.invitationId, part), eq(a.isCurrent, true), isNull(a.voidedAt))).returning({ n: a.number })));
}

export async function loadFairnessLooks(store: Store, period: string): Promise<FairnessLookRow[]> {
  const { fairnessLook: f } = store.t;
  return store.q.select().from(f).where(eq(f.period, period)).orderBy(desc(f.at), desc(f.id));
}

export function insertFairnessLook(store: Store, w: Writer, row: FairnessLookRow): Statement {
  return w.insert(store.t.fairnessLook).values(row).returning({ id: store.t.fairnessLook.id });
}
