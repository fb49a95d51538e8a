import { and, asc, count, desc, eq, inArray, like, sql } from "drizzle-orm";
import type { VoiceTimes } from "#app/domain/voice/voice-figures.ts";
import { WAITING_VOICE_STATES } from "#app/domain/voice/voice-kind.ts";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";

export type VoiceRow = Store["t"]["voice"]["$inferSelect"];
export type VoiceMessageRow = Store["t"]["voiceMessage"]["$inferSelect"];

export interface VoiceFilter {
  /** Which side of it the departments are. */
  readonly side: "client" | "provider";
  readonly departmentIds: "all" | readonly string[];
  readonly kind: VoiceRow["kind"] | null;
  readonly states: readonly VoiceRow["state"][];
  /** Folded words of the subject. */
  readonly search: string;
}

export const VOICE_SORTS = ["said", "due"] as const;

export interface VoicePage {
  readonly sort: { readonly column: (typeof VOICE_SORTS)[number]; readonly descending: boolean };
  readonly limit: number;
  readonly offset: number;
}

function conditions(store: Store, { side, departmentIds, kind, states, search }: VoiceFilter) {
  const { voice: v } = store.t;
  return and(
    departmentIds === "all" ? undefined : inArray(side === "client" ? v.clientId : v.providerId, [...departmentIds]),
    kind === null ? undefined : eq(v.kind, kind),
    states.length > 0 ? inArray(v.state, [...states]) : undefined,
    search === "" ? undefined : like(v.searchKey, `%${search.replace(/[%_\\]/g, "")}%`),
  );
}

/** A page of what was said, in a stated order; what is due soonest first puts what owes no reply last. */
export async function listVoices(store: Store, filter: VoiceFilter, page: VoicePage): Promise<{ readonly rows: VoiceRow[]; readonly total: number }> {
  if (filter.departmentIds !== "all" && filter.departmentIds.length === 0) return { rows: [], total: 0 };
  const { voice: v } = store.t;
  const where = conditions(store, filter);
  const turned = page.sort.descending ? desc : asc;
  // The databases disagree about where nothing stands in an order.
  const order = page.sort.column === "said" ? [turned(v.createdAt)] : [asc(isNothing(store)), turned(v.replyDueAt)];
  const [rows, counted] = await Promise.all([
    store.q.select().from(v).where(where).orderBy(...order, asc(v.id)).limit(page.limit).offset(page.offset),
    store.q.select({ n: count().mapWith(Number) }).from(v).where(where),
  ]);
  return { rows, total: counted[0]?.n ?? 0 };
}

const isNothing = ({ t: { voice: v } }: Store) => sql`case when ${v.replyDueAt} is null then 1 else 0 end`;

export async function findVoice(store: Store, id: string): Promise<VoiceRow | null> {
  const { voice: v } = store.t;
  const rows = await store.q.select().from(v).where(eq(v.id, id));
  return rows[0] ?? null;
}

/** What the same press said before. */
export async function findVoiceByKey(store: Store, dedupeKey: string): Promise<VoiceRow | null> {
  const { voice: v } = store.t;
  const rows = await store.q.select().from(v).where(eq(v.dedupeKey, dedupeKey));
  return rows[0] ?? null;
}

export async function loadVoicesById(store: Store, ids: readonly string[]): Promise<VoiceRow[]> {
  if (ids.length === 0) return [];
  const { voice: v } = store.t;
  return store.q.select().from(v).where(inArray(v.id, [...new Set(ids)]));
}

/** What was said about a task, the newest first. */
export async function loadVoicesOfTask(store: Store, taskId: string): Promise<VoiceRow[]> {
  const { voice: v } = store.t;
  return store.q.select().from(v).where(eq(v.taskId, taskId)).orderBy(desc(v.createdAt), asc(v.id));
}

/** Everything that waits for a reply. */
export async function loadWaitingVoices(store: Store): Promise<VoiceRow[]> {
  const { voice: v } = store.t;
  return store.q.select().from(v).where(inArray(v.state, [...WAITING_VOICE_STATES])).orderBy(asc(v.id));
}

/** The first reply clocks of what was said to a department in some months. */
export async function loadVoiceTimes(store: Store, providerId: string, months: readonly string[]): Promise<VoiceTimes[]> {
  const { voice: v } = store.t;
  return store.q
    .select({ kind: v.kind, firstDueAt: v.firstDueAt, firstRepliedAt: v.firstRepliedAt, closedAt: v.closedAt })
    .from(v)
    .where(and(eq(v.providerId, providerId), inArray(v.period, [...months])));
}

/** The thread of one, the oldest first. */
export async function loadVoiceMessages(store: Store, voiceId: string): Promise<VoiceMessageRow[]> {
  const { voiceMessage: m } = store.t;
  return store.q.select().from(m).where(eq(m.voiceId, voiceId)).orderBy(asc(m.number));
}

export function insertVoice(store: Store, w: Writer, row: VoiceRow, first: VoiceMessageRow): Expecting[] {
  const { voice: v } = store.t;
  return [exactly(1, w.insert(v).values(row).returning({ id: v.id })), insertVoiceMessage(store, w, first)];
}

export function insertVoiceMessage(store: Store, w: Writer, row: VoiceMessageRow): Expecting {
  const { voiceMessage: m } = store.t;
  return exactly(1, w.insert(m).values(row).returning({ id: m.voiceId }));
}

export function updateVoice(store: Store, w: Writer, row: Pick<VoiceRow, "id" | "rowVersion">, set: Partial<VoiceRow>): Expecting {
  const { voice: v } = store.t;
  return exactly(1, w.update(v).set({ ...set, rowVersion: row.rowVersion + 1 }).where(and(eq(v.id, row.id), eq(v.rowVersion, row.rowVersion))).returning({ id: v.id }));
}
