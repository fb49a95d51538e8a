import { useSearchParams } from "@remix-run/react";
import { CalendarClock } from "lucide-react";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Page } from "#app/components/page.tsx";
import { StateChip } from "#app/components/state-chip.tsx";
import { type TableQuery, withParameters } from "#app/domain/list/table-query.ts";
import { Tabs } from "#app/components/tabs.tsx";
import { Time } from "#app/components/time.tsx";
import { STANDINGS } from "#app/domain/evaluation/verdict.ts";
import { formatDay } from "#app/format/date.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { NamedPlanned } from "./planned-query.server.ts";

const VIEWS = ["upcoming", "past", "asked", "all"] as const;

interface PlannedData {
  readonly title: string;
  readonly rows: readonly NamedPlanned[];
  readonly total: number;
  readonly query: TableQuery;
  readonly view: (typeof VIEWS)[number];
  readonly waiting: number;
  readonly agreements: readonly { readonly value: string; readonly label: string }[];
  readonly products: readonly { readonly value: string; readonly label: string }[];
  readonly zone: string;
  readonly now: number;
}

/** The list of planned deliveries: ahead first, the soonest at the top. */
export function PlannedPage({ data }: { readonly data: PlannedData }) {
  const t = useT("planned");
  const work = useT("work");
  const common = useT("common");
  const states = useT("states");
  const locale = useLocale();
  const [params] = useSearchParams();
  const { query, zone, now } = data;
  const { view: _view, ...filters } = query.filters as Readonly<Record<string, string>>;
  return (
    <Page
      title={data.title}
      width="full"
      sentence={data.waiting === 0 ? t("sentence.none") : t("sentence", { count: data.waiting })}
      crumbs={[{ label: work("title"), to: "/work" }]}
      tabs={
        <Tabs
          label={t("views")}
          tabs={VIEWS.map((view) => ({
            to: `/work/planned${withParameters(params, { view: view === "upcoming" ? null : view, sort: null })}`,
            label: t(`view.${view}`),
            current: view === data.view,
            ...(view === "asked" && data.waiting > 0 ? { count: String(data.waiting) } : {}),
          }))}
        />
      }
    >
      <div className="-mx-4">
        <DataTable
          label={data.title}
          rows={data.rows}
          rowKey={(row) => `${row.obligationKey} ${row.scheduledOn}`}
          rowTo={(row) => `/work/planned/one?obligation=${encodeURIComponent(row.obligationKey)}&date=${row.scheduledOn}`}
          query={{ ...query, filters }}
          total={data.total}
          searchable
          csvTo="/work/planned.csv"
          filters={[
            { name: "agreement", label: t("agreement"), options: data.agreements },
            { name: "product", label: common("product.one"), options: data.products },
            { name: "state", label: t("state"), options: STANDINGS.map((standing) => ({ value: standing, label: states(standing) })) },
          ]}
          columns={[
            {
              id: "what",
              header: t("what"),
              cell: (row) => (
                <>
                  {row.line.name}
                  {row.line.product === row.line.name ? null : <span className="block text-sm font-normal text-faint">{row.line.product}</span>}
                </>
              ),
            },
            {
              id: "parties",
              header: work("parties"),
              cell: (row) => (
                <span>
                  {row.line.provider} <span className="text-faint">→</span> {row.line.client}
                </span>
              ),
            },
            { id: "agreement", header: t("agreement"), cell: (row) => <span className="figures">{row.line.agreement}</span>, hideInCard: true },
            { id: "plannedFor", header: t("plannedFor"), cell: (row) => formatDay(row.scheduledOn, locale), hideInCard: true },
            { id: "due", header: t("due"), sortable: true, cell: (row) => <Time at={row.dueAt} zone={zone} now={row.taskId === null && row.dueAt > now ? now : undefined} /> },
            { id: "change", header: t("change"), cell: (row) => (row.isAsked ? t("change.asked") : row.change ? t(`change.${row.change}`) : "–") },
            { id: "state", header: t("state"), cell: (row) => (row.standing ? <StateChip state={row.standing} size="small" /> : "–") },
          ]}
          empty={
            <EmptyState icon={<CalendarClock aria-hidden size={20} />} title={t("empty.title")}>
              {t("empty.text")}
            </EmptyState>
          }
        />
      </div>
    </Page>
  );
}
