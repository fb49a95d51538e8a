import { and, asc, desc, eq, inArray, isNull, or } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";
import type { OccurrenceChangeRow } from "./occurrences.server.ts";
import type { WorkScope } from "./work-list.server.ts";

export type MeetingRow = Store["t"]["meeting"]["$inferSelect"];
export type MeetingPointRow = Store["t"]["meetingPoint"]["$inferSelect"];
export type MeetingDecisionRow = Store["t"]["meetingDecision"]["$inferSelect"];

interface MeetingPair {
  readonly oneId: string;
  readonly otherId: string;
}

/** Meetings of a pair, the newest first. */
export async function loadMeetings(store: Store, { oneId, otherId }: MeetingPair): Promise<MeetingRow[]> {
  const { meeting: m } = store.t;
  return store.q.select().from(m).where(and(eq(m.oneId, oneId), eq(m.otherId, otherId))).orderBy(desc(m.heldOn), desc(m.number));
}

/** When pairs met last, of all or of some departments. */
export async function loadLastMeetings(store: Store, scope: WorkScope): Promise<{ oneId: string; otherId: string; heldOn: string }[]> {
  if (scope !== "all" && scope.length === 0) return [];
  const { meeting: m } = store.t;
  return store.q
    .select({ oneId: m.oneId, otherId: m.otherId, heldOn: m.heldOn })
    .from(m)
    .where(scope === "all" ? undefined : or(inArray(m.oneId, [...scope]), inArray(m.otherId, [...scope])))
    .orderBy(asc(m.heldOn), asc(m.id));
}

export async function findMeeting(store: Store, { oneId, otherId }: MeetingPair, number: number): Promise<MeetingRow | null> {
  const { meeting: m } = store.t;
  return (await store.q.select().from(m).where(and(eq(m.oneId, oneId), eq(m.otherId, otherId), eq(m.number, number))))[0] ?? null;
}

export function insertMeeting(store: Store, w: Writer, row: MeetingRow): Expecting {
  return exactly(1, w.insert(store.t.meeting).values(row).returning({ id: store.t.meeting.id }));
}

/** Changes a meeting that is as it was seen. */
export function updateMeeting(store: Store, w: Writer, row: Pick<MeetingRow, "id" | "rowVersion">, set: Partial<MeetingRow>): Expecting {
  const { meeting: m } = store.t;
  return exactly(1, w.update(m).set({ ...set, rowVersion: row.rowVersion + 1 }).where(and(eq(m.id, row.id), eq(m.rowVersion, row.rowVersion))).returning({ id: m.id }));
}

/** The agenda of a meeting in its order. */
export async function loadPoints(store: Store, meetingId: string): Promise<MeetingPointRow[]> {
  const { meetingPoint: p } = store.t;
  return store.q.select().from(p).where(eq(p.meetingId, meetingId)).orderBy(asc(p.number));
}

export function insertPoints(store: Store, w: Writer, rows: readonly MeetingPointRow[]): Expecting[] {
  const { meetingPoint: p } = store.t;
  return rows.length === 0 ? [] : [exactly(rows.length, w.insert(p).values([...rows]).returning({ number: p.number }))];
}

export function updatePointNote(store: Store, w: Writer, meetingId: string, number: number, note: string): Expecting {
  const { meetingPoint: p } = store.t;
  return exactly(1, w.update(p).set({ note }).where(and(eq(p.meetingId, meetingId), eq(p.number, number))).returning({ number: p.number }));
}

/** Decisions of meetings in their order, those taken back left out. */
export async function loadDecisions(store: Store, meetingIds: readonly string[]): Promise<MeetingDecisionRow[]> {
  if (meetingIds.length === 0) return [];
  const { meetingDecision: d } = store.t;
  return store.q.select().from(d).where(and(inArray(d.meetingId, [...meetingIds]), isNull(d.takenBackAt))).orderBy(asc(d.meetingId), asc(d.number));
}

/** How many decisions a meeting ever had: the next one's number. */
export async function highestDecision(store: Store, meetingId: string): Promise<number> {
  const { meetingDecision: d } = store.t;
  return (await store.q.select({ number: d.number }).from(d).where(eq(d.meetingId, meetingId)).orderBy(desc(d.number)).limit(1))[0]?.number ?? 0;
}

export function insertDecision(store: Store, w: Writer, row: MeetingDecisionRow): Expecting {
  return exactly(1, w.insert(store.t.meetingDecision).values(row).returning({ number: store.t.meetingDecision.number }));
}

/** Changes a decision that stands. */
export function updateDecision(store: Store, w: Writer, meetingId: string, number: number, set: Partial<MeetingDecisionRow>): Expecting {
  const { meetingDecision: d } = store.t;
  return exactly(1, w.update(d).set(set).where(and(eq(d.meetingId, meetingId), eq(d.number, number), isNull(d.takenBackAt))).returning({ number: d.number }));
}

/** Moves and waivers of the planned deliveries of some promises that were asked since an instant, the newest first. */
export async function loadChangesSince(store: Store, keys: readonly string[], since: number): Promise<OccurrenceChangeRow[]> {
  if (keys.length === 0) return [];
  const { occurrenceChange: c } = store.t;
  const rows = await store.q.select().from(c).where(inArray(c.obligationKey, [...keys])).orderBy(desc(c.askedAt), asc(c.obligationKey));
  return rows.filter((row) => row.askedAt >= since);
}
