import { and, asc, eq, gt, isNotNull, or, sql, type SQL } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { TableName } from "../schema/build.ts";
import type { Statement, Store, Writer } from "../store.ts";

/** Where sealed values stand: a column, and the columns by which its rows are known, in the order in which they are gone through. */
export interface SealedColumn {
  readonly table: TableName;
  readonly column: string;
  readonly key: readonly string[];
}

/** Values of a row's key columns, under their names. */
export type SealedKey = Readonly<Record<string, string | number>>;

export interface SealedRow {
  readonly key: SealedKey;
  readonly sealed: string;
}

type Columns = Readonly<Record<string, SQLiteColumn>>;

/** The columns by name; that they are there is what the test of the sealed columns says. */
const columnsOf = (store: Store, { table }: SealedColumn): Columns => store.t[table] as unknown as Columns;

/** What seals a value begins with its key's id and a dot. */
const isUnder = (column: SQLiteColumn, keyId: string): SQL => sql`substr(${column}, 1, ${keyId.length + 1}) = ${`${keyId}.`}`;

/** Rows behind `after` that are sealed under another key than this one, in the order of their key. */
export async function loadSealedUnderOthers(store: Store, at: SealedColumn, keyId: string, after: SealedKey | null, limit: number): Promise<SealedRow[]> {
  const columns = columnsOf(store, at);
  const value = columns[at.column]!;
  const fields = Object.fromEntries([...at.key.map((name) => [name, columns[name]!]), ["sealed", value]]) as Record<string, SQLiteColumn>;
  const rows = (await store.q
    .select(fields)
    .from(store.t[at.table] as unknown as SQLiteTable)
    .where(and(isNotNull(value), sql`not ${isUnder(value, keyId)}`, after === null ? undefined : behind(columns, at.key, after)))
    .orderBy(...at.key.map((name) => asc(columns[name]!)))
    .limit(limit)) as Record<string, string | number>[];
  return rows.map(({ sealed, ...key }) => ({ key, sealed: String(sealed) }));
}

/** Whether a row comes later than `after`: its first other key column is greater. */
function behind(columns: Columns, key: readonly string[], after: SealedKey): SQL | undefined {
  const parts = key.map((name, at) => and(...key.slice(0, at).map((same) => eq(columns[same]!, after[same])), gt(columns[name]!, after[name])));
  return or(...parts);
}

/** Puts another sealed value in the place of the one that was read; a row that somebody wrote meanwhile keeps theirs. */
export function updateSealed(store: Store, w: Writer, at: SealedColumn, { key, sealed }: SealedRow, next: string): Statement {
  const columns = columnsOf(store, at);
  return w
    .update(store.t[at.table] as never)
    .set({ [at.column]: next } as never)
    .where(and(...at.key.map((name) => eq(columns[name]!, key[name])), eq(columns[at.column]!, sealed)))
    .returning({ key: columns[at.key[0]!]! } as never) as unknown as Statement;
}

/** How many values of a column are sealed under a key. */
export async function countSealedUnder(store: Store, at: SealedColumn, keyId: string): Promise<number> {
  const value = columnsOf(store, at)[at.column]!;
  const [row] = await store.q.select({ n: sql<number>`count(*)`.mapWith(Number) }).from(store.t[at.table] as unknown as SQLiteTable).where(and(isNotNull(value), isUnder(value, keyId)));
  return row?.n ?? 0;
}

/** How many rows of the audit log are signed with a key. */
export async function countSignedWith(store: Store, keyId: string): Promise<number> {
  const { audit } = store.t;
  const [row] = await store.q.select({ n: sql<number>`count(*)`.mapWith(Number) }).from(audit).where(eq(audit.keyId, keyId));
  return row?.n ?? 0;
}

/** A link that a mail took along and that still opens something. */
export interface LinkInMail {
  readonly purpose: "rate" | "round" | "set-password";
  readonly id: string;
  readonly expiresAt: number;
  readonly tokenHash: string;
}

/** Links of mails that are neither used nor over. */
export async function loadLinksInMails(store: Store, now: number): Promise<LinkInMail[]> {
  const { invitation: i, roundPerson: p, surveyRound: r, passwordLink: l } = store.t;
  const [rate, round, password] = await Promise.all([
    store.q.select({ id: i.id, expiresAt: i.expiresAt, tokenHash: i.tokenHash }).from(i).where(and(eq(i.state, "open"), isNotNull(i.tokenHash), gt(i.expiresAt, now))),
    store.q.select({ id: p.id, expiresAt: r.closesAt, tokenHash: p.tokenHash }).from(p).innerJoin(r, eq(r.id, p.roundId)).where(and(eq(p.state, "open"), isNotNull(p.tokenHash), gt(r.closesAt, now))),
    store.q.select({ id: l.id, expiresAt: l.expiresAt, tokenHash: l.tokenHash }).from(l).where(and(sql`${l.endedAt} is null`, isNotNull(l.tokenHash), gt(l.expiresAt, now))),
  ]);
  const of = (purpose: LinkInMail["purpose"], rows: readonly { id: string; expiresAt: number; tokenHash: string | null }[]): LinkInMail[] => rows.flatMap((row) => (row.tokenHash === null ? [] : [{ ...row, purpose, tokenHash: row.tokenHash }]));
  return [...of("rate", rate), ...of("round", round), ...of("set-password", password)];
}
