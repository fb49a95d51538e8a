import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CalendarDays } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { can } from "#app/domain/access/can.ts";
import { yearToConfirm } from "#app/domain/calendar/confirm-year.ts";
import { loadConfirmedYears } from "#db/queries/catalogue.server.ts";
import { CatalogueTabs } from "#app/components/catalogue-tabs.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { readTableQuery } from "#app/domain/list/table-query.ts";
import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import { yearHours } from "#app/domain/calendar/year-hours.ts";
import { nameIn } from "#app/domain/names.ts";
import { formatCount } from "#app/format/number.ts";
import { hoursOf } from "#app/format/duration.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { loadCalendars } from "#db/queries/agreements.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { pageOfRows } from "#app/web/page-of-rows.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "calendar.read");
  const { locale, today } = await readPageFacts(request, context);
  const [calendars, departments, confirmed] = await Promise.all([loadCalendars(context.store), loadDepartments(context.store), loadConfirmedYears(context.store)]);
  const query = readTableQuery(new URL(request.url).searchParams, { sortable: ["name", "zone", "days", "hours", "departments"], defaultSort: { column: "name", descending: false }, filters: {}, pageSize: 50 });
  const year = Number(today.slice(0, 4));
  const all = calendars.map((row) => {
    const { sum } = yearHours(compileCalendar(row.spec), year);
    return { id: row.calendarId, name: nameIn(row.name, locale), code: row.code, zone: row.spec.tz, days: sum.days, ms: sum.ms, departments: departments.filter((department) => department.calendarId === row.calendarId).length };
  });
  const page = pageOfRows(all, query, {
    text: (row) => `${row.name} ${row.code} ${row.zone}`,
    sort: { name: (row) => row.name, zone: (row) => row.zone, days: (row) => row.days, hours: (row) => row.ms, departments: (row) => row.departments },
    filter: {},
  });
  const t = translateIn(locale, "catalogue");
  const waiting = calendars.filter((row) => yearToConfirm(row.spec.tz, today, new Set(confirmed.filter((one) => one.calendarId === row.calendarId).map((one) => one.year))) !== null);
  return json({ waiting: waiting.map((row) => nameIn(row.name, locale)), mayEdit: can(viewer.actor, "calendar.edit"), title: t("calendars"), sentence: t("sentence.calendars", { count: all.length }), year, query, rows: page.rows, total: page.total });
}

export default function Calendars() {
  const data = useLoaderData<typeof loader>();
  const t = useT("catalogue");
  const c = useT("calendars");
  const common = useT("common");
  const locale = useLocale();
  return (
    <Page title={data.title} sentence={data.sentence} tabs={<CatalogueTabs />} action={data.mayEdit ? <LinkButton tone="primary" to="/calendars/new">{c("new")}</LinkButton> : undefined}>
      {data.waiting.length > 0 ? <Notice tone="warning">{c("unconfirmed", { count: data.waiting.length, year: data.year + 1, names: data.waiting.join("; ") })}</Notice> : null}
      <div className="rounded-lg border border-line">
        <DataTable
          label={t("calendars")}
          rows={data.rows}
          rowKey={(row) => row.id}
          rowTo={(row) => `/calendars/${row.id}`}
          query={data.query}
          total={data.total}
          searchable
          columns={[
            { id: "name", header: common("name"), cell: (row) => row.name, sortable: true },
            { id: "zone", header: t("zone"), cell: (row) => row.zone, sortable: true },
            { id: "days", header: t("daysIn", { year: data.year }), cell: (row) => formatCount(row.days, locale), align: "end", sortable: true },
            { id: "hours", header: t("hoursIn", { year: data.year }), cell: (row) => hoursOf(row.ms, locale), align: "end", sortable: true },
            { id: "departments", header: t("departments"), cell: (row) => formatCount(row.departments, locale), align: "end", sortable: true, explain: t("calendarDepartments.explain") },
          ]}
          empty={<EmptyState icon={<CalendarDays aria-hidden size={20} />} title={t("calendars.none")}>{t("calendars.none.text")}</EmptyState>}
        />
      </div>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
