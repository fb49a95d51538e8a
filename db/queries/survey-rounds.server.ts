import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, sql } from "drizzle-orm";
import type { RoundSurvey } from "#app/domain/survey/survey-round.ts";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, UnauditedWriter, Writer } from "../store.ts";
import type { InvitationRow } from "./ratings.server.ts";
import { chunks } from "./tasks.server.ts";

export type RoundRow = Store["t"]["surveyRound"]["$inferSelect"];
export type RoundPersonRow = Store["t"]["roundPerson"]["$inferSelect"];

export async function findRound(store: Store, survey: RoundSurvey, quarter: string): Promise<RoundRow | null> {
  const { surveyRound: r } = store.t;
  return (await store.q.select().from(r).where(and(eq(r.survey, survey), eq(r.quarter, quarter))))[0] ?? null;
}

export async function findRoundById(store: Store, id: string): Promise<RoundRow | null> {
  const { surveyRound: r } = store.t;
  return (await store.q.select().from(r).where(eq(r.id, id)))[0] ?? null;
}

/** Rounds whose time to answer is over and that nobody closed yet. */
export async function loadRoundsToClose(store: Store, now: number): Promise<RoundRow[]> {
  const { surveyRound: r } = store.t;
  return store.q.select().from(r).where(and(isNull(r.closedAt), lte(r.closesAt, now))).orderBy(asc(r.closesAt), asc(r.id));
}

/** Closed rounds of a survey, the newest first. */
export async function loadClosedRounds(store: Store, survey: RoundSurvey, limit: number): Promise<RoundRow[]> {
  const { surveyRound: r } = store.t;
  return store.q.select().from(r).where(and(eq(r.survey, survey), isNotNull(r.closedAt))).orderBy(desc(r.quarter)).limit(limit);
}

export function insertRound(store: Store, w: Writer, row: RoundRow): Expecting {
  const { surveyRound: r } = store.t;
  return exactly(1, w.insert(r).values(row).returning({ id: r.id }));
}

export function markRoundClosed(store: Store, w: Writer, id: string, now: number): Expecting {
  const { surveyRound: r } = store.t;
  return exactly(1, w.update(r).set({ closedAt: now }).where(and(eq(r.id, id), isNull(r.closedAt))).returning({ id: r.id }));
}

export function insertRoundPeople(store: Store, w: Writer, rows: readonly RoundPersonRow[]): Expecting[] {
  const { roundPerson: p } = store.t;
  return chunks(rows).map((part) => exactly(part.length, w.insert(p).values(part).returning({ id: p.id })));
}

export async function loadRoundPeople(store: Store, roundId: string): Promise<RoundPersonRow[]> {
  const { roundPerson: p } = store.t;
  return store.q.select().from(p).where(eq(p.roundId, roundId)).orderBy(asc(p.id));
}

export async function findRoundPerson(store: Store, id: string): Promise<RoundPersonRow | null> {
  const { roundPerson: p } = store.t;
  return (await store.q.select().from(p).where(eq(p.id, id)))[0] ?? null;
}

/** Rounds that a person may still answer, with the row that names them there. */
export async function loadOpenRounds(store: Store, personId: string, now: number): Promise<{ readonly round: RoundRow; readonly asked: RoundPersonRow }[]> {
  const { roundPerson: p, surveyRound: r } = store.t;
  return store.q
    .select({ round: r, asked: p })
    .from(p)
    .innerJoin(r, eq(r.id, p.roundId))
    .where(and(eq(p.personId, personId), gt(r.closesAt, now)))
    .orderBy(asc(r.closesAt), asc(r.id));
}

export interface RoundToRemind {
  readonly id: string;
  readonly personId: string;
  readonly locale: "en" | "ru";
  readonly sentAt: number;
  readonly remindedAt: number | null;
}

/** Those of the open rounds of a survey who have an address, got the mail before an instant and did not answer all. */
export async function loadUnansweredRounds(store: Store, survey: RoundSurvey, sentBefore: number, now: number): Promise<RoundToRemind[]> {
  const { roundPerson: a, surveyRound: r, person: p } = store.t;
  const rows = await store.q
    .select({ id: a.id, personId: a.personId, locale: p.locale, sentAt: a.sentAt, remindedAt: a.remindedAt })
    .from(a)
    .innerJoin(r, and(eq(r.id, a.roundId), eq(r.survey, survey), gt(r.closesAt, now)))
    .innerJoin(p, and(eq(p.id, a.personId), isNull(p.archivedAt), isNotNull(p.email)))
    .where(and(eq(a.state, "open"), lte(a.sentAt, sentBefore)))
    .orderBy(asc(a.id));
  return rows.map((row) => ({ ...row, sentAt: row.sentAt! }));
}

export function markRoundReminded(store: Store, w: Writer, id: string, now: number): Statement {
  const { roundPerson: p } = store.t;
  return w.update(p).set({ remindedAt: now }).where(and(eq(p.id, id), eq(p.state, "open"))).returning({ id: p.id });
}

/** Records with which link a mail went out, and when the first of its mails did. */
export function markRoundSent(store: Store, w: Writer, id: string, tokenHash: string, sentAt: number): Statement {
  const { roundPerson: p } = store.t;
  return w.update(p).set({ tokenHash, sentAt }).where(eq(p.id, id)).returning({ id: p.id });
}

/** Notes that somebody answered; stale where they did already, or where the round is closed. */
export function markRoundAnswered(store: Store, w: UnauditedWriter, id: string): Expecting {
  const { roundPerson: p, surveyRound: r } = store.t;
  const open = store.q.select({ id: r.id }).from(r).where(isNull(r.closedAt));
  return exactly(1, w.update(p).set({ state: "answered" }).where(and(eq(p.id, id), eq(p.state, "open"), inArray(p.roundId, open))).returning({ id: p.id }) as Statement);
}

/** Keeps what was typed into a client review and not sent; null clears it. */
export function saveRoundDraft(store: Store, w: UnauditedWriter, id: string, draft: RoundPersonRow["draft"]): Statement {
  const { roundPerson: p } = store.t;
  return w.update(p).set({ draft }).where(eq(p.id, id)).returning({ id: p.id }) as Statement;
}

/** Drafts end with their round. */
export function clearDrafts(store: Store, w: Writer, roundId: string): Statement {
  const { roundPerson: p } = store.t;
  return w.update(p).set({ draft: null }).where(and(eq(p.roundId, roundId), isNotNull(p.draft))).returning({ id: p.id });
}

/** The questions of a client review that were put to a person, in a fixed order. */
export async function loadReviewInvitations(store: Store, personId: string, period: string): Promise<InvitationRow[]> {
  const { invitation: i } = store.t;
  return store.q.select().from(i).where(and(eq(i.survey, "client_review"), eq(i.personId, personId), eq(i.period, period))).orderBy(asc(i.providerId), asc(i.id));
}

export interface ServedClient {
  readonly providerId: string;
  readonly clientId: string;
  readonly agreementId: string | null;
}

/** Whom which department delivered to between two instants, with the agreements under which it did. */
export async function loadServedClients(store: Store, from: number, to: number): Promise<ServedClient[]> {
  const { task: t } = store.t;
  return store.q
    .selectDistinct({ providerId: sql<string>`coalesce(${t.askedProviderId}, ${t.providerId})`, clientId: t.clientId, agreementId: t.agreementId })
    .from(t)
    .where(and(gte(t.deliveredAt, from), lt(t.deliveredAt, to)));
}

/** What the mail about a round says, looked up when it is sent. */
export async function loadRoundMail(store: Store, id: string) {
  const { roundPerson: a, surveyRound: r, person: p } = store.t;
  const rows = await store.q
    .select({ id: a.id, state: a.state, personId: a.personId, survey: r.survey, quarter: r.quarter, closesAt: r.closesAt, roundId: r.id, sentAt: a.sentAt, surveyMail: p.surveyMail, email: p.email, givenName: p.givenName, surname: p.surname, locale: p.locale, zone: p.zone })
    .from(a)
    .innerJoin(r, eq(r.id, a.roundId))
    .innerJoin(p, and(eq(p.id, a.personId), isNull(p.archivedAt)))
    .where(eq(a.id, id));
  return rows[0] ?? null;
}
