import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CalendarRange } from "lucide-react";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { ScoreTabs } from "#app/components/score/score-tabs.tsx";
import { StateChip } from "#app/components/state-chip.tsx";
import { Time } from "#app/components/time.tsx";
import { periodsClosedWith } from "#app/domain/score/pay-period-months.ts";
import { formatPeriod } from "#app/format/date.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "period.read");
  const [organisation, rows, locale] = await Promise.all([loadOrganisation(context.store), loadPeriods(context.store), localeFor(request, context)]);
  const now = context.now();
  const periods = rows
    .filter((row) => row.from <= now || row.state !== "open")
    .map(({ month, state, to, reviewEndsAt, closedAt }) => ({ month, state, to, reviewEndsAt, closedAt, freezes: periodsClosedWith(month, organisation?.payPeriod ?? "quarter")[1] ?? null }))
    .reverse();
  const next = [...periods].reverse().find((row) => row.state !== "closed" && row.to <= now) ?? null;
  return json({ title: translateIn(locale, "scorecards")("periods.title"), zone: viewer.timeZone, periods, next });
}

export default function Periods() {
  const { periods, next, zone } = useLoaderData<typeof loader>();
  const t = useT("scorecards");
  const common = useT("common");
  const locale = useLocale();
  return (
    <Page
      title={t("periods.title")}
      sentence={next && next.state !== "closed" ? t("periods.sentence", { month: formatPeriod(next.month, locale), state: t(`state.word.${next.state}`) }) : t("periods.allClosed")}
      tabs={<ScoreTabs current="periods" withPeriods />}
    >
      <DataTable
        label={t("periods.title")}
        rows={periods}
        rowKey={(row) => row.month}
        rowTo={(row) => `/periods/${row.month}`}
        empty={
          <EmptyState icon={<CalendarRange aria-hidden size={20} />} title={t("periods.empty.title")}>
            {t("periods.empty.text")}
          </EmptyState>
        }
        columns={[
          { id: "month", header: common("period"), explain: common("explain.period"), cell: (row) => <span className="inline-block first-letter:uppercase">{formatPeriod(row.month, locale)}</span> },
          { id: "state", header: common("state"), cell: (row) => <StateChip state={row.state} size="small" /> },
          { id: "cutOff", header: t("periods.cutOff"), cell: (row) => <Time at={row.to} zone={zone} /> },
          { id: "review", header: t("periods.reviewEnds"), cell: (row) => (row.reviewEndsAt === null ? "–" : <Time at={row.reviewEndsAt} zone={zone} />) },
          { id: "closed", header: t("periods.closed"), cell: (row) => (row.closedAt === null ? "–" : <Time at={row.closedAt} zone={zone} />) },
          { id: "with", header: t("periods.freezes"), cell: (row) => (row.freezes ? t("periods.freezes.quarter", { quarter: formatPeriod(row.freezes, locale) }) : "–") },
        ]}
      />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
