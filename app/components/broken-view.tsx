import { useSearchParams } from "@remix-run/react";
import { canonicalQuery } from "#app/domain/list/list-address.ts";
import { useT } from "#app/i18n/use-t.ts";
import { Notice } from "./notice.tsx";
import { useShell } from "./shell/shell-context.ts";
import { SORT_PARAMETER, type TableQuery } from "#app/domain/list/table-query.ts";

/** Says of a saved view that the list has something no longer that it asks for: a department, a state, a column to sort by. */
export function BrokenView({ query, filters }: { readonly query: TableQuery; readonly filters: readonly { readonly name: string; readonly label: string }[] }) {
  const t = useT("views");
  const [params] = useSearchParams();
  const shell = useShell();
  const canonical = canonicalQuery(params.toString());
  if (!shell?.views.some((view) => view.query === canonical && canonical !== "")) return null;
  const order = params.get(SORT_PARAMETER);
  const gone = [
    ...filters.filter((filter) => (params.get(filter.name) ?? "") !== "" && query.filters[filter.name] === undefined).map((filter) => filter.label),
    ...(order && order.replace(/^-/, "") !== query.sort.column ? [t("broken.order")] : []),
  ];
  if (gone.length === 0) return null;
  return (
    <div className="w-full">
      <Notice tone="warning">{t("broken", { what: gone.join(", ") })}</Notice>
    </div>
  );
}
