import { json, redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Share2 } from "lucide-react";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { MapTabs } from "#app/components/map/map-tabs.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { PeriodSwitcher } from "#app/components/period-switcher.tsx";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { readGraphPage } from "./read.server.ts";
import { sentenceOf } from "./sentence.server.ts";
import { GraphView } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "map.read");
  const facts = await readPageFacts(request, context);
  const page = await readGraphPage(request, context, viewer, facts);
  // A search that fits one department is the way to it.
  if (page.found?.length === 1) throw redirect(focusOn(request, page.found[0]!.id));
  return json({ title: translateIn(facts.locale, "map")("title"), sentence: sentenceOf(page, facts.locale), page });
}

function focusOn(request: Request, id: string): string {
  const params = new URL(request.url).searchParams;
  for (const name of ["q", "unit", "_data"]) params.delete(name);
  params.set("focus", id);
  return `/map?${params}`;
}

export default function ServiceMap() {
  const { title, sentence, page } = useLoaderData<typeof loader>();
  const t = useT("map");
  return (
    <Page title={title} sentence={sentence} width="full" tabs={<MapTabs current="graph" />} aside={page.months.length > 0 ? <PeriodSwitcher periods={page.months} current={page.month} /> : null}>
      {page.hasAny ? <GraphView page={page} /> : <EmptyState icon={<Share2 aria-hidden size={20} />} title={t("empty.title")}>{t("empty.text")}</EmptyState>}
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
