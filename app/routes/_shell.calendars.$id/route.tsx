import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { ChevronLeft, ChevronRight, Download, Pencil } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { Card, Facts } from "#app/components/card.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Time } from "#app/components/time.tsx";
import { hoursOf } from "#app/format/duration.ts";
import { formatCount } from "#app/format/number.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { can } from "#app/domain/access/can.ts";
import { confirmCalendarYear } from "#app/operations/confirm-calendar-year.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { ConfirmYear } from "./confirm-year.tsx";
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
  return json({ ...page, sentence, mayEdit: can(viewer.actor, "calendar.edit"), viewerZone: viewer.timeZone, today: facts.today, now: facts.now });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "calendar.edit");
  allow(viewer, "calendar.edit", {});
  const form = await request.formData();
  const [year, number] = [Number(form.get("year")), Number(form.get("number"))];
  if (!Number.isInteger(year) || year < 1970 || year > 2099) throw fault(400, "bad_request");
  const ctx = { store: context.store, now: context.now(), actor: { kind: "account", id: viewer.actor.accountId, address: context.address } } as const;
  const done = await confirmCalendarYear(ctx, { calendarId: params.id ?? "", year, number, personId: viewer.actor.personId });
  if (!done.ok && done.code === "unknown_calendar") throw fault(404, "not_found");
  if (!done.ok) return json({ refused: done.code }, { status: 409 });
  return redirect(`/calendars/${encodeURIComponent(params.id ?? "")}?year=${year}`, { headers: { "Set-Cookie": setFlash({ key: "flash.yearConfirmed", tone: "done" }, context.mode === "production") } });
}

export default function Calendar() {
  const data = useLoaderData<typeof loader>();
  const t = useT("catalogue");
  const c = useT("calendars");
  const acted = useActionData<typeof action>();
  const version = data.isNewest ? "" : `&version=${data.version}`;
  const step = (to: number, icon: React.ReactNode, label: string) => (
    <Link to={`?year=${to}${version}`} preventScrollReset aria-label={label} title={label} className="grid size-8 place-items-center rounded-md border border-line hover:bg-hover">
      {icon}
    </Link>
  );
  return (
    <Page
      title={data.name}
      sentence={data.sentence}
      crumbs={[{ label: t("calendars"), to: "/calendars" }]}
      action={
        <>
          <LinkButton to={`/calendars/${data.id}.csv?year=${data.year}&version=${data.version}`} reloadDocument icon={<Download aria-hidden size={15} />}>
            {c("csv")}
          </LinkButton>
          {data.mayEdit ? (
            <LinkButton tone="primary" to={`/calendars/${data.id}/edit`} icon={<Pencil aria-hidden size={15} />}>
              {c("edit")}
            </LinkButton>
          ) : null}
        </>
      }
      aside={
        <div className="no-print flex items-center gap-1">
          {step(data.year - 1, <ChevronLeft aria-hidden size={16} />, t("yearBefore"))}
          <span className="figures px-1 font-medium">{data.year}</span>
          {step(data.year + 1, <ChevronRight aria-hidden size={16} />, t("yearAfter"))}
        </div>
      }
    >
      {acted ? <Notice tone="error">{c("confirm.stale")}</Notice> : null}
      <ConfirmYear data={data} />
      <YearGrid hours={data.hours} names={data.names} today={data.today} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Sums hours={data.hours} norm={data.norm} />
        <div className="flex min-w-0 flex-col gap-5">
          <ExplainBox explain={data.explain} names={data.names} zone={data.zone} year={data.year} version={data.isNewest ? null : data.version} now={data.now} />
          <Card title={t("about.calendar")}>
            <Facts
              rows={[
                { name: t("zone"), value: data.zone },
                { name: t("code"), value: data.code },
                ...(data.confirmed.length > 0
                  ? [{ name: c("confirmed"), value: data.confirmed.map((row) => <span key={row.year} className="block">{c(row.isOlder ? "confirm.doneOld" : "confirm.done", { year: row.year, by: row.by })} <span className="text-sm text-muted"><Time at={row.at} zone={data.viewerZone} /></span></span>) }]
                  : []),
                { name: t("departments"), value: data.departments.map((row) => <Link key={row.id} to={`/departments/${row.id}`} className="door mr-3 inline-block py-0.5">{row.name}</Link>) },
                {
                  name: t("versions"),
                  value: data.versions.map((row) => (
                    <span key={row.number} className="block">
                      {row.number === data.version ? <strong>{row.number}</strong> : <Link to={`?version=${row.number}`} className="door">{row.number}</Link>}
                      <span className="ml-2 text-sm text-muted"><Time at={row.createdAt} zone={data.viewerZone} /> {row.by ?? c("nobody")}</span>
                      {row.number > 1 ? <Link to={`/calendars/${data.id}/compare?a=${row.number - 1}&b=${row.number}`} className="door ml-2 text-sm" aria-label={`${c("compare.with")}: ${row.number}`}>{c("compare.show")}</Link> : null}
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
