import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Timer } from "lucide-react";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { PeriodSwitcher } from "#app/components/period-switcher.tsx";
import { ScoreTabs } from "#app/components/score/score-tabs.tsx";
import { capital } from "#app/format/capital.ts";
import { formatPeriod } from "#app/format/date.ts";
import { formatInstantNear } from "#app/format/instant.ts";
import { formatCount } from "#app/format/number.ts";
import { formatPercentBp } from "#app/format/percent.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { readHabitsPage } from "./read.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "period.read");
  const locale = await localeFor(request, context);
  const { all: _all, ...page } = await readHabitsPage(context, viewer, new URL(request.url), locale);
  return json({ ...page, title: translateIn(locale, "delays")("habits"), zone: viewer.timeZone, now: context.now() });
}

export default function HabitsPage() {
  const data = useLoaderData<typeof loader>();
  const t = useT("delays");
  const common = useT("common");
  const locale = useLocale();
  // Until the first night has counted them they are unknown, not none.
  const counted = (n: number) => (data.countedAt === null ? "–" : formatCount(n, locale));
  const share = (bp: number | null) => (bp === null ? "–" : formatPercentBp(bp, locale));
  const period = data.frame?.period ?? "";
  return (
    <Page
      title={data.title}
      sentence={data.frame ? `${t("habits.sentence", { months: capital(formatPeriod(period, locale), locale) })} ${data.countedAt === null ? t("habits.notCounted") : t("habits.countedAt", { when: formatInstantNear(data.countedAt, data.now, data.zone, locale) })}` : null}
      aside={data.frame ? <PeriodSwitcher periods={data.frame.periods} current={period} /> : null}
      tabs={<ScoreTabs current="habits" withPeriods />}
      width="full"
    >
      <p className="text-pretty text-muted">{t("habits.explain")}</p>
      <div className="rounded-lg border border-line">
        <DataTable
          label={data.title}
          rows={data.rows}
          rowKey={(row) => row.departmentId}
          rowTo={(row) => `/scorecards/${row.departmentId}?period=${period}`}
          query={data.query}
          total={data.total}
          searchable
          csvTo="/scorecards/habits.csv"
          columns={[
            { id: "name", header: common("department"), cell: (row) => row.name, sortable: true },
            { id: "due", header: t("habits.due"), cell: (row) => formatCount(row.due, locale), align: "end", sortable: true },
            { id: "excused", header: t("habits.excused"), cell: (row) => share(row.excusedBp), align: "end", sortable: true, explain: t("habits.excused.explain") },
            { id: "tasks", header: t("habits.tasks"), cell: (row) => counted(row.tasks), align: "end", sortable: true, explain: t("habits.tasks.explain") },
            { id: "moved", header: t("habits.moved"), cell: (row) => share(row.movedBp), align: "end", sortable: true, explain: t("habits.moved.explain") },
            { id: "movedTwice", header: t("habits.movedTwice"), cell: (row) => counted(row.movedTwice), align: "end", sortable: true },
            { id: "paused", header: t("habits.paused"), cell: (row) => share(row.pausedBp), align: "end", sortable: true, explain: t("habits.paused.explain") },
            { id: "rejected", header: t("habits.rejected"), cell: (row) => counted(row.rejected), align: "end" },
          ]}
          empty={
            <EmptyState icon={<Timer aria-hidden size={20} />} title={t("habits.none")}>
              {t("habits.none.text")}
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
