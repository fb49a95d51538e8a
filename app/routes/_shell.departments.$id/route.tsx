import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { ArrowUpRight, Handshake, Users } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { Card, Facts } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { KeptFigure } from "#app/components/kept-figure.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { StateChip } from "#app/components/state-chip.tsx";
import { formatPeriod } from "#app/format/date.ts";
import { formatCount, formatDecimal } from "#app/format/number.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { type DepartmentPage, readDepartmentPage } from "./read.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "department.read");
  const facts = await readPageFacts(request, context);
  const page = await readDepartmentPage(params.id ?? "", context, viewer, facts);
  const t = translateIn(facts.locale, "catalogue");
  const sentence = page.readable
    ? t("sentence.department", { count: page.total, given: page.given.length, received: page.received.length })
    : t("sentence.departmentPeople", { count: page.total });
  return json({ ...page, sentence });
}

export default function Department() {
  const data = useLoaderData<typeof loader>();
  const t = useT("catalogue");
  const organisation = useT("organisation");
  const voice = useT("voice");
  const reorganisation = useT("reorganisation");
  const common = useT("common");
  const locale = useLocale();
  const links = (people: readonly { readonly id: string; readonly name: string }[]) =>
    people.length === 0 ? <span className="text-faint">{t("nobody")}</span> : people.map((person) => <Link key={person.id} to={`/people/${person.id}`} className="door mr-3">{person.name}</Link>);
  return (
    <Page
      title={data.name}
      sentence={data.sentence}
      crumbs={[{ label: t("departments"), to: "/departments" }, ...(data.parent ? [{ label: data.parent.name, to: `/departments/${data.parent.id}` }] : [])]}
      action={
        data.mayReadScores || data.maySay || data.mayEdit ? (
          <>
            {data.mayReadScores ? <LinkButton to={`/scorecards/${data.id}`} icon={<ArrowUpRight aria-hidden size={16} />}>{t("scorecard")}</LinkButton> : null}
            {data.maySay ? <LinkButton to={`/ratings/voice/new?department=${data.id}`}>{voice("new")}</LinkButton> : null}
            {data.mayEdit ? <LinkButton to={`/departments/${data.id}/edit`}>{common("edit")}</LinkButton> : null}
          </>
        ) : null
      }
    >
      {data.endedOn ? (
        <Notice action={data.endedOn.successors[0] ? <LinkButton to={`/departments/${data.endedOn.successors[0].id}`}>{data.endedOn.successors[0].name}</LinkButton> : null}>
          {data.endedOn.successors.length > 0 ? reorganisation("department.ended", { day: data.endedOn.day, successors: data.endedOn.successors.map((one) => one.name).join(", ") }) : reorganisation("department.ended.nobody", { day: data.endedOn.day })}
        </Notice>
      ) : data.isArchived ? (
        <Notice>{organisation("department.archived")}</Notice>
      ) : null}
      {data.planned.map((text) => <Notice key={text} tone="warning" action={<LinkButton to="/departments/reorganisations">{reorganisation("title")}</LinkButton>}>{text}</Notice>)}
      <Card {...(data.mayEdit ? { title: organisation("posts"), aside: <Link to={`/departments/${data.id}/posts`} className="font-medium text-accent hover:underline">{organisation("posts.change")}</Link> } : {})}>
        <Facts
          rows={[
            { name: common("role.head"), value: links(data.heads) },
            {
              name: t("deputies"),
              value:
                data.deputies.length === 0
                  ? links([])
                  : data.deputies.map((person) => (
                      <span key={person.id} className="block">
                        <Link to={`/people/${person.id}`} className="door">{person.name}</Link>
                        <span className="ml-2 text-sm text-muted">{person.standsFor}</span>
                      </span>
                    )),
            },
            ...(data.calendar ? [{ name: t("calendar"), value: <Link to={`/calendars/${data.calendar.id}`} className="door">{data.calendar.name}</Link> }] : []),
            ...(data.teams.length > 0
              ? [{ name: t("below"), value: data.teams.map((team) => <Link key={team.id} to={`/departments/${team.id}`} className="door mr-3">{team.name}</Link>) }]
              : []),
            ...(data.groups.length > 0
              ? [{ name: organisation("groups"), value: data.groups.map((group) => <Link key={group.id} to={`/departments/groups/${group.id}`} className="door mr-3">{group.name}</Link>) }]
              : []),
            ...(data.former.length > 0
              ? [{ name: reorganisation("department.former.label"), value: data.former.map((one) => <Link key={one.id} to={`/departments/${one.id}`} className="door mr-3">{`${one.name}, ${one.day}`}</Link>) }]
              : []),
            ...(data.earlierNames.length > 0 ? [{ name: reorganisation("department.named.label"), value: data.earlierNames.join("; ") }] : []),
            { name: t("code"), value: data.code },
          ]}
        />
      </Card>
      {data.showsAgreements ? (
        <div className="grid items-start gap-5 lg:grid-cols-2">
          <AgreementsCard title={t("given")} empty={t("given.none")} rows={data.given} month={data.month} />
          <AgreementsCard title={t("received")} empty={t("received.none")} rows={data.received} month={data.month} />
        </div>
      ) : null}
      <Card
        title={t("people")}
        aside={data.total > data.people.length ? <Link to={`/people?department=${data.id}`} className="font-medium text-accent hover:underline">{t("allPeople", { count: data.total })}</Link> : formatCount(data.total, locale)}
        flush
      >
        <DataTable
          label={t("people")}
          rows={data.people}
          rowKey={(row) => row.id}
          rowTo={(row) => `/people/${row.id}`}
          compact
          columns={[
            { id: "name", header: common("person"), cell: (row) => row.name },
            { id: "position", header: t("position"), cell: (row) => row.position },
            { id: "fte", header: t("fte"), cell: (row) => formatDecimal(row.fte, locale), align: "end", explain: t("fte.explain") },
          ]}
          empty={<EmptyState icon={<Users aria-hidden size={20} />} title={t("people.none")}>{t("people.none.text")}</EmptyState>}
        />
      </Card>
    </Page>
  );
}

function AgreementsCard({ title, empty, rows, month }: { readonly title: string; readonly empty: string; readonly rows: DepartmentPage["given"]; readonly month: string }) {
  const t = useT("agreements");
  const relationship = useT("relationship");
  const locale = useLocale();
  return (
    <Card title={title} flush>
      <DataTable
        label={title}
        rows={rows}
        rowKey={(row) => row.id}
        rowTo={(row) => `/agreements/${row.id}`}
        compact
       
        columns={[
          { id: "side", header: t("otherSide"), cell: (row) => row.side },
          { id: "state", header: t("state"), cell: (row) => <StateChip state={row.state} size="small" /> },
          { id: "obligations", header: t("obligations"), cell: (row) => formatCount(row.obligations, locale), align: "end" },
          { id: "pair", header: relationship("title"), cell: (row) => (row.pair ? <Link to={row.pair} className="door">{relationship("door")}</Link> : "–") },
          { id: "kept", header: t("keptIn", { month: formatPeriod(month, locale) }), cell: (row) => <KeptFigure kept={row.kept} />, align: "end" },
        ]}
        empty={<EmptyState icon={<Handshake aria-hidden size={20} />} title={empty} />}
      />
    </Card>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.name);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
