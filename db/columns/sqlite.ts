import { sql } from "drizzle-orm";
import {
  blob,
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";

/**
 * The column vocabulary on SQLite. `pg.ts` has the same words; nothing else in the project names a
 * dialect's column type. Instants, amounts, percents and counts are whole numbers; days, exact
 * decimals, enums and JSON are text that is parsed where it is read.
 */
export const kit = {
  table: sqliteTable,
  text: () => text(),
  word: <const T extends string>(values: readonly T[]) => text({ enum: values as [T, ...T[]] }),
  int: () => integer(),
  instant: () => integer(),
  bool: () => integer({ mode: "boolean" }),
  json: <T>() => text({ mode: "json" }).$type<T>(),
  bytes: () => blob({ mode: "buffer" }),
  primaryKey,
  uniqueIndex,
  index,
  check,
  sql,
};

export type Kit = typeof kit;
