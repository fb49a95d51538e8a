import { and, asc, desc, eq, gt, gte, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import type { TaskInTrouble } from "#app/domain/notice/who-can-act.ts";
import { newId } from "../new-id.server.ts";
import { isUndelivered } from "../schema/work.ts";
import type { Statement, Store, UnauditedWriter, Writer } from "../store.ts";

export interface NewNotice {
  /** One notice per key, however often it is given. */
  readonly dedupeKey: string;
  readonly personId: string;
  readonly kind: string;
  readonly refs: Readonly<Record<string, string>>;
}

/** Puts notices into inboxes inside the caller's transaction. A key that is there already adds nothing. */
export function insertNotices(store: Store, w: Writer | UnauditedWriter, notices: readonly NewNotice[], now: number): Statement[] {
  if (notices.length === 0) return [];
  const { notice: n } = store.t;
  return [
    (w as Writer)
      .insert(n)
      .values(notices.map((row) => ({ ...row, id: newId(), createdAt: now, readAt: null })))
      .onConflictDoNothing({ target: n.dedupeKey })
      .returning({ id: n.id }),
  ];
}

/** Keys of notices that were given already, of some. */
export async function loadGivenKeys(store: Store, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const { notice: n } = store.t;
  const rows = await store.q.select({ key: n.dedupeKey }).from(n).where(store.bulk.isAnyOf(n.dedupeKey, keys));
  return new Set(rows.map((row) => row.key));
}

/** Undelivered tasks at risk, and those whose promise broke since an instant. */
export async function loadTasksInTrouble(store: Store, now: number, since: number): Promise<TaskInTrouble[]> {
  const { task: t } = store.t;
  const rows = await store.q
    .select({ taskId: t.id, outcome: t.outcome, dueAt: t.dueAt, providerId: t.providerId, assigneeId: t.assigneeId })
    .from(t)
    .where(and(isUndelivered(t.state), gte(t.dueAt, since), or(eq(t.outcome, "at_risk"), and(eq(t.outcome, "breached"), lte(t.dueAt, now)))));
  return rows.map((row) => ({ ...row, outcome: row.outcome as TaskInTrouble["outcome"], dueAt: row.dueAt! }));
}

/** Unread notices of a person since an instant, the newest first. */
export async function loadUnread(store: Store, personId: string, since: number, limit: number): Promise<{ kind: string; refs: Readonly<Record<string, string>> }[]> {
  const { notice: n } = store.t;
  return store.q.select({ kind: n.kind, refs: n.refs }).from(n).where(and(eq(n.personId, personId), isNull(n.readAt), gte(n.createdAt, since))).orderBy(desc(n.createdAt), desc(n.id)).limit(limit);
}

/** People who chose one mail a day and have unread notices since an instant, with a department of theirs. */
export async function loadDigestReaders(store: Store, since: number, today: string): Promise<{ personId: string; locale: "en" | "ru"; departmentId: string | null }[]> {
  const { person: p, notice: n, membership: m } = store.t;
  const waiting = store.q.select({ id: n.personId }).from(n).where(and(isNull(n.readAt), gte(n.createdAt, since)));
  const rows = await store.q
    .select({ personId: p.id, locale: p.locale, departmentId: m.departmentId })
    .from(p)
    .leftJoin(m, and(eq(m.personId, p.id), lte(m.from, today), or(isNull(m.to), gt(m.to, today))))
    .where(and(eq(p.noticeMode, "daily"), isNotNull(p.email), isNull(p.archivedAt), sql`${p.id} in ${waiting}`))
    .orderBy(asc(p.id), asc(m.departmentId));
  return [...new Map(rows.map((row) => [row.personId, row])).values()];
}
