import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { Scale } from "lucide-react";
import { Button } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { KeptFigure } from "#app/components/kept-figure.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { Threshold } from "#app/domain/agreement/terms.ts";
import { capital } from "#app/format/capital.ts";
import { formatPeriod } from "#app/format/date.ts";
import { formatCount } from "#app/format/number.ts";
import { formatPercentBpShort, formatScoreChangeBp } from "#app/format/percent.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readKeptRows } from "#app/web/kept-rows.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

/** "What were we promised, and what came?" Month beside month. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.read");
  const facts = await readPageFacts(request, context);
  const { all: _all, last, before, ...page } = await readKeptRows(context, viewer, new URL(request.url), facts);
  const t = translateIn(facts.locale, "style");
  const said = { period: capital(formatPeriod(page.months[0], facts.locale), facts.locale), client: page.client?.name ?? "–" };
  const share = (bp: number | null) => (bp === null ? "–" : formatPercentBpShort(bp, facts.locale));
  return json({ ...page, title: t("kept.title"), sentence: last.bp === null ? t("kept.sentence.none", said) : t("kept.sentence", { ...said, kept: formatCount(last.kept, facts.locale), of: formatCount(last.of, facts.locale), share: share(last.bp), before: share(before.bp) }) });
}

export default function KeptByMonth() {
  const data = useLoaderData<typeof loader>();
  const t = useT("style");
  const relationship = useT("relationship");
  const common = useT("common");
  const locale = useLocale();
  const named = (month: string) => formatPeriod(month, locale);
  const promised = (target: Threshold) => (target.type === "share" ? formatPercentBpShort(target.bp, locale) : t("kept.atMost", { n: target.atMostMissed }));
  return (
    <Page title={data.title} sentence={data.sentence} crumbs={[{ label: relationship("title"), to: "/relationships" }]} width="full">
      {data.clients.length > 1 ? (
        <Form className="flex flex-wrap items-end gap-2">
          <label className="flex flex-col gap-1">
            <span className="text-sm font-medium">{t("kept.client")}</span>
            <select name="client" key={data.client?.id} defaultValue={data.client?.id} className={`${INPUT_LOOK} h-9 pr-8 pl-3`}>
              {data.clients.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
            </select>
          </label>
          <Button>{common("apply")}</Button>
        </Form>
      ) : null}
      <div className="rounded-lg border border-line">
        <DataTable
          label={data.title} rows={data.rows} rowKey={(row) => row.key} query={data.query} total={data.total} searchable csvTo="/relationships/kept.csv"
          columns={[
            { id: "name", header: t("kept.product"), cell: (row) => row.name, sortable: true },
            { id: "provider", header: t("kept.provider"), cell: (row) => row.provider, sortable: true },
            { id: "target", header: t("kept.target"), cell: (row) => promised(row.target), align: "end" },
            { id: "last", header: t("kept.month", { month: named(data.months[0]) }), cell: (row) => <KeptFigure kept={row.last} to={row.to} />, align: "end", sortable: true },
            { id: "before", header: t("kept.month", { month: named(data.months[1]) }), cell: (row) => <KeptFigure kept={row.before} />, align: "end", sortable: true },
            { id: "change", header: t("kept.change"), cell: (row) => (row.changeBp === null ? "–" : t("kept.points", { points: formatScoreChangeBp(row.changeBp, locale) })), align: "end", sortable: true },
          ]}
          empty={<EmptyState icon={<Scale aria-hidden size={20} />} title={t("kept.none.title")}>{t("kept.none.text")}</EmptyState>}
        />
      </div>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
