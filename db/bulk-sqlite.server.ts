import type BetterSqlite3 from "better-sqlite3";
import { getTableName, sql } from "drizzle-orm";
import { bulkColumns, columnsNamed } from "./bulk.ts";
import type { AnyTable, Bulk, BulkColumn } from "./bulk.ts";
import { exactly } from "./store.ts";
import type { Expecting, Statement } from "./store.ts";

/** Bulk statements on SQLite: prepared once a connection, run once a row inside the unit's transaction. */
export function bulkOverSqlite(client: BetterSqlite3.Database): Bulk {
  const prepared = new Map<string, BetterSqlite3.Statement>();
  const prepare = (text: string): BetterSqlite3.Statement => {
    const known = prepared.get(text);
    if (known) return known;
    const made = client.prepare(text);
    prepared.set(text, made);
    return made;
  };

  const rowByRow = (text: string, count: number, valuesOf: (index: number) => unknown[]): Expecting[] =>
    count === 0
      ? []
      : [
          exactly(count, unrun(() => {
            const statement = prepare(text);
            let touched = 0;
            for (let index = 0; index < count; index += 1) touched += statement.run(valuesOf(index)).changes;
            return new Array<undefined>(touched);
          })),
        ];

  return {
    isAnyOf: (column, values) => sql`${column} in (select value from json_each(${JSON.stringify(values)}))`,
    insert: (_w, table, rows) => rowByRow(insertSql(table, bulkColumns(table)), rows.length, valuesAt(bulkColumns(table), rows as readonly Record<string, unknown>[])),
    upsert: (_w, table, key, rows) => {
      const columns = bulkColumns(table);
      const replaced = columns.filter((column) => !(key as readonly string[]).includes(column.key));
      const statement = `${insertSql(table, columns)} on conflict (${columnsNamed(table, key).map(quoted).join()}) do update set ${replaced.map((column) => `${quoted(column)} = excluded.${quoted(column)}`).join()}`;
      return rowByRow(statement, rows.length, valuesAt(columns, rows as readonly Record<string, unknown>[]));
    },
    update: (_w, table, { where, set, rows }) => {
      const [compared, changed] = [columnsNamed(table, where), columnsNamed(table, set)];
      // `is` compares null too, and still uses the index of the primary key.
      const statement = `update "${getTableName(table)}" set ${changed.map((column) => `${quoted(column)} = ?`).join()} where ${compared.map((column) => `${quoted(column)} is ?`).join(" and ")}`;
      return rowByRow(statement, rows.length, (index) => {
        const { was, now } = rows[index]!;
        return [...changed.map((column) => column.encode(now)), ...compared.map((column) => column.encode(was))];
      });
    },
  };
}

const quoted = (column: BulkColumn): string => `"${column.name}"`;

const insertSql = (table: AnyTable, columns: readonly BulkColumn[]): string =>
  `insert into "${getTableName(table)}" (${columns.map(quoted).join()}) values (${columns.map(() => "?").join()})`;

function valuesAt(columns: readonly BulkColumn[], rows: readonly Readonly<Record<string, unknown>>[]): (index: number) => unknown[] {
  return (index) => columns.map((column) => column.encode(rows[index]!));
}

/** A statement that the unit runs by `all()`, as it runs the builder's; awaiting one outside a unit is a mistake. */
function unrun(all: () => unknown[]): Statement {
  const refuse = (): never => {
    throw new Error("a bulk statement runs inside a unit of work only");
  };
  return { all, then: refuse } as unknown as Statement;
}
