import type BetterSqlite3 from "better-sqlite3";

/** Texts whose statements are kept; the portal's own are some hundreds, lists of ids of every length make more. */
const MOST_KEPT = 600;

/**
 * The connection as the query builder uses it, with each statement prepared once: a page asks twenty questions, and SQLite planned each of them
 * anew. What was not used for the longest time goes first.
 *
 * A statement that is still being stepped through is never handed out a second time. The builder switches statements to rows of plain values and
 * never back, so a kept one is switched back here.
 */
export function preparedOnce(client: BetterSqlite3.Database): BetterSqlite3.Database {
  const kept = new Map<string, BetterSqlite3.Statement>();
  const prepare = (text: string): BetterSqlite3.Statement => {
    const known = kept.get(text);
    if (known && (known as unknown as { busy: boolean }).busy) return client.prepare(text);
    if (known) {
      kept.delete(text);
      kept.set(text, known);
      return known.reader ? known.raw(false) : known;
    }
    const made = client.prepare(text);
    kept.set(text, made);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value as string);
    return made;
  };
  return { prepare, transaction: client.transaction.bind(client) } as unknown as BetterSqlite3.Database;
}
