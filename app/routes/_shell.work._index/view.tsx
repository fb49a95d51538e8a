import { Link, useSearchParams } from "@remix-run/react";
import { CalendarClock, ListChecks, Plus, Scale, Upload } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { DataTable, type Column } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { StateChip, type ShownState } from "#app/components/state-chip.tsx";
import { withParameters, type TableQuery } from "#app/components/table-query.ts";
import { Tabs } from "#app/components/tabs.tsx";
import { Time } from "#app/components/time.tsx";
import { formatPeriod } from "#app/format/date.ts";
import { formatCount } from "#app/format/number.ts";
import type { Translate } from "#app/i18n/catalogue.ts";
import type { Locale } from "#app/domain/names.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";

interface Row {
  readonly id: string;
  readonly externalId: string;
  readonly title: string;
  readonly product: string;
  readonly provider: string;
  readonly client: string;
  readonly requestedAt: number | null;
  readonly dueAt: number | null;
  readonly deliveredAt: number | null;
  readonly state: string | null;
  readonly outcome: string | null;
  readonly standing: string | null;
  readonly agreementId: string | null;
}

interface WorkData {
  readonly rows: readonly Row[];
  readonly query: TableQuery;
  readonly total: number;
  readonly totalIsMore: boolean;
  readonly month: string;
  readonly promises: Readonly<Partial<Record<string, number>>>;
  readonly door: { readonly name: string; readonly period: string | null; readonly standings: readonly string[] } | null;
  readonly products: readonly { readonly id: string; readonly name: string }[];
  readonly departments: readonly { readonly id: string; readonly name: string }[];
  readonly zone: string;
  readonly now: number;
  readonly mayRequest: boolean;
  readonly mayImport: boolean;
  readonly maySeeDisputes: boolean;
}

const VIEWS = ["open", "risk", "late", "to_accept"] as const;
const STATES = ["requested", "in_progress", "paused", "delivered", "returned", "accepted", "cancelled"] as const;
const OUTCOMES = ["pending", "at_risk", "met", "breached", "unmeasurable", "void"] as const;

/** The list of tasks: saved views, filters, and the doors from scorecards. */
export function WorkPage({ data }: { readonly data: WorkData }) {
  const t = useT("work");
  const causes = useT("causes");
  const states = useT("states");
  const common = useT("common");
  const planned = useT("planned");
  const locale = useLocale();
  const [params] = useSearchParams();
  const { promises, query } = data;
  const count = (standing: string) => promises[standing] ?? 0;
  const figures = ["met", "breached", "pending", "at_risk"].some((standing) => count(standing) > 0);
  const options = (list: readonly { readonly id: string; readonly name: string }[]) => list.map((row) => ({ value: row.id, label: row.name }));
  return (
    <Page
      title={t("title")}
      width="full"
      sentence={
        figures
          ? t("sentence", {
              month: capital(formatPeriod(data.month, locale), locale),
              met: formatCount(count("met"), locale),
              breached: formatCount(count("breached"), locale),
              running: formatCount(count("pending") + count("at_risk"), locale),
              atRisk: formatCount(count("at_risk"), locale),
            })
          : t("question")
      }
      action={
        data.mayRequest ? (
          <LinkButton to="/work/new" tone="primary" icon={<Plus aria-hidden size={16} />}>
            {t("newRequest")}
          </LinkButton>
        ) : undefined
      }
      tabs={
        data.door ? undefined : (
          <Tabs
            label={t("views")}
            tabs={[null, ...VIEWS].map((view) => ({
              to: `/work${withParameters(params, { view })}`,
              label: t(`view.${view ?? "all"}`),
              current: (query.filters.view ?? null) === view,
            }))}
          />
        )
      }
    >
      {data.door ? (
        <Notice
          action={
            <span className="flex flex-wrap gap-x-4">
              <Link to={`/work/causes?obligation=${encodeURIComponent(params.get("obligation") ?? "")}`} className="font-medium text-accent hover:underline">
                {causes("why")}
              </Link>
              <Link to="/work" className="font-medium text-accent hover:underline">
                {t("door.clear")}
              </Link>
            </span>
          }
        >
          {[
            data.door.name,
            ...(data.door.period ? [formatPeriod(data.door.period, locale)] : []),
            data.door.standings.length > 0 ? data.door.standings.map((standing) => states(standing as ShownState)).join(", ") : t("door.all"),
          ].join(" · ")}
        </Notice>
      ) : null}
      <div className="-mx-4">
        <DataTable
          label={t("title")}
          columns={columnsOf(data, t, common)}
          rows={data.rows}
          rowKey={(row) => `${row.id} ${row.standing ?? ""} ${row.dueAt ?? ""}`}
          rowTo={(row) => (row.id.startsWith("o:") ? `/work/planned/one?obligation=${encodeURIComponent(params.get("obligation") ?? "")}&date=${row.id.slice(2)}` : `/work/${row.id}`)}
          query={query}
          total={data.total}
          totalIsMore={data.totalIsMore}
          searchable
          filters={
            data.door
              ? []
              : [
                  { name: "state", label: t("state"), options: STATES.map((state) => ({ value: state, label: states(state) })) },
                  {
                    name: "outcome",
                    label: t("outcome"),
                    options: [...OUTCOMES.map((outcome) => ({ value: outcome as string, label: states(outcome) })), { value: "none", label: t("outcome.none") }],
                  },
                  { name: "product", label: common("product.one"), options: options(data.products) },
                  { name: "provider", label: common("provider"), options: options(data.departments) },
                  { name: "client", label: common("client"), options: options(data.departments) },
                ]
          }
          csvTo="/work.csv"
          tools={
            <>
              <LinkButton to="/work/planned" size="small" tone="quiet" icon={<CalendarClock aria-hidden size={14} />}>
                {planned("link")}
              </LinkButton>
              {data.maySeeDisputes ? (
                <LinkButton to="/work/disputes" size="small" tone="quiet" icon={<Scale aria-hidden size={14} />}>
                  {t("disputes")}
                </LinkButton>
              ) : null}
              {data.mayImport ? (
                <LinkButton to="/work/import" size="small" tone="quiet" icon={<Upload aria-hidden size={14} />}>
                  {t("import")}
                </LinkButton>
              ) : null}
            </>
          }
          empty={
            <EmptyState
              icon={<ListChecks aria-hidden size={20} />}
              title={t("empty.title")}
              action={data.mayRequest ? <LinkButton to="/work/new">{t("newRequest")}</LinkButton> : undefined}
            >
              {t("empty.text")}
            </EmptyState>
          }
        />
      </div>
    </Page>
  );
}

function columnsOf({ zone, now }: WorkData, t: Translate<"work">, common: Translate<"common">): Column<Row>[] {
  return [
    {
      id: "title",
      header: t("task"),
      sortable: true,
      cell: (row) => (
        <>
          {row.title || (row.id.startsWith("o:") ? t("occurrence.missing") : row.product)}
          <span className="figures block text-sm font-normal text-faint">{row.externalId}</span>
        </>
      ),
    },
    { id: "product", header: common("product.one"), cell: (row) => row.product, hideInCard: true },
    {
      id: "parties",
      header: t("parties"),
      cell: (row) => (
        <span>
          {row.provider} <span className="text-faint">→</span> {row.client}
        </span>
      ),
    },
    { id: "requested", header: t("requested"), sortable: true, hideInCard: true, cell: (row) => (row.requestedAt === null ? "–" : <Time at={row.requestedAt} zone={zone} />) },
    { id: "due", header: t("due"), sortable: true, cell: (row) => (row.dueAt === null ? "–" : <Time at={row.dueAt} zone={zone} now={isOpen(row) ? now : undefined} />) },
    { id: "state", header: t("state"), sortable: true, cell: (row) => (row.state ? <StateChip state={row.state as ShownState} size="small" /> : "–") },
    { id: "outcome", header: t("outcome"), cell: (row) => (isPlanned(row) ? <span className="text-sm text-muted">{t("occurrence")}</span> : <StateChip state={outcomeOf(row)} size="small" />) },
  ];
}

const isOpen = (row: Row) => row.deliveredAt === null && row.state !== "cancelled";

/** Only its planned delivery is judged, and that is an item of its own. */
const isPlanned = (row: Row) => row.standing === null && row.outcome === null && row.agreementId !== null;

/** What a row counts as: behind a door its standing, else its worst outcome. */
function outcomeOf(row: Row): ShownState {
  if (row.standing) return row.standing as ShownState;
  if (row.outcome) return row.outcome as ShownState;
  return "no_agreement";
}

const capital = (text: string, locale: Locale) => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
