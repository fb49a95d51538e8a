import { and, asc, count, countDistinct, desc, eq, gte, inArray, isNull, lt, lte, ne, or, sql } from "drizzle-orm";
import type { SQLWrapper } from "drizzle-orm";
import type { Asked } from "#app/domain/survey/choose-rater.ts";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, Writer } from "../store.ts";
import { chunks } from "./tasks.server.ts";

export type InvitationRow = Store["t"]["invitation"]["$inferSelect"];
export type AnswerRow = Store["t"]["answer"]["$inferSelect"];
export type NewInvitation = Store["t"]["invitation"]["$inferInsert"];
/** What an answer is about comes from its invitation. */
export type NewAnswer = Omit<Store["t"]["answer"]["$inferInsert"], "period" | "providerId" | "clientId" | "productId" | "agreementId">;

export interface TaskToRate {
  readonly taskId: string;
  readonly requesterId: string | null;
  readonly providerId: string;
  readonly clientId: string;
  readonly agreementId: string | null;
}

/** Delivered tasks whose acceptance (said, or by silence) came in [from, to] and about which nobody was asked. */
export async function loadTasksToRate(store: Store, from: number, to: number, limit: number): Promise<TaskToRate[]> {
  const { task: t, invitation: i } = store.t;
  return store.q
    // The answer belongs to the promise under which the work ran: that of the department it was asked of.
    .select({ taskId: t.id, requesterId: t.requesterId, providerId: sql<string>`coalesce(${t.askedProviderId}, ${t.providerId})`, clientId: t.clientId, agreementId: t.agreementId })
    .from(t)
    .leftJoin(i, eq(i.taskId, t.id))
    .where(and(isNull(i.id), inArray(t.state, ["delivered", "accepted"]), or(and(gte(t.acceptUntil, from), lte(t.acceptUntil, to)), and(eq(t.state, "accepted"), gte(t.deliveredAt, from), lte(t.deliveredAt, to)))))
    .orderBy(asc(t.deliveredAt), asc(t.id))
    .limit(limit);
}

/** Questions put to people since an instant. Those of a quarterly round name it; a relationship survey's name no provider. */
export async function loadAsked(store: Store, since: number): Promise<Asked[]> {
  const { invitation: i, roundPerson: p, surveyRound: r } = store.t;
  const [invitations, rounds] = await Promise.all([
    store.q.select({ personId: i.personId, providerId: i.providerId, at: i.createdAt, survey: i.survey, period: i.period }).from(i).where(gte(i.createdAt, since)),
    store.q.select({ personId: p.personId, roundId: r.id, at: p.createdAt }).from(p).innerJoin(r, and(eq(r.id, p.roundId), eq(r.survey, "relationship"))).where(gte(p.createdAt, since)),
  ]);
  return [
    ...invitations.map(({ survey, period, ...row }) => (survey === "client_review" ? { ...row, roundId: `${survey}:${period}` } : row)),
    ...rounds.map((row) => ({ ...row, providerId: "" })),
  ];
}

export async function loadContacts(store: Store): Promise<{ agreementId: string; personId: string; position: number }[]> {
  const { agreementContact: c } = store.t;
  return store.q.select().from(c).orderBy(asc(c.agreementId), asc(c.position));
}

export function insertInvitations(store: Store, w: Writer, rows: readonly NewInvitation[]): Statement[] {
  const { invitation: i } = store.t;
  return chunks(rows).map((part) => w.insert(i).values(part).onConflictDoNothing().returning({ id: i.id }));
}

export async function findInvitation(store: Store, id: string): Promise<InvitationRow | null> {
  const { invitation: i } = store.t;
  const rows = await store.q.select().from(i).where(eq(i.id, id));
  return rows[0] ?? null;
}

export async function loadAnswers(store: Store, invitationId: string): Promise<AnswerRow[]> {
  const { answer: a } = store.t;
  return store.q.select().from(a).where(eq(a.invitationId, invitationId)).orderBy(asc(a.number));
}

export function insertAnswer(store: Store, w: Writer, row: NewAnswer): Expecting {
  return exactly(1, w.insert(store.t.answer).values(withSubject(store, row)).returning({ n: store.t.answer.number }));
}

/** The answer with what it is about, read from its invitation by the same statement. */
function withSubject(store: Store, row: NewAnswer) {
  const { invitation: i, task: t } = store.t;
  const ofInvitation = (column: SQLWrapper) => sql`(select ${column} from ${i} where ${i.id} = ${row.invitationId})`;
  return {
    ...row, period: ofInvitation(i.period), providerId: ofInvitation(i.providerId), clientId: ofInvitation(i.clientId), agreementId: ofInvitation(i.agreementId),
    productId: sql`(select ${t.productId} from ${i} inner join ${t} on ${t.id} = ${i.taskId} where ${i.id} = ${row.invitationId})`,
  };
}

export function supersedeAnswers(store: Store, w: Writer, invitationId: string, number: number): Statement {
  const { answer: a } = store.t;
  return w.update(a).set({ isCurrent: false }).where(and(eq(a.invitationId, invitationId), lt(a.number, number))).returning({ n: a.number });
}

export function setInvitationState(store: Store, w: Writer, id: string, from: readonly InvitationRow["state"][], state: InvitationRow["state"]): Expecting {
  const { invitation: i } = store.t;
  return exactly(1, w.update(i).set({ state }).where(and(eq(i.id, id), inArray(i.state, [...from]))).returning({ id: i.id }));
}

/** Records with which link a mail went out, and when the first of its mails did; the hash of the token is kept, never the token. */
export function markInvitationSent(store: Store, w: Writer, id: string, tokenHash: string, sentAt: number): Statement {
  const { invitation: i } = store.t;
  return w.update(i).set({ tokenHash, sentAt }).where(eq(i.id, id)).returning({ id: i.id });
}

export async function loadOpenInvitations(store: Store, personId: string, now: number): Promise<InvitationRow[]> {
  const { invitation: i } = store.t;
  return store.q
    .select()
    .from(i)
    .where(and(eq(i.personId, personId), eq(i.state, "open"), gte(i.expiresAt, now)))
    .orderBy(desc(i.createdAt), asc(i.id));
}

export async function loadExpiredInvitations(store: Store, now: number, limit: number): Promise<string[]> {
  const { invitation: i } = store.t;
  const rows = await store.q.select({ id: i.id }).from(i).where(and(eq(i.state, "open"), lt(i.expiresAt, now))).orderBy(asc(i.expiresAt)).limit(limit);
  return rows.map((row) => row.id);
}

export function expireInvitations(store: Store, w: Writer, ids: readonly string[]): Statement {
  const { invitation: i } = store.t;
  return w.update(i).set({ state: "expired" }).where(and(inArray(i.id, [...ids]), eq(i.state, "open"))).returning({ id: i.id });
}

/** People of a client who were asked about a provider in these months. */
export async function countAskedPeople(store: Store, providerId: string, clientId: string, months: readonly string[]): Promise<number> {
  const { invitation: i } = store.t;
  const rows = await store.q
    .select({ n: countDistinct(i.personId).mapWith(Number) })
    .from(i)
    // Who handed the question over cannot be the one who answered.
    .where(and(eq(i.providerId, providerId), eq(i.clientId, clientId), inArray(i.period, [...months]), ne(i.state, "revoked")));
  return rows[0]?.n ?? 0;
}

export interface AnswerCount {
  readonly providerId: string;
  readonly agreementId: string | null;
  readonly period: string;
  readonly csat: number;
  readonly n: number;
}

/** Current answers of these months by provider, agreement, month and score; voided ones left out. */
export async function countAnswers(store: Store, months: readonly string[], withStatisticsOnly: boolean): Promise<AnswerCount[]> {
  const { answer: a } = store.t;
  return store.q
    .select({ providerId: a.providerId, agreementId: a.agreementId, period: a.period, csat: a.csat, n: count().mapWith(Number) })
    .from(a)
    .where(and(inArray(a.period, [...months]), eq(a.isCurrent, true), isNull(a.voidedAt), ...(withStatisticsOnly ? [] : [eq(a.statisticsOnly, false)])))
    .groupBy(a.period, a.providerId, a.agreementId, a.csat);
}

/** Complete deliveries between two instants with whether a promise of theirs was missed, in order of delivery. */
export async function loadDelivered(
  store: Store,
  from: number,
  to: number,
): Promise<{ taskId: string; requesterId: string | null; providerId: string; clientId: string; agreementId: string | null; deliveredAt: number; isLate: boolean }[]> {
  const { task: t } = store.t;
  const rows = await store.q
    .select({ taskId: t.id, requesterId: t.requesterId, providerId: t.providerId, clientId: t.clientId, agreementId: t.agreementId, deliveredAt: t.deliveredAt, outcome: t.outcome })
    .from(t)
    .where(and(gte(t.deliveredAt, from), lt(t.deliveredAt, to)))
    .orderBy(asc(t.deliveredAt), asc(t.externalId));
  return rows.map(({ outcome, deliveredAt, ...row }) => ({ ...row, deliveredAt: deliveredAt!, isLate: outcome === "breached" }));
}

export function insertAnswers(store: Store, w: Writer, rows: readonly NewAnswer[]): Expecting[] {
  return chunks(rows).map((part) => exactly(part.length, w.insert(store.t.answer).values(part.map((row) => withSubject(store, row))).returning({ n: store.t.answer.number })));
}
