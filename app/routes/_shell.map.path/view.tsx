import { Link, useSearchParams } from "@remix-run/react";
import { Link2 } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { ServiceGraph } from "#app/components/map/service-graph.tsx";
import { StateChip, type ShownState } from "#app/components/state-chip.tsx";
import { withParameters } from "#app/domain/list/table-query.ts";
import { TableToolbar } from "#app/components/table-toolbar.tsx";
import { DELAY_KINDS, type DelayKind } from "#app/domain/map/delay-links.ts";
import { formatCount } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { ChainLegend } from "./chain-legend.tsx";
import type { PathPage } from "./read.server.ts";
import { TasksBehind } from "./tasks-behind.tsx";

const CHIPS = { handed_on: "breached", open: "running", absorbed: "at_risk", waited: "met" } as const satisfies Record<DelayKind, ShownState>;

/** What a delay here does there, as sentences with their counts, as a drawing, and by what is agreed. */
export function PathView({ page }: { readonly page: PathPage }) {
  const t = useT("chain");
  const map = useT("map");
  return (
    <div className="flex flex-col gap-4">
      <Sentences page={page} />
      {page.chosen ? <TasksBehind page={page} chosen={page.chosen} /> : null}
      {page.focus === null ? (
        <p className="text-sm text-muted">{t("choose")}</p>
      ) : page.graph ? (
        <Card title={page.way === "up" ? t("graph.up", { name: page.focus.name }) : t("graph", { name: page.focus.name })}>
          <div className="flex flex-col gap-3">
            <ServiceGraph label={page.way === "up" ? t("graph.up", { name: page.focus.name }) : t("graph", { name: page.focus.name })} data={page.graph} legend={<ChainLegend />} />
            <p className="max-w-3xl text-sm text-pretty text-muted">{t("graph.explain")} {page.way === "down" ? map("customer.explain") : null}</p>
          </div>
        </Card>
      ) : null}
      {page.agreed && page.focus ? <Agreed rows={page.agreed} name={page.focus.name} /> : null}
    </div>
  );
}

function Sentences({ page }: { readonly page: PathPage }) {
  const t = useT("chain");
  const locale = useLocale();
  const [params] = useSearchParams();
  const filters = [
    { name: "focus", label: t("department"), options: page.departments },
    { name: "product", label: t("product"), options: page.products },
    { name: "kind", label: t("kind"), options: DELAY_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })) },
  ];
  const tools = page.focus ? <LinkButton to={withParameters(params, { way: page.way === "up" ? null : "up", link: null })} preventScrollReset tone="quiet" size="small">{t(page.way === "up" ? "way.down" : "way.up")}</LinkButton> : null;
  if (!page.hasAny || page.rows.length === 0 && page.query.search === "" && !page.query.filters.kind && page.focus) {
    return (
      <Card title={t("list")} flush>
        {/* The way to choose another department stays where nothing is known of this one. */}
        <TableToolbar label={t("search")} query={page.query} filters={filters.slice(0, 1)} tools={tools} />
        <EmptyState icon={<Link2 aria-hidden size={20} />} title={t("empty.title")} action={<LinkButton to="/work?view=open">{t("empty.act")}</LinkButton>}>
          {t("empty.text")}
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card title={t("list")} flush>
      <DataTable
        label={t("search")}
        rows={page.rows}
        rowKey={(row) => row.key}
        rowTo={(row) => row.to}
        query={page.query}
        total={page.total}
        searchable
        csvTo="/map/path.csv"
        filters={filters}
        tools={tools}
        columns={[
          { id: "says", header: t("column.says"), sortable: true, cell: (row) => <span className="whitespace-normal">{row.says}</span> },
          ...(page.focus ? [{ id: "step", header: t("column.step"), explain: t("column.step.explain"), align: "end" as const, sortable: true, cell: (row: PathPage["rows"][number]) => formatCount(row.step, locale) }] : []),
          { id: "waited", header: t("column.waited"), explain: t("column.waited.explain"), align: "end", sortable: true, cell: (row) => formatCount(row.waited, locale) },
          { id: "upLate", header: t("column.upLate"), align: "end", sortable: true, cell: (row) => formatCount(row.upLate, locale) },
          { id: "bothLate", header: t("column.bothLate"), explain: t("column.bothLate.explain"), align: "end", sortable: true, cell: (row) => formatCount(row.bothLate, locale) },
          { id: "kind", header: t("kind"), cell: (row) => <StateChip state={CHIPS[row.kind]} word={t(`kind.${row.kind}`)} size="small" /> },
        ]}
        empty={null}
      />
      {page.isPartial ? <p className="border-t border-line px-4 py-2 text-sm text-muted">{t("partial", { count: page.looked })}</p> : null}
    </Card>
  );
}

/** What agreements say cannot begin without the department. */
function Agreed({ rows, name }: { readonly rows: NonNullable<PathPage["agreed"]>; readonly name: string }) {
  const t = useT("chain");
  const [params] = useSearchParams();
  const to = (providerId: string) => `/map/path?${new URLSearchParams({ ...(params.get("period") ? { period: params.get("period")! } : {}), focus: providerId })}`;
  return (
    <Card title={t("agreed")} flush>
      {rows.length === 0 ? (
        <p className="px-4 py-3 text-muted">{t("agreed.none", { name })}</p>
      ) : (
        <ul className="divide-y divide-line">
          {rows.flatMap((row) => {
            const provider = <Link key="provider" to={to(row.providerId)} className="door">{row.provider}</Link>;
            const due = <span className="text-sm text-muted">{t("agreed.due", { due: row.due })}</span>;
            const item = "flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-2";
            if (row.begins.length === 0) {
              return [
                <li key={`${row.agreementId} ${row.input}`} className={item}>
                  <Link to={`/agreements/${row.agreementId}`} className="min-w-0 grow hover:underline">{t("agreed.needs", { provider: row.provider, input: row.input, code: row.code })}</Link>
                  {due}
                  {provider}
                </li>,
              ];
            }
            return row.begins.map((line) => (
              <li key={`${line.key} ${row.input}`} className={item}>
                <Link to={`/agreements/${row.agreementId}`} className="min-w-0 grow hover:underline">{t("agreed.begins", { promise: line.name, provider: row.provider, input: row.input })}</Link>
                {due}
                <Link to={`/work/causes?obligation=${encodeURIComponent(line.key)}`} className="door text-sm">{t("agreed.delays")}</Link>
                {provider}
              </li>
            ));
          })}
        </ul>
      )}
    </Card>
  );
}
