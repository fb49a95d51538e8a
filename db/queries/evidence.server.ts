import { and, asc, eq, gte, inArray, sql } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, Writer } from "../store.ts";

export type AttachmentRow = Store["t"]["attachment"]["$inferSelect"];
export type EvidenceFileRow = Store["t"]["evidenceFile"]["$inferSelect"];

/** Content that is there already stays as it is: the key is its hash. */
export function insertEvidence(store: Store, w: Writer, files: readonly EvidenceFileRow[], attachments: readonly AttachmentRow[]): (Statement | Expecting)[] {
  const { evidenceFile: f, attachment: a } = store.t;
  return [
    ...files.map((row) => w.insert(f).values(row).onConflictDoNothing({ target: f.key }).returning({ key: f.key })),
    ...attachments.map((row) => exactly(1, w.insert(a).values(row).returning({ id: a.id }))),
  ];
}

export async function findAttachment(store: Store, id: string): Promise<AttachmentRow | null> {
  const { attachment: a } = store.t;
  const rows = await store.q.select().from(a).where(eq(a.id, id));
  return rows[0] ?? null;
}

export async function loadEvidenceBytes(store: Store, key: string): Promise<Buffer | null> {
  const { evidenceFile: f } = store.t;
  const rows = await store.q.select({ bytes: f.bytes }).from(f).where(eq(f.key, key));
  return rows[0]?.bytes ?? null;
}

/** Files of a task and of objections, in the order in which they came; contents are left where they are. */
export async function loadAttachments(store: Store, subject: { readonly taskId: string } | { readonly disputeIds: readonly string[] }): Promise<AttachmentRow[]> {
  const { attachment: a } = store.t;
  if ("disputeIds" in subject && subject.disputeIds.length === 0) return [];
  const where = "taskId" in subject ? eq(a.taskId, subject.taskId) : inArray(a.disputeId, [...subject.disputeIds]);
  return store.q.select().from(a).where(where).orderBy(asc(a.addedAt), asc(a.name), asc(a.id));
}

/** Bytes that hang on a subject, and those that a person added since an instant. */
export async function sumEvidence(store: Store, subject: { readonly taskId?: string; readonly disputeId?: string }, personId: string, since: number): Promise<{ onSubject: number; byPersonToday: number }> {
  const { attachment: a } = store.t;
  const bytes = { n: sql`coalesce(sum(${a.size}), 0)`.mapWith(Number) };
  const own = subject.taskId !== undefined ? eq(a.taskId, subject.taskId) : subject.disputeId !== undefined ? eq(a.disputeId, subject.disputeId) : undefined;
  const [onSubject, byPerson] = await Promise.all([
    own ? store.q.select(bytes).from(a).where(own) : [],
    store.q.select(bytes).from(a).where(and(eq(a.addedBy, personId), gte(a.addedAt, since))),
  ]);
  return { onSubject: onSubject[0]?.n ?? 0, byPersonToday: byPerson[0]?.n ?? 0 };
}
