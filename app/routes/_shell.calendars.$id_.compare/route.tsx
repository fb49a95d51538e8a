import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { compareCalendars } from "#app/domain/calendar/compare-calendars.ts";
import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import { nameIn } from "#app/domain/names.ts";
import { formatInstant } from "#app/format/instant.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { findCalendar } from "#db/queries/catalogue.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { DifferenceTable } from "../_shell.calendars.new/difference-table.tsx";

/** Two versions of a calendar, day by day over a year. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "calendar.read");
  const [facts, found] = await Promise.all([readPageFacts(request, context), findCalendar(context.store, params.id ?? "")]);
  if (!found) throw fault(404, "not_found");
  const query = new URL(request.url).searchParams;
  const asked = (name: string) => found.versions.find((row) => String(row.number) === query.get(name));
  const newer = asked("b") ?? found.versions[0];
  const older = asked("a") ?? found.versions.find((row) => newer && row.number === newer.number - 1) ?? newer;
  if (!newer || !older) throw fault(404, "not_found");
  const thisYear = Number(facts.today.slice(0, 4));
  const year = /^(19[7-9]|20)\d\d?\d?$/.test(query.get("year") ?? "") && query.get("year")?.length === 4 ? Number(query.get("year")) : thisYear;
  const [person] = newer.createdBy ? await loadPeople(context.store, [newer.createdBy]) : [];
  const t = translateIn(facts.locale, "calendars");
  return json({
    id: found.id, name: nameIn(found.name, facts.locale), year, thisYear, a: older.number, b: newer.number, numbers: found.versions.map((row) => row.number),
    title: t(older.number === newer.number ? "compare.title.one" : "compare.title", { name: nameIn(found.name, facts.locale), a: older.number, b: newer.number }),
    sentence: t("compare.sentence", { by: person ? personName(person, facts.locale) : t("nobody"), when: formatInstant(newer.createdAt, viewer.timeZone, facts.locale) }),
    differences: compareCalendars(compileCalendar(older.spec), compileCalendar(newer.spec), `${year}-01-01`, `${year}-12-31`),
  });
}

export default function CompareVersions() {
  const data = useLoaderData<typeof loader>();
  const t = useT("calendars");
  const catalogue = useT("catalogue");
  const select = (name: string, label: string, value: number, values: readonly number[]) => (
    <label className="flex flex-col gap-1">
      <span className="text-sm text-muted">{label}</span>
      <select name={name} defaultValue={value} key={`${name} ${value}`} className={`${INPUT_LOOK} h-9 pr-8 pl-3`}>
        {values.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    </label>
  );
  return (
    <Page title={data.title} sentence={data.numbers.length > 1 ? data.sentence : t("compare.onlyOne")} crumbs={[{ label: catalogue("calendars"), to: "/calendars" }, { label: data.name, to: `/calendars/${data.id}` }]}>
      <Form method="get" className="no-print flex flex-wrap items-end gap-3">
        {select("a", t("compare.older"), data.a, data.numbers)}
        {select("b", t("compare.newer"), data.b, data.numbers)}
        {select("year", t("compare.year"), data.year, Array.from({ length: 9 }, (_, i) => data.thisYear - 5 + i))}
        <Button>{t("compare.show")}</Button>
      </Form>
      <DifferenceTable differences={data.differences} more={0} fromYear={data.year} toYear={data.year} />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
