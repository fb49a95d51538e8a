/** What the address of a table page may say. Columns and values are closed lists: nothing else reaches a query. */
export interface TableSpec<Column extends string = string, Filter extends string = string> {
  readonly sortable: readonly Column[];
  readonly defaultSort: { readonly column: Column; readonly descending: boolean };
  /** Filter name → its allowed values, the first of which is not the default: absent means all. */
  readonly filters: Readonly<Record<Filter, readonly string[]>>;
  readonly pageSize: number;
}

export interface TableQuery<Column extends string = string, Filter extends string = string> {
  /** Trimmed, at most 100 characters. */
  readonly search: string;
  readonly sort: { readonly column: Column; readonly descending: boolean };
  readonly filters: Readonly<Partial<Record<Filter, string>>>;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  readonly offset: number;
}

export const SEARCH_PARAMETER = "q";
export const SORT_PARAMETER = "sort";
export const PAGE_PARAMETER = "page";
/** Asks for nothing in particular, on purpose: an address without any parameter opens the view that a person chose. */
export const ALL_PARAMETER = "all";
const MAX_PAGE = 1_000_000;

/** Reads the address; whatever is unknown in it counts as absent. `sort=-due` is descending. */
export function readTableQuery<Column extends string, Filter extends string>(
  params: URLSearchParams,
  spec: TableSpec<Column, Filter>
): TableQuery<Column, Filter> {
  const sortText = params.get(SORT_PARAMETER) ?? "";
  const column = spec.sortable.find((known) => known === sortText.replace(/^-/, ""));
  const filters: Partial<Record<Filter, string>> = {};
  for (const name of Object.keys(spec.filters) as Filter[]) {
    const value = spec.filters[name].find((known) => known === params.get(name));
    if (value !== undefined) filters[name] = value;
  }
  const pageText = params.get(PAGE_PARAMETER) ?? "";
  const page = /^[1-9]\d{0,6}$/.test(pageText) ? Math.min(Number(pageText), MAX_PAGE) : 1;
  return {
    search: (params.get(SEARCH_PARAMETER) ?? "").trim().slice(0, 100),
    sort: column ? { column, descending: sortText.startsWith("-") } : spec.defaultSort,
    filters,
    page,
    pageSize: spec.pageSize,
    offset: (page - 1) * spec.pageSize,
  };
}

/** The address with changes, `?all` where nothing is left of it: null removes a parameter. A change of anything but the page goes back to the first page. */
export function withParameters(
  params: URLSearchParams,
  changes: Readonly<Record<string, string | null>>
): string {
  const next = new URLSearchParams(params);
  next.delete(ALL_PARAMETER);
  if (!(PAGE_PARAMETER in changes)) next.delete(PAGE_PARAMETER);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  return text ? `?${text}` : `?${ALL_PARAMETER}`;
}

/** What a press on a column's heading asks for: the other direction of the sorted column, else ascending. */
export function nextSort(query: Pick<TableQuery, "sort">, column: string): string {
  const sorted = query.sort.column === column;
  return sorted && !query.sort.descending ? `-${column}` : column;
}
