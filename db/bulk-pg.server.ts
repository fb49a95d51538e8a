import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { bulkColumns, columnsNamed } from "./bulk.ts";
import type { AnyTable, Bulk, BulkColumn } from "./bulk.ts";
import { exactly } from "./store.ts";
import type { Expecting, Statement, Writer } from "./store.ts";

/** Rows of one statement: few round trips, and no statement of many megabytes. */
const ROWS = 1_000;

/** The parts of PostgreSQL's builders that the common `Writer` type leaves out. */
interface PgWriter {
  insert(table: AnyTable): {
    select(query: SQL): { onConflictDoUpdate(config: { target: unknown[]; set: Record<string, SQL> }): Returning } & Returning;
  };
  update(table: AnyTable): { set(values: Record<string, SQL>): { from(source: SQL): { where(condition: SQL): Returning } } };
}
interface Returning {
  returning(fields: Record<string, SQL>): Statement;
}

/** Bulk statements on PostgreSQL: rows travel as one JSON parameter and are read as a row set. */
export const pgBulk: Bulk = {
  isAnyOf: (column, values) => sql`${column} in (select json_array_elements_text(${JSON.stringify(values)}::json))`,
  insert: (w, table, rows) => inParts(rows, (part) => inserting(w, table, part).returning(TOUCHED)),
  upsert: (w, table, key, rows) => {
    const replaced = bulkColumns(table).filter((column) => !(key as readonly string[]).includes(column.key));
    const set = Object.fromEntries(replaced.map((column) => [column.key, sql`excluded.${named(column)}`]));
    const target = (key as readonly string[]).map((name) => (table as unknown as Record<string, unknown>)[name]);
    return inParts(rows, (part) => inserting(w, table, part).onConflictDoUpdate({ target, set }).returning(TOUCHED));
  },
  update: (w, table, { where, set, rows }) => {
    const [compared, changed] = [columnsNamed(table, where), columnsNamed(table, set)];
    return inParts(rows, (part) => {
      const values = part.map(({ was, now }) => [...compared.map((column) => column.encode(was)), ...changed.map((column) => column.encode(now))]);
      const source = rowSet([...compared.map((column) => ({ ...column, name: `was_${column.name}` })), ...changed.map((column) => ({ ...column, name: `now_${column.name}` }))], values);
      const matches = compared.map((column) => sql`${(table as unknown as Record<string, unknown>)[column.key]} is not distinct from v.${sql.identifier(`was_${column.name}`)}`);
      return (w as unknown as PgWriter)
        .update(table)
        .set(Object.fromEntries(changed.map((column) => [column.key, sql`v.${sql.identifier(`now_${column.name}`)}`])))
        .from(source)
        .where(sql.join(matches, sql` and `))
        .returning(TOUCHED);
    });
  },
};

const TOUCHED = { touched: sql`1` };

const named = (column: BulkColumn): SQL => sql`${sql.identifier(column.name)}`;

function inserting(w: Writer, table: AnyTable, rows: readonly unknown[]) {
  const columns = bulkColumns(table);
  const values = (rows as readonly Record<string, unknown>[]).map((row) => columns.map((column) => column.encode(row)));
  return (w as unknown as PgWriter).insert(table).select(sql`select ${sql.join(columns.map((column) => sql`v.${named(column)}`), sql`, `)} from ${rowSet(columns, values)}`);
}

/** Rows as `v`, with the columns' own types; whole numbers travel as JSON numbers and stay exact below 2⁵³. */
function rowSet(columns: readonly BulkColumn[], rows: readonly (readonly unknown[])[]): SQL {
  const objects = rows.map((row) => Object.fromEntries(columns.map((column, index) => [column.name, row[index]])));
  const types = columns.map((column) => sql`${sql.identifier(column.name)} ${sql.raw(column.sqlType)}`);
  return sql`json_to_recordset(${JSON.stringify(objects)}::json) as v(${sql.join(types, sql`, `)})`;
}

function inParts<R>(rows: readonly R[], build: (part: readonly R[]) => Statement): Expecting[] {
  const all: Expecting[] = [];
  for (let at = 0; at < rows.length; at += ROWS) {
    const part = rows.slice(at, at + ROWS);
    all.push(exactly(part.length, build(part)));
  }
  return all;
}
