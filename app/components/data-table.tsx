import { Link, useSearchParams } from "@remix-run/react";
import { ArrowDown, ArrowUp, ChevronsUpDown, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { useT } from "#app/i18n/use-t.ts";
import { classNames } from "./class-names.ts";
import { EmptyState } from "./empty-state.tsx";
import { InfoTip } from "./info-tip.tsx";
import { Pager } from "./pager.tsx";
import { nextSort, SORT_PARAMETER, type TableQuery, withParameters } from "#app/domain/list/table-query.ts";
import { TableToolbar, type TableFilter } from "./table-toolbar.tsx";

export interface Column<Row> {
  /** Also the name by which the server sorts. */
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** `end` for figures: right-aligned, tabular. */
  readonly align?: "start" | "end";
  readonly sortable?: boolean;
  /** One line behind the ⓘ of the heading. */
  readonly explain?: string;
  /** The sum or mean below the column. */
  readonly footer?: ReactNode;
  /** Left out when the row is a card. */
  readonly hideInCard?: boolean;
}

interface DataTableProps<Row> {
  /** What the rows are, for readers and the search field: "Tasks". */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Where a row opens; the link is the first cell's, the whole row can be pressed. */
  readonly rowTo?: (row: Row) => string;
  /** The address as the server read it. Without it the table has no toolbar, sorting or pages. */
  readonly query?: TableQuery;
  /** Rows of all pages; needed with `query`. */
  readonly total?: number;
  /** There are more rows than `total`: they were counted up to there. */
  readonly totalIsMore?: boolean;
  readonly searchable?: boolean;
  readonly filters?: readonly TableFilter[];
  /** Address of the same rows as CSV; the table's parameters are added. */
  readonly csvTo?: string;
  /** Instead of rows when nothing exists at all (an `EmptyState`). */
  readonly empty: ReactNode;
  /** Where the table has less than 640 px: each row a card, or the table scrolls sideways. */
  readonly narrow?: "cards" | "scroll";
  readonly compact?: boolean;
  /** Buttons right of the filters. */
  readonly tools?: ReactNode;
  /** A box before each row that a form elsewhere on the page sends; null = this row cannot be chosen. */
  readonly choice?: { readonly form: string; readonly name: string; readonly of: (row: Row) => { readonly value: string; readonly label: string } | null };
}

/**
 * The table of every list. The server sorts, filters, searches and pages by the address, so each view has a link and works without
 * JavaScript. `j` and `k` move between rows, Enter opens.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, rowTo, query, empty, narrow = "cards", compact, choice } = props;
  const [params] = useSearchParams();
  const narrowed =
    query !== undefined && (query.search !== "" || Object.keys(query.filters).length > 0);
  if (rows.length === 0 && !narrowed && (query?.page ?? 1) === 1) return <>{empty}</>;
  const footed = columns.some((column) => column.footer !== undefined);
  return (
    <div className="data-table-place flex min-w-0 flex-col">
      {query ? <TableToolbar {...props} query={query} /> : null}
      {rows.length === 0 ? (
        <NothingFound params={params} query={query} />
      ) : (
        <div className="data-table-scroll">
          <table
            className={classNames(
              "data-table",
              compact && "compact",
              narrow === "cards" && "cards"
            )}
          >
            <caption className="sr-only">{label}</caption>
            <thead>
              <tr>
                {choice ? <td className="chooses" /> : null}
                {columns.map((column) => (
                  <HeaderCell key={column.id} column={column} query={query} params={params} />
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={rowKey(row)}>
                  {choice ? <ChoiceCell choice={choice} of={choice.of(row)} /> : null}
                  {columns.map((column, index) => (
                    <td
                      key={column.id}
                      data-label={index === 0 ? "" : column.header}
                      className={classNames(
                        column.align === "end" && "end",
                        column.hideInCard && "not-in-card"
                      )}
                    >
                      {index === 0 && rowTo ? (
                        <Link to={rowTo(row)} data-row-link className="row-link font-medium">
                          {column.cell(row)}
                        </Link>
                      ) : (
                        column.cell(row)
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
            {footed ? (
              <tfoot>
                <tr>
                  {choice ? <td className="chooses" /> : null}
                  {columns.map((column) => (
                    <td
                      key={column.id}
                      data-label={column.footer === undefined ? "" : column.header}
                      className={classNames(column.align === "end" && "end")}
                    >
                      {column.footer}
                    </td>
                  ))}
                </tr>
              </tfoot>
            ) : null}
          </table>
        </div>
      )}
      {query && props.total !== undefined && rows.length > 0 ? (
        <Pager query={query} total={props.total} isMore={props.totalIsMore} params={params} />
      ) : null}
    </div>
  );
}

function ChoiceCell({ choice, of }: { readonly choice: { readonly form: string; readonly name: string }; readonly of: { readonly value: string; readonly label: string } | null }) {
  return (
    <td className="chooses" data-label="">
      {of ? <input type="checkbox" form={choice.form} name={choice.name} value={of.value} aria-label={of.label} className="size-4 accent-fill" /> : null}
    </td>
  );
}

function HeaderCell<Row>({
  column,
  query,
  params,
}: {
  readonly column: Column<Row>;
  readonly query: TableQuery | undefined;
  readonly params: URLSearchParams;
}) {
  const t = useT("common");
  const sorted = query?.sort.column === column.id;
  const direction = sorted ? (query?.sort.descending ? "descending" : "ascending") : undefined;
  return (
    <th scope="col" aria-sort={direction} className={classNames(column.align === "end" && "end")}>
      <span className="inline-flex items-center gap-1">
        {column.sortable && query ? (
          <Link
            to={withParameters(params, { [SORT_PARAMETER]: nextSort(query, column.id) })}
            preventScrollReset
            title={t("table.sort", { column: column.header })}
            className={classNames(
              "group inline-flex items-center gap-1 hover:text-ink",
              sorted && "text-ink"
            )}
          >
            {column.header}
            {direction === "ascending" ? (
              <ArrowUp aria-hidden size={12} />
            ) : direction === "descending" ? (
              <ArrowDown aria-hidden size={12} />
            ) : (
              <ChevronsUpDown
                aria-hidden
                size={12}
                className="opacity-40 group-hover:opacity-100"
              />
            )}
          </Link>
        ) : (
          column.header
        )}
        {column.explain ? <InfoTip text={column.explain} /> : null}
      </span>
    </th>
  );
}

function NothingFound({
  params,
  query,
}: {
  readonly params: URLSearchParams;
  readonly query: TableQuery | undefined;
}) {
  const t = useT("common");
  const cleared: Record<string, null> = { q: null };
  for (const name of Object.keys(query?.filters ?? {})) cleared[name] = null;
  return (
    <EmptyState
      icon={<SearchX aria-hidden size={20} />}
      title={t("table.nothingFound")}
      action={
        <Link
          to={withParameters(params, cleared)}
          className="font-medium text-accent hover:underline"
        >
          {t("table.filters.clear")}
        </Link>
      }
    >
      {t("table.nothingFound.hint")}
    </EmptyState>
  );
}
