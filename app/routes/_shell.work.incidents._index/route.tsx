import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { TriangleAlert } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Time } from "#app/components/time.tsx";
import { can } from "#app/domain/access/can.ts";
import { nameIn } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { nameIncidents, readIncidentQuery } from "#app/web/incident-rows.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { listIncidents } from "#db/queries/incidents.server.ts";

/** Every declared incident: open to everyone, as it takes breaches out of the count. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "incident.read");
  const { store } = context;
  const [locale, departments] = await Promise.all([localeFor(request, context), loadDepartments(store)]);
  const { query, filter } = readIncidentQuery(new URL(request.url), departments.map((row) => row.id));
  const { rows, total } = await listIncidents(store, filter, { limit: query.pageSize, offset: query.offset, descending: query.sort.descending });
  const t = translateIn(locale, "delays");
  return json({
    title: t("incidents"), sentence: total === 0 ? t("incidents.none") : t("incidents.sentence", { count: total }), query, total, rows: await nameIncidents(store, rows, locale),
    departments: departments.map((row) => ({ value: row.id, label: nameIn(row.name, locale) })),
    mayDeclare: can(viewer.actor, "incident.declare"), zone: viewer.timeZone, now: context.now(),
  });
}

export default function Incidents() {
  const data = useLoaderData<typeof loader>();
  const t = useT("delays");
  const work = useT("work");
  const common = useT("common");
  const { zone, now } = data;
  return (
    <Page
      title={data.title}
      sentence={data.sentence}
      crumbs={[{ label: work("title"), to: "/work" }]}
      action={data.mayDeclare ? <LinkButton tone="primary" to="/work/incidents/new">{t("incident.new")}</LinkButton> : undefined}
    >
      <div className="rounded-lg border border-line">
        <DataTable
          label={data.title}
          rows={data.rows}
          rowKey={(row) => row.id}
          rowTo={(row) => `/work/incidents/${row.id}`}
          query={data.query}
          total={data.total}
          searchable
          csvTo="/work/incidents.csv"
          filters={[
            { name: "state", label: common("state"), options: (["standing", "withdrawn"] as const).map((value) => ({ value, label: t(`incident.state.${value}`) })) },
            { name: "department", label: common("department"), options: data.departments },
          ]}
          columns={[
            { id: "title", header: t("incident.title"), cell: (row) => row.title },
            { id: "departments", header: t("incident.departments"), cell: (row) => row.departments },
            { id: "from", header: t("incident.from"), cell: (row) => <Time at={row.from} zone={zone} now={now} />, sortable: true },
            { id: "to", header: t("incident.to"), cell: (row) => <Time at={row.to} zone={zone} now={now} /> },
            { id: "state", header: common("state"), cell: (row) => t(`incident.state.${row.state}`) },
            { id: "by", header: t("incident.by"), cell: (row) => row.by, hideInCard: true },
          ]}
          empty={
            <EmptyState icon={<TriangleAlert aria-hidden size={20} />} title={t("incidents.none")}>
              {t("incidents.none.text")}
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
