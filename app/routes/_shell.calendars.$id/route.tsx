import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { Card, Facts } from "#app/components/card.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Time } from "#app/components/time.tsx";
import { hoursOf } from "#app/format/duration.ts";
import { formatCount } from "#app/format/number.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { ExplainBox } from "./explain-box.tsx";
import { readCalendarPage } from "./read.server.ts";
import { Sums, YearGrid } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "calendar.read");
  const facts = await readPageFacts(request, context);
  const page = await readCalendarPage(request, params.id ?? "", context, facts);
  const t = translateIn(facts.locale, "catalogue");
  const { sum } = page.hours;
  const values = { year: page.year, days: formatCount(sum.days, facts.locale), hours: hoursOf(sum.ms, facts.locale) };
  const difference = page.norm ? Math.round(sum.ms / 3_600_000) - page.norm.sum.hours : null;
  const sentence = difference === null ? t("sentence.calendar", values) : difference === 0 ? t("sentence.calendarNorm", values) : t("sentence.calendarOff", { ...values, norm: formatCount(page.norm?.sum.hours ?? 0, facts.locale) });
  return json({ ...page, sentence, viewerZone: viewer.timeZone, today: facts.today, now: facts.now });
}

export default function Calendar() {
  const data = useLoaderData<typeof loader>();
  const t = useT("catalogue");
  const step = (to: number, icon: React.ReactNode, label: string) => (
    <Link to={`?year=${to}`} preventScrollReset aria-label={label} title={label} className="grid size-8 place-items-center rounded-md border border-line hover:bg-hover">
      {icon}
    </Link>
  );
  return (
    <Page
      title={data.name}
      sentence={data.sentence}
      crumbs={[{ label: t("calendars"), to: "/calendars" }]}
      aside={
        <div className="no-print flex items-center gap-1">
          {step(data.year - 1, <ChevronLeft aria-hidden size={16} />, t("yearBefore"))}
          <span className="figures px-1 font-medium">{data.year}</span>
          {step(data.year + 1, <ChevronRight aria-hidden size={16} />, t("yearAfter"))}
        </div>
      }
    >
      <YearGrid hours={data.hours} today={data.today} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Sums hours={data.hours} norm={data.norm} />
        <div className="flex min-w-0 flex-col gap-5">
          <ExplainBox explain={data.explain} zone={data.zone} year={data.year} now={data.now} />
          <Card title={t("about.calendar")}>
            <Facts
              rows={[
                { name: t("zone"), value: data.zone },
                { name: t("code"), value: data.code },
                { name: t("departments"), value: data.departments.map((row) => <Link key={row.id} to={`/departments/${row.id}`} className="door mr-3 inline-block">{row.name}</Link>) },
                {
                  name: t("versions"),
                  value: data.versions.map((row) => (
                    <span key={row.number} className="block">
                      {row.number === data.version ? <strong>{row.number}</strong> : <Link to={`?version=${row.number}`} className="door">{row.number}</Link>}
                      <span className="ml-2 text-sm text-muted"><Time at={row.createdAt} zone={data.viewerZone} /> {row.by}</span>
                    </span>
                  )),
                },
              ]}
            />
          </Card>
        </div>
      </div>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.name);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
