import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ShieldCheck } from "lucide-react";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { PeriodSwitcher } from "#app/components/period-switcher.tsx";
import { RatingTabs } from "#app/components/rating-tabs.tsx";
import { FAIRNESS_KINDS } from "#app/domain/survey/fairness-flags.ts";
import { capital } from "#app/format/capital.ts";
import { formatPeriod } from "#app/format/date.ts";
import { formatCount } from "#app/format/number.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { LOOK_STATES, readFairnessRows } from "#app/web/fairness-rows.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "fairness.read");
  allow(viewer, "fairness.read", {});
  const locale = await localeFor(request, context);
  const read = await readFairnessRows(context, new URL(request.url), locale);
  if (!read) throw fault(404, "not_found");
  const { frame, query, rows, total, all } = read;
  const t = translateIn(locale, "fairness");
  const open = all.filter((row) => row.state === "new").length;
  const period = capital(formatPeriod(frame.period, locale), locale);
  const choices = (names: readonly string[], of: string) => names.map((value) => ({ value, label: t(`${of}.${value}` as "kind.lenient") }));
  return json({
    title: t("title"), sentence: open === 0 ? t("sentence.none", { period }) : t("sentence", { count: open, period }), period: frame.period, periods: frame.periods, query, rows, total,
    kinds: choices(FAIRNESS_KINDS, "kind"), states: choices(LOOK_STATES, "state"),
  });
}

export default function Fairness() {
  const { title, sentence, period, periods, query, rows, total, kinds, states } = useLoaderData<typeof loader>();
  const t = useT("fairness");
  const locale = useLocale();
  return (
    <Page title={title} sentence={sentence} aside={<PeriodSwitcher periods={periods} current={period} />} tabs={<RatingTabs current="fairness" withFairness />} width="full">
      <p className="max-w-3xl text-pretty text-muted">{t("explain")}</p>
      <div className="rounded-lg border border-line">
        <DataTable
          label={title}
          rows={rows}
          rowKey={(row) => row.key}
          rowTo={(row) => `/ratings/fairness/${encodeURIComponent(row.key)}?period=${period}`}
          query={query}
          total={total}
          searchable
          csvTo="/ratings/fairness.csv"
          filters={[
            { name: "kind", label: t("kind"), options: kinds },
            { name: "state", label: t("state"), options: states },
          ]}
          columns={[
            { id: "kind", header: t("kind"), cell: (row) => t(`kind.${row.kind}`), sortable: true },
            { id: "why", header: t("why"), cell: (row) => row.why },
            { id: "answers", header: t("answers"), cell: (row) => formatCount(row.answers, locale), align: "end", sortable: true },
            { id: "state", header: t("state"), cell: (row) => t(`state.${row.state}`), sortable: true },
          ]}
          empty={
            <EmptyState icon={<ShieldCheck aria-hidden size={20} />} title={t("none.title")}>
              {t("none.text")}
            </EmptyState>
          }
        />
      </div>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
