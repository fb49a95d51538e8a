import { asc, getTableColumns, getTableName, inArray, or } from "drizzle-orm";
import { getTableConfig as pgConfig } from "drizzle-orm/pg-core";
import { getTableConfig as sqliteConfig } from "drizzle-orm/sqlite-core";
import { TABLE_FACTS, type DataClass } from "../schema/data-class.ts";
import type { TableName } from "../schema/build.ts";
import type { Store } from "../store.ts";

/** Rows of one table that name a person. */
export interface RowsOfPerson {
  readonly table: TableName;
  readonly dataClass: DataClass;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** There are more than were read. */
  readonly isCut: boolean;
}

/** What proves or opens something, or belongs to the machine: it says nothing of a person, and some of it is a secret. */
const SECRET = /(hash|sealed|salt|hmac|token|secret|recovery)$|^(hash|salt|hmac)$/i;

/**
 * Every row of the tables of some classes that names a person or one of their accounts, found by the keys of the schema: a table that is
 * added later is in it by itself. Sealed values, hashes and tokens are left out.
 */
export async function loadRowsOfPerson(store: Store, person: { readonly personId: string; readonly accountIds: readonly string[] }, classes: readonly DataClass[], most: number): Promise<RowsOfPerson[]> {
  const found: RowsOfPerson[] = [];
  for (const name of Object.keys(store.t).sort() as TableName[]) {
    const { dataClass } = TABLE_FACTS[name];
    if (!classes.includes(dataClass)) continue;
    const table = store.t[name];
    const columns = getTableColumns(table);
    const naming = namingColumns(store, name).map(({ column, of }) => inArray(columns[column as keyof typeof columns] as never, (of === "person" ? [person.personId] : [...person.accountIds, ""]) as never));
    if (naming.length === 0) continue;
    const shown = Object.fromEntries(Object.entries(columns).filter(([column]) => !SECRET.test(column)));
    const order = Object.values(shown).map((column) => asc(column as never));
    const rows = (await store.q.select(shown as never).from(table as never).where(or(...naming)).orderBy(...order.slice(0, 1)).limit(most + 1)) as Readonly<Record<string, unknown>>[];
    if (rows.length > 0) found.push({ table: name, dataClass, rows: rows.slice(0, most), isCut: rows.length > most });
  }
  return found;
}

/** Columns of a table that refer to a person or an account; of those two tables their own keys. */
function namingColumns(store: Store, name: TableName): { readonly column: string; readonly of: "person" | "account" }[] {
  if (name === "person") return [{ column: "id", of: "person" }];
  const table = store.t[name];
  const { foreignKeys } = store.dialect === "pg" ? pgConfig(table as never) : sqliteConfig(table as never);
  const nameOfColumn = new Map(Object.entries(getTableColumns(table)).map(([key, column]) => [(column as { name: string }).name, key]));
  return foreignKeys.flatMap((key) => {
    const { columns, foreignTable } = key.reference();
    const target = getTableName(foreignTable);
    const column = columns.length === 1 ? nameOfColumn.get(columns[0]!.name) : undefined;
    return column !== undefined && (target === "person" || target === "account") ? [{ column, of: target } as const] : [];
  });
}
