import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Download, Share2 } from "lucide-react";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { PeriodSwitcher } from "#app/components/period-switcher.tsx";
import { formatPeriod } from "#app/format/date.ts";
import { formatPercentBpShort } from "#app/format/percent.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { readMapPage } from "./read.server.ts";
import { HeatMap, Legend, Span } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "map.read");
  const facts = await readPageFacts(request, context);
  const page = await readMapPage(request, context, viewer, facts);
  const t = translateIn(facts.locale, "map");
  const named = formatPeriod(page.month, facts.locale);
  const month = facts.locale === "ru" ? named.charAt(0).toLocaleUpperCase("ru") + named.slice(1) : named;
  // The pair that fared worst, among those with enough behind it to say so.
  const worst = page.cells.filter((cell) => cell.kept.of >= 5).sort((a, b) => (a.kept.bp ?? 10_000) - (b.kept.bp ?? 10_000))[0];
  const nameOf = (list: readonly { readonly id: string; readonly name: string }[], id: string) => list.find((row) => row.id === id)?.name ?? "";
  const sentence =
    page.total.bp === null
      ? t("sentence.nothing", { month })
      : t("sentence", {
          month,
          share: formatPercentBpShort(page.total.bp, facts.locale),
          worst: worst?.kept.bp === undefined || worst.kept.bp === null ? "" : t("sentence.worst", { provider: nameOf(page.providers, worst.providerId), client: nameOf(page.clients, worst.clientId), share: formatPercentBpShort(worst.kept.bp, facts.locale) }),
        }).trim();
  return json({ title: t("title"), sentence, page });
}

export default function ServiceMap() {
  const { title, sentence, page } = useLoaderData<typeof loader>();
  const t = useT("map");
  const common = useT("common");
  return (
    <Page
      title={title}
      sentence={sentence}
      width="full"
      aside={page.months.length > 0 ? <PeriodSwitcher periods={page.months} current={page.month} /> : null}
    >
      {page.cells.length === 0 ? (
        <EmptyState icon={<Share2 aria-hidden size={20} />} title={t("empty.title")}>{t("empty.text")}</EmptyState>
      ) : (
        <>
          <div className="flex flex-wrap items-center justify-between gap-3">
            <Legend />
            <a href={`/map.csv?period=${page.month}`} download title={common("download.csv.label")} className="no-print inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-sm font-medium text-muted hover:bg-hover hover:text-ink">
              <Download aria-hidden size={14} />
              {common("download.csv")}
            </a>
          </div>
          <Span page={page} />
          <HeatMap page={page} />
        </>
      )}
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
