import { and, asc, count, desc, eq, inArray } from "drizzle-orm";
import { foldKey } from "#app/domain/names.ts";
import { exactly } from "../store.ts";
import type { Expecting, Statement, Store, Writer } from "../store.ts";
import { chunks } from "./tasks.server.ts";

export type ImportBatchRow = Store["t"]["importBatch"]["$inferSelect"];
export type NewImportBatch = Store["t"]["importBatch"]["$inferInsert"];
export type QuarantineRow = Store["t"]["quarantine"]["$inferSelect"];

export function insertImportBatch(store: Store, w: Writer, row: NewImportBatch): Expecting {
  return exactly(1, w.insert(store.t.importBatch).values(row).returning({ id: store.t.importBatch.id }));
}

export function updateImportBatch(store: Store, w: Writer, id: string, set: Partial<NewImportBatch>): Expecting {
  const { importBatch: b } = store.t;
  return exactly(1, w.update(b).set(set).where(eq(b.id, id)).returning({ id: b.id }));
}

/** A (line, column) that was listed already in this batch is kept once. */
export function insertQuarantine(store: Store, w: Writer, rows: readonly QuarantineRow[]): Statement[] {
  const { quarantine: u } = store.t;
  return chunks(rows).map((part) => w.insert(u).values(part).onConflictDoNothing().returning({ line: u.line }));
}

export interface ImportListQuery {
  /** Only this person's; null = everybody's. */
  readonly importedBy: string | null;
  readonly search: string;
  readonly state: ImportBatchRow["state"] | null;
  readonly sort: { readonly column: "when" | "file" | "source" | "rows" | "quarantined"; readonly descending: boolean };
  readonly limit: number;
  readonly offset: number;
}

/** A search looks through so many of the newest imports: names are compared without regard to capitals in any script. */
const SEARCHED = 5_000;

/** Imports by search and state, a page of them and how many there are. */
export async function listImports(store: Store, query: ImportListQuery): Promise<{ readonly rows: ImportBatchRow[]; readonly total: number }> {
  const { importBatch: b } = store.t;
  const where = and(query.importedBy === null ? undefined : eq(b.importedBy, query.importedBy), query.state === null ? undefined : eq(b.state, query.state));
  const column = { when: b.startedAt, file: b.fileName, source: b.source, rows: b.rows, quarantined: b.quarantined }[query.sort.column];
  const order = [query.sort.descending ? desc(column) : asc(column), desc(b.startedAt), desc(b.id)];
  if (query.search === "") {
    const [rows, counted] = await Promise.all([store.q.select().from(b).where(where).orderBy(...order).limit(query.limit).offset(query.offset), store.q.select({ n: count() }).from(b).where(where)]);
    return { rows, total: Number(counted[0]?.n ?? 0) };
  }
  const newest = await store.q.select({ id: b.id, fileName: b.fileName, source: b.source }).from(b).where(where).orderBy(desc(b.startedAt), desc(b.id)).limit(SEARCHED);
  const wanted = foldKey(query.search);
  const found = newest.filter((row) => foldKey(`${row.fileName} ${row.source}`).includes(wanted)).map((row) => row.id);
  const rows = found.length === 0 ? [] : await store.q.select().from(b).where(inArray(b.id, found)).orderBy(...order).limit(query.limit).offset(query.offset);
  return { rows, total: found.length };
}

export async function recentImports(store: Store, limit: number): Promise<ImportBatchRow[]> {
  const { importBatch: b } = store.t;
  return store.q.select().from(b).orderBy(desc(b.startedAt), desc(b.id)).limit(limit);
}

export async function loadImport(store: Store, id: string): Promise<ImportBatchRow | null> {
  const { importBatch: b } = store.t;
  const rows = await store.q.select().from(b).where(eq(b.id, id));
  return rows[0] ?? null;
}

export async function loadImports(store: Store, ids: readonly string[]): Promise<ImportBatchRow[]> {
  const { importBatch: b } = store.t;
  return ids.length === 0 ? [] : store.q.select().from(b).where(inArray(b.id, [...ids]));
}

export async function loadQuarantine(store: Store, batchId: string, limit: number, offset: number): Promise<QuarantineRow[]> {
  const { quarantine: u } = store.t;
  return store.q.select().from(u).where(and(eq(u.batchId, batchId))).orderBy(asc(u.line), asc(u.column)).limit(limit).offset(offset);
}

/** Lines of a batch that are put aside. */
export async function quarantinedLines(store: Store, batchId: string): Promise<number[]> {
  const { quarantine: u } = store.t;
  return (await store.q.selectDistinct({ line: u.line }).from(u).where(eq(u.batchId, batchId)).orderBy(asc(u.line))).map((row) => row.line);
}
