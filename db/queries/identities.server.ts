import { and, eq, inArray } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, Writer } from "../store.ts";

export type IdentityRow = Store["t"]["externalIdentity"]["$inferSelect"];

export async function findIdentity(store: Store, issuer: string, subject: string): Promise<IdentityRow | null> {
  const { externalIdentity: i } = store.t;
  return (await store.q.select().from(i).where(and(eq(i.issuer, issuer), eq(i.subject, subject))))[0] ?? null;
}

export async function loadIdentities(store: Store, accountId: string): Promise<IdentityRow[]> {
  const { externalIdentity: i } = store.t;
  return store.q.select().from(i).where(eq(i.accountId, accountId));
}

export function insertIdentity(store: Store, w: Writer, row: IdentityRow): Expecting {
  const { externalIdentity: i } = store.t;
  return exactly(1, w.insert(i).values(row).returning({ subject: i.subject }));
}

export function dropIdentities(store: Store, w: Writer, issuer: string, accountId: string): Statement {
  const { externalIdentity: i } = store.t;
  return w.delete(i).where(and(eq(i.issuer, issuer), eq(i.accountId, accountId))).returning({ subject: i.subject });
}

/** Takes away whom any provider means by these accounts. */
export function dropAllIdentities(store: Store, w: Writer, accountIds: readonly string[]): Statement[] {
  if (accountIds.length === 0) return [];
  const { externalIdentity: i } = store.t;
  return [w.delete(i).where(inArray(i.accountId, [...accountIds])).returning({ subject: i.subject })];
}

/** Takes an answer of the identity provider: throws `DuplicateError` when it was taken before. */
export async function takeAnswer(store: Store, hash: string, at: number): Promise<void> {
  const { usedAnswer: u } = store.t;
  await store.writeUnaudited((w) => [w.insert(u).values({ hash, at }).returning({ hash: u.hash }) as Statement]);
}
