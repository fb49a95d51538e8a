import { and, desc, eq, gt, lt, ne } from "drizzle-orm";
import type { Statement, Store, UnauditedWriter } from "../store.ts";

export interface SessionRow {
  /** SHA-256 of the cookie's id, hex. */
  readonly idHash: string;
  readonly accountId: string;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  readonly userAgent: string | null;
  readonly provenAt: number | null;
}

export async function insertSession(store: Store, row: SessionRow & { readonly expiresAt: number }): Promise<void> {
  const { session: s } = store.t;
  await store.writeUnaudited((w) => [w.insert(s).values(row).returning({ id: s.idHash }) as Statement]);
}

const columns = ({ session: s }: Store["t"]) => ({ idHash: s.idHash, accountId: s.accountId, createdAt: s.createdAt, lastSeenAt: s.lastSeenAt, userAgent: s.userAgent, provenAt: s.provenAt });

export async function findSession(store: Store, idHash: string): Promise<SessionRow | null> {
  const rows = await store.q.select(columns(store.t)).from(store.t.session).where(eq(store.t.session.idHash, idHash));
  return rows[0] ?? null;
}

/** Sessions of an account that have been used since an instant, the newest use first. */
export async function listSessions(store: Store, accountId: string, usedSince: number, startedSince: number): Promise<SessionRow[]> {
  const { session: s } = store.t;
  return store.q
    .select(columns(store.t))
    .from(s)
    .where(and(eq(s.accountId, accountId), gt(s.lastSeenAt, usedSince), gt(s.createdAt, startedSince)))
    .orderBy(desc(s.lastSeenAt), desc(s.createdAt));
}

export async function touchSession(store: Store, idHash: string, lastSeenAt: number): Promise<void> {
  const { session: s } = store.t;
  await store.writeUnaudited((w) => [w.update(s).set({ lastSeenAt }).where(eq(s.idHash, idHash)).returning({ id: s.idHash }) as Statement]);
}

/** Notes that its person has proved who they are. */
export async function proveSession(store: Store, idHash: string, provenAt: number): Promise<void> {
  const { session: s } = store.t;
  await store.writeUnaudited((w) => [w.update(s).set({ provenAt }).where(eq(s.idHash, idHash)).returning({ id: s.idHash }) as Statement]);
}

export async function deleteSession(store: Store, idHash: string): Promise<void> {
  const { session: s } = store.t;
  await store.writeUnaudited((w) => [w.delete(s).where(eq(s.idHash, idHash)).returning({ id: s.idHash }) as Statement]);
}

/** Ends sessions of an account: one of them, all but one, or all. */
export function endSessions(store: Store, w: UnauditedWriter, accountId: string, which: { readonly only: string } | { readonly except: string } | "all"): Statement {
  const { session: s } = store.t;
  const chosen = which === "all" ? undefined : "only" in which ? eq(s.idHash, which.only) : ne(s.idHash, which.except);
  return w.delete(s).where(and(eq(s.accountId, accountId), chosen)).returning({ id: s.idHash }) as Statement;
}

/** Forgets sessions that ended by themselves before an instant. */
export function forgetSessions(store: Store, w: UnauditedWriter, expiredBefore: number): Statement {
  const { session: s } = store.t;
  return w.delete(s).where(lt(s.expiresAt, expiredBefore)).returning({ id: s.idHash }) as Statement;
}
