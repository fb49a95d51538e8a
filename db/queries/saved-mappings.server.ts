import { asc, desc, eq, inArray, isNull, max, sql } from "drizzle-orm";
import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";

export type MappingCardRow = Store["t"]["mappingCard"]["$inferSelect"];

export interface SavedMapping {
  readonly source: string;
  readonly name: string;
  readonly archivedAt: number | null;
  readonly version: number;
  readonly savedBy: string | null;
  readonly savedAt: number;
  readonly mapping: unknown;
}

/** The newest version of each source's mapping with its card, by name; archived ones too. */
export async function listSavedMappings(store: Store): Promise<SavedMapping[]> {
  const { sourceMapping: m, mappingCard: c } = store.t;
  const [rows, cards] = await Promise.all([store.q.select().from(m).orderBy(asc(m.source), desc(m.version)), store.q.select().from(c)]);
  const cardOf = new Map(cards.map((card) => [card.source, card]));
  return rows
    .filter((row, index) => index === 0 || rows[index - 1]!.source !== row.source)
    .map(({ source, version, savedBy, savedAt, mapping }) => ({ source, version, savedBy, savedAt, mapping, name: cardOf.get(source)?.name ?? source, archivedAt: cardOf.get(source)?.archivedAt ?? null }));
}

/** Those that are offered: archived ones are not. */
export const offeredMappings = async (store: Store): Promise<SavedMapping[]> => (await listSavedMappings(store)).filter((row) => row.archivedAt === null);

/** Puts a card in its place; there is one a source. */
export function saveCard(store: Store, w: Writer, row: MappingCardRow): Expecting {
  const { mappingCard: c } = store.t;
  return exactly(1, w.insert(c).values(row).onConflictDoUpdate({ target: c.source, set: { name: row.name, archivedAt: row.archivedAt } }).returning({ source: c.source }));
}

export interface MappingUse {
  readonly imports: number;
  readonly lastImportAt: number | null;
  /** Patterns of the watched folder that read by it. */
  readonly globs: readonly string[];
}

/** Where each source's mapping is used: how many imports, the last one, and the rules of the watched folder. */
export async function mappingUses(store: Store, sources: readonly string[]): Promise<ReadonlyMap<string, MappingUse>> {
  const { importBatch: b, watchRule: r } = store.t;
  if (sources.length === 0) return new Map();
  const [imports, rules] = await Promise.all([
    store.q.select({ source: b.source, n: sql<number>`count(*)`.mapWith(Number), last: max(b.startedAt) }).from(b).where(inArray(b.source, [...sources])).groupBy(b.source),
    store.q.select({ source: r.source, glob: r.glob }).from(r).where(isNull(r.disabledAt)).orderBy(asc(r.position)),
  ]);
  const countOf = new Map(imports.map((row) => [row.source, row]));
  return new Map(
    sources.map((source) => {
      const found = countOf.get(source);
      return [source, { imports: found?.n ?? 0, lastImportAt: found?.last == null ? null : Number(found.last), globs: rules.filter((rule) => rule.source === source).map((rule) => rule.glob) }];
    }),
  );
}

export async function findCard(store: Store, source: string): Promise<MappingCardRow | null> {
  const { mappingCard: c } = store.t;
  return (await store.q.select().from(c).where(eq(c.source, source)))[0] ?? null;
}
