import { and, asc, desc, eq, gt, gte, isNull, lte, or } from "drizzle-orm";
import { DEFAULT_SURVEY_POLICY } from "#app/domain/survey/survey-policy.ts";
import type { Survey, SurveyPolicy } from "#app/domain/survey/survey-policy.ts";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, Writer } from "../store.ts";

export type SurveyPolicyRow = Store["t"]["surveyPolicy"]["$inferSelect"];
export type RaterPauseRow = Store["t"]["raterPause"]["$inferSelect"];

/** How a survey asks now: the newest policy, else the product's own. */
export async function loadSurveyPolicy(store: Store, survey: Survey): Promise<SurveyPolicy> {
  const [newest] = await listSurveyPolicies(store, survey, 1);
  return { ...DEFAULT_SURVEY_POLICY, ...newest?.policy };
}

/** How a survey asked at an instant: what was asked then keeps its questions. */
export async function loadSurveyPolicyAt(store: Store, survey: Survey, at: number): Promise<SurveyPolicy> {
  const { surveyPolicy: s } = store.t;
  const [held] = await store.q.select({ policy: s.policy }).from(s).where(and(eq(s.survey, survey), lte(s.createdAt, at))).orderBy(desc(s.createdAt)).limit(1);
  return { ...DEFAULT_SURVEY_POLICY, ...held?.policy };
}

/** Policies of a survey, the newest first. */
export async function listSurveyPolicies(store: Store, survey: Survey, limit: number): Promise<SurveyPolicyRow[]> {
  const { surveyPolicy: s } = store.t;
  return store.q.select().from(s).where(eq(s.survey, survey)).orderBy(desc(s.createdAt)).limit(limit);
}

export function insertSurveyPolicy(store: Store, w: Writer, row: SurveyPolicyRow): Expecting {
  const { surveyPolicy: s } = store.t;
  return exactly(1, w.insert(s).values(row).returning({ id: s.id }));
}

/** Who is not asked on a local day. */
export async function loadPausedRaters(store: Store, day: string): Promise<ReadonlySet<string>> {
  const { raterPause: r } = store.t;
  const rows = await store.q.select({ personId: r.personId }).from(r).where(and(isNull(r.endedAt), lte(r.from, day), or(isNull(r.until), gte(r.until, day))));
  return new Set(rows.map((row) => row.personId));
}

/** Pauses that hold on a day or will, the earliest first. */
export async function listRaterPauses(store: Store, day: string): Promise<RaterPauseRow[]> {
  const { raterPause: r } = store.t;
  return store.q.select().from(r).where(and(isNull(r.endedAt), or(isNull(r.until), gte(r.until, day)))).orderBy(asc(r.from), asc(r.id));
}

export function insertRaterPause(store: Store, w: Writer, row: RaterPauseRow): Expecting {
  const { raterPause: r } = store.t;
  return exactly(1, w.insert(r).values(row).returning({ id: r.id }));
}

export function endRaterPause(store: Store, w: Writer, id: string, now: number): Expecting {
  const { raterPause: r } = store.t;
  return exactly(1, w.update(r).set({ endedAt: now }).where(and(eq(r.id, id), isNull(r.endedAt))).returning({ id: r.id }));
}

export interface UnansweredInvitation {
  readonly id: string;
  readonly personId: string;
  readonly providerId: string;
  readonly clientId: string;
  readonly email: string | null;
  readonly locale: "en" | "ru";
  readonly createdAt: number;
  readonly sentAt: number | null;
  readonly remindedAt: number | null;
}

/** Open invitations of a survey made before an instant, whose mail went out, with the receiver. */
export async function loadUnanswered(store: Store, survey: "transactional" | "client_review", madeBefore: number, now: number, limit: number): Promise<UnansweredInvitation[]> {
  const { invitation: i, person: p } = store.t;
  return store.q
    .select({ id: i.id, personId: i.personId, providerId: i.providerId, clientId: i.clientId, email: p.email, locale: p.locale, createdAt: i.createdAt, sentAt: i.sentAt, remindedAt: i.remindedAt })
    .from(i)
    .innerJoin(p, eq(p.id, i.personId))
    .where(and(eq(i.state, "open"), eq(i.survey, survey), lte(i.createdAt, madeBefore), gt(i.expiresAt, now), isNull(p.archivedAt)))
    .orderBy(asc(i.createdAt), asc(i.id))
    .limit(limit);
}

/** Notes a reminder; nothing where another run did so meanwhile. */
export function markReminded(store: Store, w: Writer, id: string, before: number | null, now: number): Statement {
  const { invitation: i } = store.t;
  return w.update(i).set({ remindedAt: now }).where(and(eq(i.id, id), eq(i.state, "open"), before === null ? isNull(i.remindedAt) : eq(i.remindedAt, before))).returning({ id: i.id });
}
