import type { TableQuery } from "#app/domain/list/table-query.ts";
import { foldKey } from "#app/domain/names.ts";

/** How rows of a bounded list are searched, filtered and sorted; keys as in the table's spec. */
export interface RowRules<Row, Column extends string, Filter extends string> {
  /** What a search looks in: each of its words has to be there somewhere. */
  readonly text: (row: Row) => string;
  readonly sort: Readonly<Record<Column, (row: Row) => string | number | null>>;
  readonly filter: Readonly<Record<Filter, (row: Row, value: string) => boolean>>;
}

export interface PageOfRows<Row> {
  /** Rows of the asked page. */
  readonly rows: readonly Row[];
  /** All rows that match, sorted: what a CSV holds. */
  readonly all: readonly Row[];
  readonly total: number;
}

/**
 * One page of a list that is small by nature (agreements, products, departments): it is read whole and cut here. Lists that grow with
 * work or people are paged by the database. Rows without a value come last in either direction.
 */
export function pageOfRows<Row, Column extends string, Filter extends string>(
  rows: readonly Row[],
  query: TableQuery<Column, Filter>,
  rules: RowRules<Row, Column, Filter>
): PageOfRows<Row> {
  const words = foldKey(query.search).split(/\s+/);
  const filters = Object.entries(query.filters) as [Filter, string][];
  const holdsWords = (row: Row) => {
    const text = foldKey(rules.text(row));
    return words.every((word) => text.includes(word));
  };
  const matching = rows.filter((row) => (query.search === "" || holdsWords(row)) && filters.every(([name, value]) => rules.filter[name](row, value)));
  const keyOf = rules.sort[query.sort.column];
  const sign = query.sort.descending ? -1 : 1;
  const keyed = matching.map((row) => {
    const key = keyOf(row);
    return { row, key: typeof key === "string" ? foldKey(key) : key };
  });
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return a.key === b.key ? 0 : a.key === null ? 1 : -1;
    return a.key === b.key ? 0 : a.key < b.key ? -sign : sign;
  });
  const all = keyed.map(({ row }) => row);
  return { all, rows: all.slice(query.offset, query.offset + query.pageSize), total: all.length };
}
