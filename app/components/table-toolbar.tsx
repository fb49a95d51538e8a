import { Form, Link, useSearchParams, useSubmit } from "@remix-run/react";
import { Download, Search, SlidersHorizontal } from "lucide-react";
import { useId, type ReactNode } from "react";
import { useT } from "#app/i18n/use-t.ts";
import { classNames } from "./class-names.ts";
import { BrokenView } from "./broken-view.tsx";
import { INPUT_LOOK } from "./field.tsx";
import {
  ALL_PARAMETER,
  PAGE_PARAMETER,
  SEARCH_PARAMETER,
  type TableQuery,
  withParameters,
} from "#app/domain/list/table-query.ts";
import { ViewsLink } from "./views-link.tsx";

export interface TableFilter {
  /** Name of the address parameter. */
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/**
 * Search and filters of a table as a GET form: with JavaScript a changed filter applies at once, without it by the button. What else
 * the address holds is kept.
 */
export function TableToolbar({
  label,
  query,
  searchable = false,
  filters = [],
  csvTo,
  tools,
}: {
  readonly label: string;
  readonly query: TableQuery;
  readonly searchable?: boolean;
  readonly filters?: readonly TableFilter[];
  readonly csvTo?: string;
  readonly tools?: ReactNode;
}) {
  const t = useT("common");
  const id = useId();
  const submit = useSubmit();
  const [params] = useSearchParams();
  if (!searchable && filters.length === 0 && !csvTo && !tools) return null;
  const own = new Set([ALL_PARAMETER, SEARCH_PARAMETER, PAGE_PARAMETER, ...filters.map((filter) => filter.name)]);
  const kept = [...params].filter(([name]) => !own.has(name));
  const narrowed = query.search !== "" || Object.keys(query.filters).length > 0;
  const cleared = Object.fromEntries([...own].map((name) => [name, null]));
  return (
    <div className="no-print flex flex-wrap items-center gap-2 px-4 py-2.5">
      <BrokenView query={query} filters={filters} />
      {searchable || filters.length > 0 ? (
        <Form
          method="get"
          role="search"
          preventScrollReset
          className="flex min-w-0 grow flex-wrap items-center gap-2 sm:grow-0"
          onChange={(event) => {
            if (event.target instanceof HTMLSelectElement)
              submit(event.currentTarget, { preventScrollReset: true });
          }}
        >
          {kept.map(([name, value], index) => (
            <input key={index} type="hidden" name={name} value={value} />
          ))}
          {searchable ? (
            <label className="relative w-40 min-w-0 grow sm:w-64 sm:grow-0">
              <span className="sr-only">{t("table.search.in", { what: label })}</span>
              <Search
                aria-hidden
                size={14}
                className="absolute top-1/2 left-2.5 -translate-y-1/2 text-faint"
              />
              <input
                key={query.search}
                type="search"
                name={SEARCH_PARAMETER}
                defaultValue={query.search}
                placeholder={t("table.search")}
                maxLength={100}
                className={`${INPUT_LOOK} h-8 w-full pr-2 pl-8`}
              />
            </label>
          ) : null}
          {filters.length > 1 ? (
            <>
              {/* On a phone the filters stand behind one press; without a name the box is never sent. */}
              <input type="checkbox" id={`${id}-filters`} defaultChecked={narrowed} className="peer sr-only sm:hidden" />
              <label
                htmlFor={`${id}-filters`}
                className="flex h-8 cursor-pointer items-center gap-1.5 rounded border border-line px-2.5 text-sm font-medium peer-checked:bg-accent-soft peer-focus-visible:outline-2 peer-focus-visible:outline-accent sm:hidden"
              >
                <SlidersHorizontal aria-hidden size={14} />
                {t("table.filters")}
              </label>
            </>
          ) : null}
          <div className={classNames("flex min-w-0 flex-wrap items-center gap-2 max-sm:w-full", filters.length > 1 && "max-sm:hidden max-sm:peer-checked:flex")}>
            {filters.map((filter) => (
              <label key={filter.name} className="min-w-0 max-sm:grow">
                <span className="sr-only">{filter.label}</span>
                <select
                  key={query.filters[filter.name] ?? ""}
                  name={filter.name}
                  defaultValue={query.filters[filter.name] ?? ""}
                  className={`${INPUT_LOOK} h-8 w-full truncate pr-7 pl-2.5 sm:max-w-60`}
                >
                  <option value="">
                    {filter.label}: {t("all").toLowerCase()}
                  </option>
                  {filter.options.map((option) => (
                    <option key={option.value} value={option.value}>
                      {option.label}
                    </option>
                  ))}
                </select>
              </label>
            ))}
          </div>
          <noscript>
            <button type="submit" className="h-8 px-2 font-medium text-accent">
              {t("apply")}
            </button>
          </noscript>
          {narrowed ? (
            <Link
              to={withParameters(params, cleared)}
              preventScrollReset
              className="px-1 text-sm font-medium text-accent hover:underline"
            >
              {t("table.filters.clear")}
            </Link>
          ) : null}
        </Form>
      ) : null}
      {tools || csvTo || searchable || filters.length > 0 ? (
        <div className="ml-auto flex flex-wrap items-center gap-x-2 gap-y-1 max-sm:w-full max-sm:justify-end">
          {tools}
          <ViewsLink />
          {csvTo ? (
            <a
              href={csvTo + withParameters(params, { [PAGE_PARAMETER]: null }).replace(/^\?all$/, "")}
              download
              title={t("download.csv.label")}
              className="inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-sm font-medium text-muted hover:bg-hover hover:text-ink"
            >
              <Download aria-hidden size={14} />
              {t("download.csv")}
            </a>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
