import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { Columns3, TrendingUp } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { classNames } from "#app/components/class-names.ts";
import { ClockWord } from "#app/components/clock-word.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { CASE_LOOKS, StateChip } from "#app/components/state-chip.tsx";
import { withParameters } from "#app/domain/list/table-query.ts";
import { Tabs } from "#app/components/tabs.tsx";
import { mayEver } from "#app/domain/access/can.ts";
import { CASE_ORIGINS } from "#app/domain/improvement/case-cause.ts";
import { formatDayShort } from "#app/format/date.ts";
import { formatCount } from "#app/format/number.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { readCaseRows } from "#app/operations/lists/case-list.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "case.read");
  const locale = await localeFor(request, context);
  const now = context.now();
  const read = await readCaseRows(new URL(request.url).searchParams, context.store, viewer.actor, locale, now);
  return json({ title: translateIn(locale, "improvement")("title"), ...read, mayOpen: mayEver(viewer.actor, "case.open"), zone: viewer.timeZone, now });
}

export default function Improvement() {
  const data = useLoaderData<typeof loader>();
  const t = useT("improvement");
  const common = useT("common");
  const locale = useLocale();
  const [params] = useSearchParams();
  const { counts, zone, now } = data;
  return (
    <Page
      title={t("title")}
      sentence={t("sentence", { open: formatCount(counts.active, locale), toCheck: formatCount(counts.to_check, locale), confirmed: formatCount(counts.confirmed, locale) })}
      action={
        <>
          <LinkButton to="/improvement/board" icon={<Columns3 aria-hidden size={16} />}>
            {t("board")}
          </LinkButton>
          {data.mayOpen ? <LinkButton tone="primary" to="/improvement/new">{t("new")}</LinkButton> : null}
        </>
      }
      tabs={
        <Tabs
          label={t("views")}
          tabs={(["active", "to_check", "confirmed", "all"] as const).map((view) => ({
            to: `/improvement${withParameters(params, { view: view === "active" ? null : view })}`,
            label: t(`view.${view}`),
            current: data.view === view,
            ...(view === "all" ? {} : { count: formatCount(counts[view], locale) }),
          }))}
        />
      }
    >
      <div className="rounded-lg border border-line">
        <DataTable
          label={t("title")}
          columns={[
            { id: "problem", header: t("problem"), cell: (row) => row.problem },
            { id: "parties", header: t("parties"), cell: (row) => `${row.provider} → ${row.client}` },
            { id: "origin", header: t("origin"), cell: (row) => t(`origin.${row.origin}`), hideInCard: true },
            { id: "owner", header: t("owner"), cell: (row) => row.owner ?? <span className="text-faint">{t("owner.none")}</span> },
            {
              id: "clock",
              header: t("clock"),
              cell: (row) =>
                row.clock ? (
                  <span className="flex flex-col">
                    <span>{t(`clock.${row.clock.clock}`)}</span>
                    <ClockWord {...row.clock} zone={zone} now={now} />
                  </span>
                ) : (
                  <span className="text-faint">–</span>
                ),
            },
            {
              id: "due",
              header: t("due"),
              sortable: true,
              cell: (row) => {
                const isLate = row.clock !== null && row.dueOn < data.today;
                return (
                  <span className={classNames("figures whitespace-nowrap", isLate && "text-breach")}>
                    {formatDayShort(row.dueOn, locale)}
                    {isLate ? ` · ${t("overdue")}` : ""}
                  </span>
                );
              },
            },
            { id: "state", header: t("state"), cell: (row) => <StateChip state={CASE_LOOKS[row.state]} word={t(`state.${row.state}`)} size="small" /> },
          ]}
          rows={data.rows}
          rowKey={(row) => row.id}
          rowTo={(row) => `/improvement/${row.id}`}
          query={data.query}
          total={data.total}
          searchable
          csvTo="/improvement.csv"
          filters={[
            { name: "origin", label: t("origin"), options: CASE_ORIGINS.map((value) => ({ value, label: t(`origin.${value}`) })) },
            { name: "provider", label: common("provider"), options: data.providers },
          ]}
          empty={
            <EmptyState icon={<TrendingUp aria-hidden size={20} />} title={t("empty.title")}>
              {t("empty.text")}
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
