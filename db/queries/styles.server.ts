import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, lte, or } from "drizzle-orm";
import type { CommunicationStyle, StyleAnswers } from "#app/domain/style/style.ts";
import { isUndelivered } from "../schema/work.ts";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";
import type { TaskRow } from "./tasks.server.ts";

export type StyleAnswerRow = Store["t"]["styleAnswer"]["$inferSelect"];

export async function findStyleAnswer(store: Store, personId: string): Promise<StyleAnswerRow | null> {
  const { styleAnswer: s } = store.t;
  return (await store.q.select().from(s).where(eq(s.personId, personId)))[0] ?? null;
}

export interface SavedStyle {
  readonly personId: string;
  readonly answers: StyleAnswers;
  readonly answered: CommunicationStyle;
  /** What holds: as answered, or as the person chose. */
  readonly style: CommunicationStyle;
  readonly at: number;
  /** The row that the person saw; 0 = there was none. */
  readonly seen: number;
}

export function saveStyle(store: Store, w: Writer, { personId, answers, answered, style, at, seen }: SavedStyle): Expecting[] {
  const { styleAnswer: s, person: p } = store.t;
  const own = seen === 0 ? w.insert(s).values({ personId, answers, answered, answeredAt: at, rowVersion: 1 }).onConflictDoNothing().returning({ id: s.personId }) : w.update(s).set({ answers, answered, answeredAt: at, rowVersion: seen + 1 }).where(and(eq(s.personId, personId), eq(s.rowVersion, seen))).returning({ id: s.personId });
  return [exactly(1, own), exactly(1, w.update(p).set({ style }).where(eq(p.id, personId)).returning({ id: p.id }))];
}

export function removeStyle(store: Store, w: Writer, personId: string): Expecting[] {
  const { styleAnswer: s, person: p } = store.t;
  return [exactly(1, w.delete(s).where(eq(s.personId, personId)).returning({ id: s.personId })), exactly(1, w.update(p).set({ style: null }).where(eq(p.id, personId)).returning({ id: p.id }))];
}

export interface StyledPerson {
  readonly personId: string;
  readonly style: CommunicationStyle;
  /** Departments of theirs on the day. */
  readonly departmentIds: readonly string[];
}

/** Everybody who said how they like to be told things, with their departments on a local day. */
export async function loadStyledPeople(store: Store, today: string): Promise<StyledPerson[]> {
  const { person: p, membership: m } = store.t;
  const rows = await store.q
    .select({ personId: p.id, style: p.style, departmentId: m.departmentId })
    .from(p)
    .innerJoin(m, and(eq(m.personId, p.id), lte(m.from, today), or(isNull(m.to), gt(m.to, today))))
    .where(and(isNotNull(p.style), isNull(p.archivedAt)))
    .orderBy(asc(p.id), asc(m.departmentId));
  const found = new Map<string, { personId: string; style: CommunicationStyle; departmentIds: string[] }>();
  for (const row of rows) {
    const known = found.get(row.personId);
    if (known) known.departmentIds.push(row.departmentId);
    else found.set(row.personId, { personId: row.personId, style: row.style!, departmentIds: [row.departmentId] });
  }
  return [...found.values()];
}

/** Agreements that name people as contacts, of some people. */
export async function loadContactsAmong(store: Store, personIds: readonly string[]): Promise<{ agreementId: string; personId: string }[]> {
  const { agreementContact: c } = store.t;
  return store.q.select({ agreementId: c.agreementId, personId: c.personId }).from(c).where(store.bulk.isAnyOf(c.personId, personIds)).orderBy(asc(c.agreementId), asc(c.position));
}

/** What some people asked for and still wait for: asked before an instant. Looked for by their departments, whose open requests are indexed. */
export async function loadOpenOf(store: Store, people: readonly StyledPerson[], askedBefore: number): Promise<TaskRow[]> {
  const { task: t } = store.t;
  if (people.length === 0) return [];
  const [clientIds, requesterIds] = [[...new Set(people.flatMap((one) => one.departmentIds))], people.map((one) => one.personId)];
  return store.q.select().from(t).where(and(isUndelivered(t.state), store.bulk.isAnyOf(t.clientId, clientIds), store.bulk.isAnyOf(t.requesterId, requesterIds), lte(t.requestedAt, askedBefore))).orderBy(asc(t.id));
}

/** Of what some people wait for: promises that broke since an instant. */
export async function loadBrokenOf(store: Store, people: readonly StyledPerson[], since: number, now: number): Promise<TaskRow[]> {
  const { task: t } = store.t;
  if (people.length === 0) return [];
  const [clientIds, requesterIds] = [[...new Set(people.flatMap((one) => one.departmentIds))], people.map((one) => one.personId)];
  return store.q.select().from(t).where(and(isUndelivered(t.state), store.bulk.isAnyOf(t.clientId, clientIds), store.bulk.isAnyOf(t.requesterId, requesterIds), eq(t.outcome, "breached"), gte(t.dueAt, since), lte(t.dueAt, now))).orderBy(asc(t.id));
}

/** A person's own requests for their departments, the newest first. */
export async function loadRequestsOf(store: Store, personId: string, clientIds: readonly string[], limit: number): Promise<TaskRow[]> {
  const { task: t } = store.t;
  if (clientIds.length === 0) return [];
  return store.q.select().from(t).where(and(inArray(t.clientId, [...clientIds]), eq(t.requesterId, personId))).orderBy(desc(t.requestedAt), desc(t.id)).limit(limit);
}

/** People named as contacts of some agreements, in their order. */
export async function loadContactsOf(store: Store, agreementIds: readonly string[]): Promise<string[]> {
  const { agreementContact: c } = store.t;
  if (agreementIds.length === 0) return [];
  return (await store.q.select({ personId: c.personId }).from(c).where(inArray(c.agreementId, [...agreementIds])).orderBy(asc(c.agreementId), asc(c.position))).map((row) => row.personId);
}
