import BetterSqlite3 from "better-sqlite3";

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
}

/**
 * Puts one row into every table of a database of any version, each column with a value, references pointing at the row of the other table.
 * Returns how many tables those were. The text is a JSON value too, so that a step which reads JSON finds some.
 */
export function fillVersion(file: string): number {
  const db = new BetterSqlite3(file);
  try {
    // Tables refer to each other in circles; that each reference has its row is checked in the end.
    db.pragma("foreign_keys = OFF");
    const tables = tablesOf(db);
    for (const table of tables) {
      const columns = columnsOf(db, table);
      db.prepare(`insert into ${table} (${columns.map((one) => `"${one.name}"`).join(", ")}) values (${columns.map(() => "?").join(", ")})`).run(...columns.map((one) => (`${table}.${one.name}` in CHOSEN ? CHOSEN[`${table}.${one.name}`] : valueOf(one))));
    }
    const broken = db.pragma("foreign_key_check") as unknown[];
    if (broken.length > 0) throw new Error(`the rows do not fit together: ${JSON.stringify(broken.slice(0, 3))}`);
    return tables.length;
  } finally {
    db.close();
  }
}

/** What a check of the table wants otherwise. */
const CHOSEN: Readonly<Record<string, string | null>> = { "agreement.client_kind": "department", "agreement.client_group_id": null };

/** One value for all columns of a type: whatever refers to a row of text thus refers to the only one there is. */
const valueOf = ({ type }: Column): unknown => (type === "integer" ? 1 : type === "blob" ? Buffer.from("1") : "1");

/** Every table's rows as text, by the columns that it has; with `before`, by the tables and columns that were there then. */
export function keptContent(file: string, before?: ReadonlyMap<string, string>): Map<string, string> {
  const db = new BetterSqlite3(file, { readonly: true });
  try {
    const content = new Map<string, string>();
    for (const table of tablesOf(db)) {
      const then = before?.get(table);
      if (before && then === undefined) continue;
      const names = then === undefined ? columnsOf(db, table).map((one) => one.name) : Object.keys((JSON.parse(then) as Record<string, unknown>[])[0]!);
      const there = new Set(columnsOf(db, table).map((one) => one.name));
      // A column that is gone is a difference; a new one is none.
      const rows = db.prepare(`select ${names.filter((name) => there.has(name)).map((name) => `"${name}"`).join(", ")} from ${table} order by 1`).all();
      content.set(table, JSON.stringify(rows));
    }
    return content;
  } finally {
    db.close();
  }
}

/** The index of words is filled by triggers of its table. */
const tablesOf = (db: BetterSqlite3.Database) => db.prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name <> 'migration' and name <> 'task_place' and name not like 'task_search%' order by name").pluck().all() as string[];
const columnsOf = (db: BetterSqlite3.Database, table: string) => (db.pragma(`table_info(${table})`) as Column[]).map((one) => ({ ...one, type: one.type.toLowerCase() }));
