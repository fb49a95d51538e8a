import { and, desc, eq, gt, inArray, isNull, lte, max, ne, notInArray, or } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";
import { chunks } from "./tasks.server.ts";

export type RetentionRuleRow = Store["t"]["retentionRule"]["$inferSelect"];

/** The rule that holds; null where none was ever set. */
export async function loadRetentionRule(store: Store): Promise<RetentionRuleRow | null> {
  const { retentionRule: r } = store.t;
  return (await store.q.select().from(r).orderBy(desc(r.number)).limit(1))[0] ?? null;
}

export function insertRetentionRule(store: Store, w: Writer, row: RetentionRuleRow): Expecting {
  const { retentionRule: r } = store.t;
  return exactly(1, w.insert(r).values(row).returning({ number: r.number }));
}

export interface Leaver {
  readonly personId: string;
  readonly surname: string;
  readonly givenName: string;
  /** First day after the last place of work, local date. */
  readonly leftOn: string;
}

/** People whose every place of work ended by a day and who are still known by name, the longest gone first. */
export async function loadLeavers(store: Store, day: string, limit: number): Promise<Leaver[]> {
  const { person: p, membership: m, forgottenPerson: f } = store.t;
  const stillHere = store.q.select({ id: m.personId }).from(m).where(or(isNull(m.to), gt(m.to, day)));
  const forgotten = store.q.select({ id: f.personId }).from(f);
  const left = max(m.to);
  const rows = await store.q
    .select({ personId: p.id, surname: p.surname, givenName: p.givenName, leftOn: left })
    .from(m)
    .innerJoin(p, eq(p.id, m.personId))
    .where(and(lte(m.to, day), notInArray(p.id, stillHere), notInArray(p.id, forgotten)))
    .groupBy(p.id, p.surname, p.givenName)
    .orderBy(left, p.id)
    .limit(limit);
  return rows.map((row) => ({ ...row, leftOn: row.leftOn! }));
}

/** Accounts of a person, disabled ones too. */
export async function loadAccountIds(store: Store, personId: string): Promise<string[]> {
  const { account: c } = store.t;
  return (await store.q.select({ id: c.id }).from(c).where(eq(c.personId, personId))).map((row) => row.id);
}

/** What somebody wrote and what the log says of them: the rows that lose their words. */
export async function loadWordsOf(store: Store, personId: string) {
  const { answer: a, invitation: i, voice: v, voiceMessage: m, audit: l, advice: d, styleAnswer: y } = store.t;
  const [answers, voices, messages, entries, advice, styles] = await Promise.all([
    store.q.select({ invitationId: a.invitationId, number: a.number }).from(a).innerJoin(i, eq(i.id, a.invitationId)).where(and(eq(i.personId, personId), ne(a.comment, ""))),
    store.q.select({ id: v.id }).from(v).innerJoin(m, and(eq(m.voiceId, v.id), eq(m.number, 1))).where(eq(m.personId, personId)),
    store.q.select({ voiceId: m.voiceId, number: m.number }).from(m).where(and(eq(m.personId, personId), ne(m.text, ""))),
    store.q.select({ seq: l.seq }).from(l).where(and(eq(l.entity, "person"), eq(l.entityId, personId), ne(l.details, ""))),
    store.q.select({ id: d.id, personId: d.personId, askedBy: d.askedBy, thankedBy: d.thankedBy }).from(d).where(or(eq(d.personId, personId), eq(d.askedBy, personId), eq(d.thankedBy, personId))),
    store.q.select({ personId: y.personId }).from(y).where(eq(y.personId, personId)),
  ]);
  return { answers, voices, messages, entries, advice, hasStyle: styles.length > 0 };
}
export type WordsOf = Awaited<ReturnType<typeof loadWordsOf>>;

export interface ForgottenName {
  readonly personId: string;
  readonly name: string;
  readonly leftOn: string;
  readonly at: number;
}

/** Overwrites a person's name and what they wrote. Rows stay, so that counts, sums and the chain of the log stay as they are. */
export function forget(store: Store, w: Writer, { personId, name, leftOn, at }: ForgottenName, accountIds: readonly string[], words: WordsOf): Expecting[] {
  const { person: p, account: c, forgottenPerson: f, answer: a, voice: v, voiceMessage: m, audit: l, advice: d, styleAnswer: s } = store.t;
  return [
    exactly(1, w.insert(f).values({ personId, leftOn, at }).returning({ personId: f.personId })),
    exactly(1, w.update(p).set({ surname: name, givenName: "", patronymic: null, personnelNumber: name, email: null, style: null, sortKey: name.toLowerCase() }).where(eq(p.id, personId)).returning({ id: p.id })),
    ...accountIds.map((id) => exactly(1, w.update(c).set({ email: `${id}@forgotten.invalid`, passwordHash: null, disabledAt: at }).where(eq(c.id, id)).returning({ id: c.id }))),
    ...words.answers.map(({ invitationId, number }) => exactly(1, w.update(a).set({ comment: "" }).where(and(eq(a.invitationId, invitationId), eq(a.number, number))).returning({ number: a.number }))),
    ...words.voices.map(({ id }) => exactly(1, w.update(v).set({ subject: name, searchKey: name.toLowerCase() }).where(eq(v.id, id)).returning({ id: v.id }))),
    ...words.messages.map(({ voiceId, number }) => exactly(1, w.update(m).set({ text: "" }).where(and(eq(m.voiceId, voiceId), eq(m.number, number))).returning({ number: m.number }))),
    ...words.advice.map((row) => exactly(1, w.update(d).set({ ...(row.personId === personId && { answer: "" }), ...(row.askedBy === personId && { question: "" }), ...(row.thankedBy === personId && { thanks: "" }) }).where(eq(d.id, row.id)).returning({ id: d.id }))),
    // Single answers about oneself are nobody's once their person is forgotten.
    ...(words.hasStyle ? [exactly(1, w.delete(s).where(eq(s.personId, personId)).returning({ personId: s.personId }))] : []),
    ...chunks(words.entries).map((part) => exactly(part.length, w.update(l).set({ details: "", salt: "" }).where(inArray(l.seq, part.map((row) => row.seq))).returning({ seq: l.seq }))),
  ];
}
