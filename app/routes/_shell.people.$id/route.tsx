import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Briefcase } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { Card, Facts } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/can.ts";
import { nameIn } from "#app/domain/names.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { formatDayShort } from "#app/format/date.ts";
import { formatDecimal } from "#app/format/number.ts";
import { fullName, personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { loadRoleGrants } from "#db/queries/accounts.server.ts";
import { loadMembershipsOf, loadPostsOf } from "#db/queries/catalogue.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "people.read");
  const { locale, today, now } = await readPageFacts(request, context);
  const { store } = context;
  const id = params.id ?? "";
  const person = (await loadPeople(store, [id]))[0];
  if (!person) throw fault(404, "not_found");
  const [memberships, posts, grants, departments] = await Promise.all([loadMembershipsOf(store, [id]), loadPostsOf(store, id), loadRoleGrants(store, id), loadDepartments(store, "all")]);
  const names = new Map(departments.map((row) => [row.id, nameIn(row.name, locale)]));
  const rows = memberships.filter((row) => row.to !== row.from).map((row, index) => ({ ...row, id: String(index), department: names.get(row.departmentId) ?? "", position: nameIn(row.position, locale), isNow: row.from <= today && (row.to === null || today < row.to) }));
  const current = rows.find((row) => row.isNow);
  const t = translateIn(locale, "catalogue");
  return json({
    id,
    mayExport: can(viewer.actor, "privacy.export", { personIds: [id] }),
    mayEdit: person.archivedAt === null && can(viewer.actor, "people.edit"),
    name: personName(person, locale),
    full: fullName(person, locale),
    sentence: current ? t("sentence.person", { position: current.position, department: current.department }) : t("sentence.personGone"),
    number: person.personnelNumber,
    email: person.email,
    rows,
    posts: posts.filter((post) => post.to !== post.from).map((post) => ({ ...post, department: names.get(post.departmentId) ?? "", isNow: post.from <= today && (post.to === null || today < post.to) })),
    roles: [...new Set(grants.filter((grant) => grant.from <= now && (grant.to === null || now < grant.to)).map((grant) => grant.role))],
  });
}

export default function Person() {
  const data = useLoaderData<typeof loader>();
  const t = useT("catalogue");
  const organisation = useT("organisation");
  const common = useT("common");
  const locale = useLocale();
  const until = (to: string | null) => (to === null ? t("toNow") : formatDayShort(addDays(to, -1), locale));
  const posts = data.posts.map((post) => (
    <Link key={post.departmentId + post.from} to={`/departments/${post.departmentId}`} className="block">
      <span className="door">{common(`role.${post.post}`)}, {post.department}</span>
      <span className="figures ml-2 text-sm text-muted">{formatDayShort(post.from, locale)} – {until(post.to)}</span>
    </Link>
  ));
  return (
    <Page title={data.name} sentence={data.sentence} crumbs={[{ label: t("people"), to: "/people" }]} width="reading" action={data.mayEdit ? <LinkButton to={`/people/${data.id}/edit`}>{common("edit")}</LinkButton> : null}>
      <Card>
        <Facts
          rows={[
            { name: t("fullName"), value: data.full },
            { name: t("personnelNumber"), value: <span className="figures">{data.number}</span> },
            ...(data.email ? [{ name: t("email"), value: <a href={`mailto:${data.email}`} className="door">{data.email}</a> }] : []),
            ...(posts.length > 0 ? [{ name: t("posts"), value: posts }] : []),
            ...(data.roles.length > 0 ? [{ name: t("roles"), value: data.roles.map((role) => common(`role.${role}`)).join(", ") }] : []),
          ]}
        />
        {data.mayExport ? (
          <p className="mt-4">
            <a href={`/people/${data.id}/data.json`} className="door">
              {t("personData")}
            </a>
          </p>
        ) : null}
      </Card>
      <Card title={t("memberships")} aside={data.mayEdit ? <Link to={`/people/${data.id}/places`} className="font-medium text-accent hover:underline">{organisation("place.add")}</Link> : undefined} flush>
        <DataTable
          label={t("memberships")}
          rows={data.rows}
          rowKey={(row) => row.id}
          rowTo={(row) => `/departments/${row.departmentId}`}
          columns={[
            { id: "department", header: common("department"), cell: (row) => row.department },
            { id: "position", header: t("position"), cell: (row) => row.position },
            { id: "employment", header: t("employment"), cell: (row) => t(`employment.${row.employment}`) },
            { id: "fte", header: t("fte"), cell: (row) => formatDecimal(row.fte, locale), align: "end", explain: t("fte.explain") },
            { id: "from", header: t("from"), cell: (row) => formatDayShort(row.from, locale), align: "end" },
            { id: "to", header: t("to"), cell: (row) => until(row.to), align: "end" },
          ]}
          empty={<EmptyState icon={<Briefcase aria-hidden size={20} />} title={t("memberships.none")} />}
        />
      </Card>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.name);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
