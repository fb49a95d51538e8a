import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Download, Share2 } from "lucide-react";
import { Card } from "#app/components/card.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { MapTabs } from "#app/components/map/map-tabs.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { PeriodSwitcher } from "#app/components/period-switcher.tsx";
import { useT } from "#app/i18n/use-t.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { linkRows } from "#app/web/link-rows.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { readServiceMap } from "#app/web/service-map.server.ts";
import { LinkTable } from "./links.tsx";
import { readMapPage } from "./read.server.ts";
import { sentenceOf } from "./sentence.server.ts";
import { HeatMap, Legend, Span } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "map.read");
  const facts = await readPageFacts(request, context);
  const url = new URL(request.url);
  const [page, map] = await Promise.all([readMapPage(request, context, viewer, facts), readServiceMap(context, viewer, url, facts)]);
  const { all: _all, ...links } = linkRows(map, url);
  return json({ title: translateIn(facts.locale, "map")("title"), sentence: sentenceOf(page, facts.locale), page, links });
}

export default function MapTable() {
  const { title, sentence, page, links } = useLoaderData<typeof loader>();
  const t = useT("map");
  const common = useT("common");
  return (
    <Page title={title} sentence={sentence} width="full" tabs={<MapTabs current="table" />} aside={page.months.length > 0 ? <PeriodSwitcher periods={page.months} current={page.month} /> : null}>
      {page.cells.length === 0 ? (
        <EmptyState icon={<Share2 aria-hidden size={20} />} title={t("empty.title")}>{t("empty.text")}</EmptyState>
      ) : (
        <Card
          title={t("heat")}
          aside={
            <a href={`/map.csv?period=${page.month}`} download title={common("download.csv.label")} className="no-print inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-sm font-medium text-muted hover:bg-hover hover:text-ink">
              <Download aria-hidden size={14} />
              {common("download.csv")}
            </a>
          }
        >
          <div className="flex flex-col gap-4">
            <Legend />
            <Span page={page} />
            <HeatMap page={page} />
          </div>
        </Card>
      )}
      <LinkTable links={links} />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
