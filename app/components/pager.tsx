import { Link } from "@remix-run/react";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { formatCount } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { PAGE_PARAMETER, type TableQuery, withParameters } from "#app/domain/list/table-query.ts";

/** Which rows these are of how many, and the pages before and after. */
export function Pager({
  query,
  total,
  isMore = false,
  params,
}: {
  readonly query: TableQuery;
  readonly total: number;
  /** The rows were counted up to `total` only. */
  readonly isMore?: boolean;
  readonly params: URLSearchParams;
}) {
  const t = useT("common");
  const locale = useLocale();
  const last = Math.max(1, Math.ceil(total / query.pageSize));
  const to = Math.min(total, query.offset + query.pageSize);
  const range = t(isMore ? "table.rangeOfMore" : "table.range", {
    from: formatCount(query.offset + 1, locale),
    to: formatCount(to, locale),
    total: formatCount(total, locale),
  });
  return (
    <nav
      aria-label={t("table.pages")}
      className="no-print flex items-center justify-between gap-3 px-4 py-2 text-sm text-muted"
    >
      <span className="figures">{range}</span>
      {last > 1 ? (
        <span className="flex gap-1">
          <Step
            page={query.page - 1}
            last={last}
            params={params}
            label={t("previous")}
            rel="prev"
          />
          <Step page={query.page + 1} last={last} params={params} label={t("next")} rel="next" />
        </span>
      ) : null}
    </nav>
  );
}

function Step({
  page,
  last,
  params,
  label,
  rel,
}: {
  readonly page: number;
  readonly last: number;
  readonly params: URLSearchParams;
  readonly label: string;
  readonly rel: "prev" | "next";
}) {
  const icon =
    rel === "prev" ? <ChevronLeft aria-hidden size={16} /> : <ChevronRight aria-hidden size={16} />;
  const box = "grid size-7 place-items-center rounded-md border border-line";
  if (page < 1 || page > last) {
    return (
      <span aria-hidden className={`${box} opacity-40`}>
        {icon}
      </span>
    );
  }
  return (
    <Link
      to={withParameters(params, { [PAGE_PARAMETER]: page === 1 ? null : String(page) })}
      rel={rel}
      aria-label={label}
      title={label}
      className={`${box} text-ink hover:bg-hover`}
    >
      {icon}
    </Link>
  );
}
