import { and, asc, eq, gt, inArray, isNull, lt } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, UnauditedWriter, Writer } from "../store.ts";

export type PasswordLinkRow = Store["t"]["passwordLink"]["$inferSelect"];

export function insertPasswordLink(store: Store, w: Writer, row: PasswordLinkRow): Expecting {
  const { passwordLink: l } = store.t;
  return exactly(1, w.insert(l).values(row).returning({ id: l.id }));
}

export async function findPasswordLink(store: Store, id: string): Promise<PasswordLinkRow | null> {
  const { passwordLink: l } = store.t;
  return (await store.q.select().from(l).where(eq(l.id, id)))[0] ?? null;
}

/** Links of accounts that can still be used, oldest first. */
export async function loadOpenLinks(store: Store, accountIds: readonly string[], now: number): Promise<PasswordLinkRow[]> {
  if (accountIds.length === 0) return [];
  const { passwordLink: l } = store.t;
  return store.q.select().from(l).where(and(inArray(l.accountId, [...accountIds]), isNull(l.endedAt), gt(l.expiresAt, now))).orderBy(asc(l.createdAt));
}

/** Notes which token a mail carries. */
export function markLinkSent(store: Store, w: Writer, id: string, tokenHash: string): Statement {
  const { passwordLink: l } = store.t;
  return w.update(l).set({ tokenHash }).where(eq(l.id, id)).returning({ id: l.id });
}

/** Spends a link; touches nothing when it was spent meanwhile. */
export function spendLink(store: Store, w: Writer, id: string, now: number): Expecting {
  const { passwordLink: l } = store.t;
  return exactly(1, w.update(l).set({ endedAt: now }).where(and(eq(l.id, id), isNull(l.endedAt))).returning({ id: l.id }));
}

/** Ends every link of an account that is still open. */
export function endLinks(store: Store, w: Writer, accountId: string, now: number): Statement {
  const { passwordLink: l } = store.t;
  return w.update(l).set({ endedAt: now }).where(and(eq(l.accountId, accountId), isNull(l.endedAt))).returning({ id: l.id });
}

/** Puts down that a link was asked for. Asking again before it was looked at adds nothing. */
export async function insertPasswordRequest(store: Store, email: string, askedAt: number): Promise<void> {
  const { passwordRequest: r } = store.t;
  await store.writeUnaudited((w) => [w.insert(r).values({ email, askedAt }).onConflictDoNothing({ target: r.email }).returning({ email: r.email }) as Statement]);
}

export async function takePasswordRequests(store: Store, limit: number): Promise<{ email: string; askedAt: number }[]> {
  const { passwordRequest: r } = store.t;
  return store.q.select().from(r).orderBy(asc(r.askedAt)).limit(limit);
}

export function dropPasswordRequest(store: Store, w: UnauditedWriter | Writer, email: string): Statement {
  const { passwordRequest: r } = store.t;
  return (w as Writer).delete(r).where(eq(r.email, email)).returning({ email: r.email });
}

/** Forgets forms and answers of an identity provider that nobody can come back to. */
export function forgetKept(store: Store, w: UnauditedWriter, now: number, answersBefore: number): Statement[] {
  const { keptForm: f, usedAnswer: a } = store.t;
  return [w.delete(f).where(lt(f.expiresAt, now)).returning({ id: f.id }) as Statement, w.delete(a).where(lt(a.at, answersBefore)).returning({ hash: a.hash }) as Statement];
}
