import type { ReactNode } from "react";
import { LINK_FILTERS } from "#app/domain/map/service-link.ts";
import { useT } from "#app/i18n/use-t.ts";
import type { TableQuery } from "#app/domain/list/table-query.ts";
import { TableToolbar, type TableFilter } from "../table-toolbar.tsx";

/** Least volumes that the filter offers; the server knows the same. */
const LEAST = ["5", "10", "25", "50", "100", "250"] as const;

export interface Choosable {
  readonly query: TableQuery;
  readonly products: readonly { readonly value: string; readonly label: string }[];
}

/** Filters that the drawn map and its table share. */
export function useMapFilters(page: Choosable, hasNeighbourhood: boolean): TableFilter[] {
  const t = useT("map");
  return [
    { name: "state", label: t("state"), options: LINK_FILTERS.map((value) => ({ value, label: t(`state.${value}`) })) },
    { name: "product", label: t("filter.product"), options: page.products },
    { name: "least", label: t("filter.least"), options: LEAST.map((value) => ({ value, label: value })) },
    ...(hasNeighbourhood
      ? [{ name: "way", label: t("filter.way"), options: (["up", "down"] as const).map((value) => ({ value, label: t(`filter.way.${value}`) })) }]
      : []),
  ];
}

/** Search for a department and filters of the drawn map. */
export function MapToolbar({ page, hasNeighbourhood, csvTo, tools }: { readonly page: Choosable; readonly hasNeighbourhood: boolean; readonly csvTo: string; readonly tools: ReactNode }) {
  const t = useT("map");
  return <TableToolbar label={t("graph.search")} query={page.query} searchable filters={useMapFilters(page, hasNeighbourhood)} csvTo={csvTo} tools={tools} />;
}
