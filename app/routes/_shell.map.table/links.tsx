import { Link, useSearchParams } from "@remix-run/react";
import { Share2 } from "lucide-react";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { KeptFigure } from "#app/components/kept-figure.tsx";
import { LINK_CHIPS } from "#app/components/map/link-look.ts";
import { useMapFilters } from "#app/components/map/map-toolbar.tsx";
import { StateChip } from "#app/components/state-chip.tsx";
import { withParameters } from "#app/domain/list/table-query.ts";
import { formatCount } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { LinkRows } from "#app/web/link-rows.server.ts";

/** Every link of the drawn map as a row, with the same filters. */
export function LinkTable({ links }: { readonly links: Omit<LinkRows, "all"> }) {
  const t = useT("map");
  const locale = useLocale();
  const [params] = useSearchParams();
  const filters = useMapFilters(links, links.hasFocus);
  const all = <Link to={withParameters(params, { focus: null, unit: null, way: null })} preventScrollReset className="font-medium text-accent hover:underline">{t("links.ofAll")}</Link>;
  return (
    <Card id="links" title={links.of ? t("links.of", { name: links.of }) : t("links.title")} aside={links.of ? all : undefined} flush>
      <DataTable
        label={t("links.title")}
        rows={links.rows}
        rowKey={(row) => row.key}
        query={links.query}
        total={links.total}
        searchable
        csvTo="/map/links.csv"
        filters={filters}
        columns={[
          { id: "provider", header: t("links.provider"), sortable: true, cell: (row) => <Link to={`/map${withParameters(params, { focus: row.from, q: null, sort: null })}`} className="font-medium hover:underline">{row.provider}</Link> },
          { id: "client", header: t("links.client"), sortable: true, cell: (row) => <Link to={`/map${withParameters(params, { focus: row.to, q: null, sort: null })}`} className="hover:underline">{row.client}</Link> },
          { id: "state", header: t("links.state"), sortable: true, cell: (row) => <StateChip state={LINK_CHIPS[row.state]} word={t(`state.${row.state}`)} size="small" /> },
          { id: "share", header: t("links.share"), align: "end", sortable: true, cell: (row) => <KeptFigure kept={row.kept} to={row.relationship ?? undefined} /> },
          { id: "volume", header: t("links.volume"), align: "end", sortable: true, cell: (row) => formatCount(row.kept.of, locale) },
          { id: "risk", header: t("links.risk"), align: "end", sortable: true, cell: (row) => (row.atRisk > 0 ? formatCount(row.atRisk, locale) : "–") },
        ]}
        empty={<EmptyState icon={<Share2 aria-hidden size={20} />} title={t("links.none")}>{t("empty.text")}</EmptyState>}
      />
    </Card>
  );
}
