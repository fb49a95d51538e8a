import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Building2 } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { CatalogueTabs } from "#app/components/catalogue-tabs.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/can.ts";
import { formatCount } from "#app/format/number.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { readDepartmentRows } from "./rows.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "department.read");
  const facts = await readPageFacts(request, context);
  const { query, rows, total, everything } = await readDepartmentRows(request, context, facts);
  const t = translateIn(facts.locale, "catalogue");
  const serving = everything.filter((row) => row.given > 0).length;
  const sentence = t("sentence.departments", { count: everything.filter((row) => !row.isTeam).length, serving, people: everything.reduce((sum, row) => sum + row.people, 0) });
  return json({ title: t("departments"), sentence, query, rows, total, mayEdit: can(viewer.actor, "department.edit") });
}

export default function Departments() {
  const data = useLoaderData<typeof loader>();
  const t = useT("catalogue");
  const organisation = useT("organisation");
  const reorganisation = useT("reorganisation");
  const common = useT("common");
  const locale = useLocale();
  return (
    <Page title={data.title} sentence={data.sentence} tabs={<CatalogueTabs />} action={data.mayEdit ? <LinkButton tone="primary" to="/departments/new">{organisation("department.add")}</LinkButton> : null}>
      <div className="rounded-lg border border-line">
        <DataTable
          label={t("departments")}
          rows={data.rows}
          rowKey={(row) => row.id}
          rowTo={(row) => `/departments/${row.id}`}
          query={data.query}
          total={data.total}
          searchable
          csvTo="/departments.csv"
          tools={
            <>
              <LinkButton to="/departments/tree" tone="quiet" size="small">{organisation("tree")}</LinkButton>
              <LinkButton to="/departments/groups" tone="quiet" size="small">{organisation("groups")}</LinkButton>
              <LinkButton to="/departments/reorganisations" tone="quiet" size="small">{reorganisation("title")}</LinkButton>
            </>
          }
          filters={[{ name: "kind", label: t("kind"), options: [{ value: "department", label: t("kind.department") }, { value: "team", label: t("kind.team") }] }]}
          columns={[
            {
              id: "name",
              header: common("department"),
              cell: (row) => (
                <>
                  {row.name}
                  {row.isTeam ? <span className="ml-2 text-sm font-normal text-faint">{t("teamOf", { department: row.parent ?? "" })}</span> : null}
                </>
              ),
              sortable: true,
            },
            { id: "head", header: common("role.head"), cell: (row) => row.head ?? <span className="text-faint">–</span>, sortable: true },
            { id: "people", header: t("people"), cell: (row) => formatCount(row.people, locale), align: "end", sortable: true },
            { id: "given", header: t("given"), cell: (row) => formatCount(row.given, locale), align: "end", sortable: true, explain: t("given.explain") },
            { id: "received", header: t("received"), cell: (row) => formatCount(row.received, locale), align: "end", sortable: true, explain: t("received.explain") },
          ]}
          empty={<EmptyState icon={<Building2 aria-hidden size={20} />} title={t("empty.title")}>{t("empty.text")}</EmptyState>}
        />
      </div>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
