import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { TrendingUp } from "lucide-react";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { readTableQuery, withParameters } from "#app/components/table-query.ts";
import { Tabs } from "#app/components/tabs.tsx";
import { classNames } from "#app/components/class-names.ts";
import { CASE_STATES, type CaseState } from "#app/domain/improvement/decide-case.ts";
import { nameIn } from "#app/domain/names.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { formatDayShort } from "#app/format/date.ts";
import { formatCount } from "#app/format/number.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { caseTitle } from "#app/web/case-title.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { scopeFor } from "#app/web/work-scope.server.ts";
import { countCases, listCases, loadObligationNames } from "#db/queries/cases.server.ts";
import { loadDepartments, loadOrganisation } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";

const VIEWS = ["to_check", "confirmed", "all"] as const;
const STATES_OF: Readonly<Record<"active" | (typeof VIEWS)[number], readonly CaseState[]>> = {
  active: ["open", "in_progress", "reopened"],
  to_check: ["to_check"],
  confirmed: ["confirmed"],
  all: CASE_STATES,
};

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "case.read");
  const { store } = context;
  const query = readTableQuery(new URL(request.url).searchParams, {
    sortable: ["due"],
    defaultSort: { column: "due", descending: false },
    filters: { view: VIEWS },
    pageSize: 50,
  });
  const view = (query.filters.view as (typeof VIEWS)[number] | undefined) ?? "active";
  const scope = scopeFor(viewer.actor, "case.read");
  const [locale, organisation, departments, counts, rows] = await Promise.all([
    localeFor(request, context),
    loadOrganisation(store),
    loadDepartments(store, "all"),
    countCases(store, scope),
    listCases(store, { states: STATES_OF[view], scope }, { limit: query.pageSize, offset: query.offset }),
  ]);
  const owners = rows.flatMap((row) => (row.ownerId ? [row.ownerId] : []));
  const [people, lines] = await Promise.all([
    owners.length > 0 ? loadPeople(store, [...new Set(owners)]) : [],
    loadObligationNames(store, rows.flatMap((row) => (row.origin === "line" && row.obligationKey ? [row.obligationKey] : []))),
  ]);
  const nameOf = (id: string | null) => (id ? nameIn(departments.find((row) => row.id === id)?.name ?? {}, locale) : "");
  const total = (states: readonly CaseState[]) => states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  return json({
    title: translateIn(locale, "improvement")("title"),
    view,
    query,
    total: total(STATES_OF[view]),
    counts: { active: total(STATES_OF.active), to_check: total(["to_check"]), confirmed: total(["confirmed"]) },
    today: localDateOf(zoneOf(organisation?.zone ?? "UTC"), context.now()),
    rows: rows.map((row) => {
      const owner = people.find((one) => one.id === row.ownerId);
      return {
        id: row.id, problem: caseTitle(row, lines, locale).slice(0, 200), provider: nameOf(row.providerId), client: nameOf(row.clientId), owner: owner ? personName(owner, locale) : null, dueOn: row.dueOn,
        state: row.state, origin: row.origin,
      };
    }),
  });
}

export default function Improvement() {
  const data = useLoaderData<typeof loader>();
  const t = useT("improvement");
  const locale = useLocale();
  const [params] = useSearchParams();
  const { counts } = data;
  return (
    <Page
      title={t("title")}
      sentence={t("sentence", { open: formatCount(counts.active, locale), toCheck: formatCount(counts.to_check, locale), confirmed: formatCount(counts.confirmed, locale) })}
      tabs={
        <Tabs
          label={t("views")}
          tabs={(["active", ...VIEWS] as const).map((view) => ({
            to: `/improvement${withParameters(params, { view: view === "active" ? null : view })}`,
            label: t(`view.${view}`),
            current: data.view === view,
            ...(view === "all" ? {} : { count: formatCount(counts[view], locale) }),
          }))}
        />
      }
    >
      <div className="-mx-4">
        <DataTable
          label={t("title")}
          columns={[
            {
              id: "problem",
              header: t("problem"),
              cell: (row) => row.problem,
            },
            {
              id: "parties",
              header: t("parties"),
              cell: (row) => (row.client ? `${row.provider} → ${row.client}` : row.provider),
            },
            { id: "origin", header: t("origin"), cell: (row) => t(`origin.${row.origin}`), hideInCard: true },
            { id: "owner", header: t("owner"), cell: (row) => row.owner ?? <span className="text-faint">{t("owner.none")}</span> },
            {
              id: "due",
              header: t("due"),
              cell: (row) => {
                const isLate = row.state !== "confirmed" && row.dueOn < data.today;
                return (
                  <span className={classNames("figures whitespace-nowrap", isLate && "text-breach")}>
                    {formatDayShort(row.dueOn, locale)}
                    {isLate ? ` · ${t("overdue")}` : ""}
                  </span>
                );
              },
            },
            { id: "state", header: t("state"), cell: (row) => t(`state.${row.state}`) },
          ]}
          rows={data.rows}
          rowKey={(row) => row.id}
          rowTo={(row) => `/improvement/${row.id}`}
          query={{ ...data.query, filters: {} }}
          total={data.total}
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
