import { createHash } from "node:crypto";
import BetterSqlite3 from "better-sqlite3";

/** Rows that were written after the instant of an audit row: those of the drill's own writer, which each name their audit row. */
const LATER = "select entity_id from audit where entity = 'drill' and seq > ?";

/** A hash of every table of a database as it was at the instant of an audit row; only the drill's writer may have written since. */
export function logicalDump(file: string, seq: number): ReadonlyMap<string, string> {
  const db = new BetterSqlite3(file, { readonly: true });
  try {
    const tables = db.prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name").pluck().all() as string[];
    return new Map(
      tables.map((table) => {
        const columns = db.prepare("select name from pragma_table_info(?) order by cid").pluck().all(table) as string[];
        const where = table === "meta" ? `where key not in (${LATER})` : table === "audit" ? "where seq <= ?" : "where ? is not null";
        const hash = createHash("sha256");
        for (const row of db.prepare(`select * from ${table} ${where} order by ${columns.map((_, i) => i + 1).join(", ")}`).raw().iterate(seq)) hash.update(JSON.stringify(row));
        return [table, hash.digest("hex")];
      }),
    );
  } finally {
    db.close();
  }
}
