import { Link, useSearchParams } from "@remix-run/react";
import { Search } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { KeptFigure } from "#app/components/kept-figure.tsx";
import { LinkLegend } from "#app/components/map/link-legend.tsx";
import { LINK_CHIPS } from "#app/components/map/link-look.ts";
import { MapToolbar } from "#app/components/map/map-toolbar.tsx";
import { ServiceGraph } from "#app/components/map/service-graph.tsx";
import { Notice } from "#app/components/notice.tsx";
import { StateChip } from "#app/components/state-chip.tsx";
import { withParameters } from "#app/domain/list/table-query.ts";
import { useT } from "#app/i18n/use-t.ts";
import type { GraphPage } from "./read.server.ts";

const LINK = "font-medium text-accent hover:underline";

/** The drawn map with what chooses from it and, of a department in focus, its links in words. */
export function GraphView({ page }: { readonly page: GraphPage }) {
  const t = useT("map");
  return (
    <div className="flex flex-col gap-4">
      <div className="rounded-lg border border-line">
        <MapToolbar page={page} csvTo="/map/links.csv" hasNeighbourhood={page.focus !== null} tools={page.own && page.own !== page.focus?.id ? <LinkButton to={`/map?${new URLSearchParams({ period: page.month, focus: page.own })}`} tone="quiet" size="small">{t("own")}</LinkButton> : null} />
      </div>
      <Found page={page} />
      <Part page={page} />
      {page.graph.lines.length === 0 && page.links === 0 ? (
        <Notice>{page.focus ? t("nothing.focus", { name: page.focus.name }) : t("nothing.fits")}</Notice>
      ) : (
        <ServiceGraph label={t("graph")} data={page.graph} legend={<LinkLegend />} />
      )}
      <p className="max-w-3xl text-sm text-pretty text-muted">{page.graph.boxes.some((box) => box.look === "end") || page.focus ? t("customer.explain") : t("customer.none")}</p>
      {page.focus ? <Beside page={page} name={page.focus.name} /> : null}
    </div>
  );
}

/** What a search found where it was not one department. */
function Found({ page }: { readonly page: GraphPage }) {
  const t = useT("map");
  const [params] = useSearchParams();
  if (page.found === null) return null;
  if (page.found.length === 0) return <Notice tone="warning">{t("found.none", { words: page.query.search })}</Notice>;
  return (
    <Notice>
      <span className="flex flex-wrap gap-x-3 gap-y-1">
        <Search aria-hidden size={14} className="mt-1 shrink-0" />
        {t("found.some")}
        {page.found.map((one) => (
          <Link key={one.id} to={withParameters(params, { q: null, unit: null, focus: one.id })} className={LINK}>{one.name}</Link>
        ))}
        {page.foundCount > page.found.length ? t("found.more", { count: page.foundCount - page.found.length }) : null}
      </span>
    </Notice>
  );
}

/** Which part of the map this is, what is not drawn, and the ways back. */
function Part({ page }: { readonly page: GraphPage }) {
  const t = useT("map");
  const [params] = useSearchParams();
  const { focus, unit, isFolded, left } = page;
  if (!focus && !unit && !isFolded && left.links === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted">
      {focus ? t("focus.graph", { name: focus.name }) : unit ? t("unit.graph", { name: unit.name }) : isFolded ? t("folded.graph") : null}
      {left.places > 0 ? <span>{t("left.places", { count: left.places })}.</span> : null}
      {left.links > 0 ? (
        <span>
          {t("left.links", { count: left.links })}. <Link to={`/map/table${withParameters(params, { q: null, depth: null, way: null })}#links`} className={LINK}>{t("left.table")}</Link>
        </span>
      ) : null}
      {focus ? <Link to={withParameters(params, { depth: params.get("depth") === "2" ? null : "2", q: null })} preventScrollReset className={LINK}>{t(params.get("depth") === "2" ? "depth.less" : "depth.more")}</Link> : null}
      {focus ? <Link to={`/departments/${focus.id}`} className={LINK}>{t("open.department")}</Link> : null}
      {focus || unit ? <Link to={withParameters(params, { focus: null, unit: null, depth: null, way: null, q: null })} className={LINK}>{t("back.whole")}</Link> : null}
    </p>
  );
}

/** Whom the department in focus serves and who serves it, and its way to the customer. */
function Beside({ page, name }: { readonly page: GraphPage; readonly name: string }) {
  const t = useT("map");
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <LinkList title={t("given")} rows={page.given} none={t("given.none")} />
      <LinkList title={t("taken")} rows={page.taken} none={t("taken.none")} />
      <Card title={t("way", { name })} aside={<Link to={`/map/path?${new URLSearchParams({ focus: page.focus!.id })}`} className={LINK}>{t("way.delay")}</Link>}>
        {page.way === null || page.way.length === 0 ? (
          <p className="text-muted">{t("way.none")}</p>
        ) : (
          <ol className="flex flex-wrap items-center gap-x-2 gap-y-1">
            {page.way.map((step) => (
              <li key={step.id} className="flex items-center gap-2">
                <Link to={`/map?${new URLSearchParams({ period: page.month, focus: step.id })}`} className="door font-medium">{step.name}</Link>
                <span aria-hidden className="text-faint">→</span>
              </li>
            ))}
            <li>{t("customer")}</li>
          </ol>
        )}
      </Card>
    </div>
  );
}

function LinkList({ title, rows, none }: { readonly title: string; readonly rows: GraphPage["given"]; readonly none: string }) {
  const t = useT("map");
  const [params] = useSearchParams();
  return (
    <Card title={title} flush>
      {rows.length === 0 ? (
        <p className="px-4 py-3 text-muted">{none}</p>
      ) : (
        <ul className="divide-y divide-line">
          {rows.map((row) => (
            <li key={row.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
              <Link to={withParameters(params, { focus: row.id, q: null })} className="min-w-0 grow basis-40 font-medium hover:underline">{row.name}</Link>
              {row.atRisk > 0 ? <span className="text-sm text-muted">{t("atRisk.count", { count: row.atRisk })}</span> : null}
              <KeptFigure kept={row.kept} to={row.to ?? undefined} />
              <StateChip state={LINK_CHIPS[row.state]} word={t(`state.${row.state}`)} size="small" />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
