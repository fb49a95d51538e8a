import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  customType,
  index,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Kit } from "./sqlite.ts";

const jsonText = <T>() =>
  customType<{ data: T; driverData: string }>({
    dataType: () => "text",
    toDriver: (value) => JSON.stringify(value),
    fromDriver: (value) => JSON.parse(value) as T,
  })();

const bytea = customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => "bytea",
  fromDriver: (value) => Buffer.from(value),
});

/**
 * The column vocabulary on PostgreSQL. JSON stays text, as on SQLite, so that a stored value hashes
 * equally on both.
 */
const pgKit = {
  table: pgTable,
  text: () => text(),
  word: (values: readonly string[]) => text({ enum: values as [string, ...string[]] }),
  int: () => bigint({ mode: "number" }),
  instant: () => bigint({ mode: "number" }),
  bool: () => boolean(),
  json: jsonText,
  bytes: () => bytea(),
  primaryKey,
  uniqueIndex,
  index,
  check,
  sql,
};

// The builders differ only in their driver types; parity is proven by test/db/parity.test.ts.
export const kit = pgKit as unknown as Kit;
