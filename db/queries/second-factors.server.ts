import { and, count, eq, inArray, isNotNull, isNull, lt, or } from "drizzle-orm";
import type { GrantedRole } from "#app/domain/access/actor.ts";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, Writer } from "../store.ts";

export type SecondFactorRow = Store["t"]["secondFactor"]["$inferSelect"];

export async function findFactor(store: Store, accountId: string): Promise<SecondFactorRow | null> {
  const { secondFactor: f } = store.t;
  return (await store.q.select().from(f).where(eq(f.accountId, accountId)))[0] ?? null;
}

/** Keeps a secret that was shown; one that guards already is left alone. */
export function startFactor(store: Store, w: Writer, row: { readonly accountId: string; readonly secretSealed: string; readonly startedAt: number }): Expecting {
  const { secondFactor: f } = store.t;
  return exactly(
    1,
    w.insert(f).values({ ...row, confirmedAt: null, lastStep: null })
      .onConflictDoUpdate({ target: f.accountId, set: { secretSealed: row.secretSealed, startedAt: row.startedAt, lastStep: null }, setWhere: isNull(f.confirmedAt) })
      .returning({ accountId: f.accountId }),
  );
}

/** Takes the code of a time step: touches nothing when that step or a later one was taken before. */
export function takeStep(store: Store, w: Writer, accountId: string, step: number, confirmedAt: number | null): Expecting {
  const { secondFactor: f } = store.t;
  return exactly(
    1,
    w.update(f).set({ lastStep: step, ...(confirmedAt === null ? {} : { confirmedAt }) }).where(and(eq(f.accountId, accountId), or(isNull(f.lastStep), lt(f.lastStep, step)))).returning({ accountId: f.accountId }),
  );
}

/** Takes factors and recovery codes of accounts away. */
export function dropFactors(store: Store, w: Writer, accountIds: readonly string[]): Statement[] {
  if (accountIds.length === 0) return [];
  const { secondFactor: f, recoveryCode: c } = store.t;
  return [w.delete(c).where(inArray(c.accountId, [...accountIds])).returning({ id: c.accountId }), w.delete(f).where(inArray(f.accountId, [...accountIds])).returning({ id: f.accountId })];
}

/** Puts new recovery codes in the place of the old ones. */
export function replaceCodes(store: Store, w: Writer, accountId: string, codeHashes: readonly string[]): Statement[] {
  const { recoveryCode: c } = store.t;
  return [w.delete(c).where(eq(c.accountId, accountId)).returning({ id: c.accountId }), w.insert(c).values(codeHashes.map((codeHash) => ({ accountId, codeHash, usedAt: null }))).returning({ id: c.accountId })];
}

/** Spends a recovery code; touches nothing when there is none such or it was used before. */
export function spendCode(store: Store, w: Writer, accountId: string, codeHash: string, now: number): Expecting {
  const { recoveryCode: c } = store.t;
  return exactly(1, w.update(c).set({ usedAt: now }).where(and(eq(c.accountId, accountId), eq(c.codeHash, codeHash), isNull(c.usedAt))).returning({ id: c.accountId }));
}

export async function countCodes(store: Store, accountId: string): Promise<number> {
  const { recoveryCode: c } = store.t;
  return (await store.q.select({ n: count().mapWith(Number) }).from(c).where(and(eq(c.accountId, accountId), isNull(c.usedAt))))[0]?.n ?? 0;
}

/** Accounts of these that sign in with a second factor. */
export async function accountsWithFactor(store: Store, accountIds: readonly string[]): Promise<Set<string>> {
  if (accountIds.length === 0) return new Set();
  const { secondFactor: f } = store.t;
  return new Set((await store.q.select({ id: f.accountId }).from(f).where(and(inArray(f.accountId, [...accountIds]), isNotNull(f.confirmedAt)))).map((row) => row.id));
}

export async function accountIdsOf(store: Store, personId: string): Promise<string[]> {
  const { account: a } = store.t;
  return (await store.q.select({ id: a.id }).from(a).where(eq(a.personId, personId))).map((row) => row.id);
}

const POLICY = "policy";

/** Roles that must sign in with a second factor; none until somebody says so. */
export async function loadFactorRoles(store: Store): Promise<readonly GrantedRole[]> {
  const { signInPolicy: p } = store.t;
  return (await store.q.select({ roles: p.factorRoles }).from(p).where(eq(p.id, POLICY)))[0]?.roles ?? [];
}

export function writeFactorRoles(store: Store, w: Writer, factorRoles: readonly GrantedRole[], changedBy: string, changedAt: number): Statement {
  const { signInPolicy: p } = store.t;
  return w.insert(p).values({ id: POLICY, factorRoles, changedBy, changedAt }).onConflictDoUpdate({ target: p.id, set: { factorRoles, changedBy, changedAt } }).returning({ id: p.id });
}
