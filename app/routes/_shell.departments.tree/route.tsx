import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Card } from "#app/components/card.tsx";
import { CatalogueTabs } from "#app/components/catalogue-tabs.tsx";
import { LinkButton } from "#app/components/button.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { nameIn } from "#app/domain/names.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople, loadPosts } from "#db/queries/people.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireActor(request, context, "department.read");
  const { locale, today } = await readPageFacts(request, context);
  const { store } = context;
  const [departments, posts] = await Promise.all([loadDepartments(store), loadPosts(store, today)]);
  const heads = posts.filter((row) => row.post === "head");
  const people = new Map((await loadPeople(store, heads.map((row) => row.personId))).map((row) => [row.id, personName(row, locale)]));
  const known = new Set(departments.map((row) => row.id));
  return json({
    title: translateIn(locale, "catalogue")("departments"),
    // Below a department that is archived meanwhile a row stands at the top.
    rows: departments.map((row) => ({
      id: row.id, parentId: row.parentId !== null && known.has(row.parentId) ? row.parentId : null, name: nameIn(row.name, locale), isTeam: row.isTeam,
      head: heads.filter((post) => post.departmentId === row.id).map((post) => people.get(post.personId) ?? "").join(", "),
    })),
  });
}

type Row = { readonly id: string; readonly parentId: string | null; readonly name: string; readonly isTeam: boolean; readonly head: string };

export default function Tree() {
  const { title, rows } = useLoaderData<typeof loader>();
  const t = useT("organisation");
  return (
    <Page title={title} sentence={t("tree.sentence")} tabs={<CatalogueTabs open="/departments" />} action={<LinkButton to="/departments">{t("list")}</LinkButton>}>
      <Card>
        <Branch rows={rows} parentId={null} />
      </Card>
    </Page>
  );
}

function Branch({ rows, parentId }: { readonly rows: readonly Row[]; readonly parentId: string | null }) {
  const t = useT("catalogue");
  const own = rows.filter((row) => row.parentId === parentId);
  if (own.length === 0) return null;
  return (
    <ul className={parentId === null ? "flex flex-col gap-1" : "mt-1 ml-1.5 flex flex-col gap-1 border-l border-line pl-4"}>
      {own.map((row) => (
        <li key={row.id}>
          <Link to={`/departments/${row.id}`} className="door">{row.name}</Link>
          {row.isTeam ? <span className="ml-2 text-sm text-faint">{t("kind.team")}</span> : null}
          {row.head ? <span className="ml-2 text-sm text-muted">{row.head}</span> : null}
          <Branch rows={rows} parentId={row.id} />
        </li>
      ))}
    </ul>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
