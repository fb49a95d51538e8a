import { getTableColumns } from "drizzle-orm";
import type { Column, SQL } from "drizzle-orm";
import type { Schema } from "./schema/build.ts";
import type { Expecting, Writer } from "./store.ts";

export type AnyTable = Schema[keyof Schema];
/** A table's row as it is inserted; columns that may be missing become null. */
export type RowOf<T extends AnyTable> = T["$inferInsert"];
type ColumnOf<T extends AnyTable> = keyof T["$inferInsert"] & string;

/**
 * Many rows of one table: what `Writer` says with one built statement a chunk, without building it again
 * for each. The embedded database runs one prepared statement a row, a server gets many rows a statement.
 * Each returned item expects to touch every row it was given.
 */
export interface Bulk {
  /** A column is one of many values: one bound parameter, however many they are. */
  isAnyOf(column: Column, values: readonly string[]): SQL;
  insert<T extends AnyTable>(w: Writer, table: T, rows: readonly RowOf<T>[]): Expecting[];
  /** Inserts, or replaces all columns but the key's where a row with that key is there. */
  upsert<T extends AnyTable>(w: Writer, table: T, key: readonly ColumnOf<T>[], rows: readonly RowOf<T>[]): Expecting[];
  /** Sets some columns of rows that have exactly these values in `where`, null included. `was` names the compared values where a compared column is also set. */
  update<T extends AnyTable>(w: Writer, table: T, change: RowChange<T>): Expecting[];
}

export interface RowChange<T extends AnyTable> {
  readonly where: readonly ColumnOf<T>[];
  readonly set: readonly ColumnOf<T>[];
  readonly rows: readonly { readonly was: Partial<RowOf<T>>; readonly now: Partial<RowOf<T>> }[];
}

/** A column as bulk statements need it: its name in the database, and its value as the driver takes it. */
export interface BulkColumn {
  readonly key: string;
  readonly name: string;
  readonly sqlType: string;
  readonly encode: (row: Readonly<Record<string, unknown>>) => unknown;
}

const named = new WeakMap<object, readonly BulkColumn[]>();

/** The columns of a table in the order of its schema. */
export function bulkColumns(table: AnyTable): readonly BulkColumn[] {
  const known = named.get(table);
  if (known) return known;
  const columns = Object.entries(getTableColumns(table) as Record<string, Column>).map(([key, column]) => {
    const isPlain = column.dataType === "string" || column.dataType === "number";
    return {
      key,
      name: snakeCase(key),
      sqlType: column.getSQLType(),
      encode: (row: Readonly<Record<string, unknown>>) => {
        const value = row[key];
        return value === undefined || value === null ? null : isPlain ? value : column.mapToDriverValue(value);
      },
    };
  });
  named.set(table, columns);
  return columns;
}

/** The columns of these keys, in their order. */
export function columnsNamed(table: AnyTable, keys: readonly string[]): BulkColumn[] {
  const all = bulkColumns(table);
  return keys.map((key) => all.find((column) => column.key === key)!);
}

/** As both connections spell column names (`casing: "snake_case"`). */
const snakeCase = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
