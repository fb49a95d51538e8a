import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Users } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
import { CatalogueTabs } from "#app/components/catalogue-tabs.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/can.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { readPersonRows } from "./rows.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "people.read");
  const facts = await readPageFacts(request, context);
  const found = await readPersonRows(request, context, facts, "page");
  const t = translateIn(facts.locale, "catalogue");
  return json({ title: t("people"), sentence: t("sentence.people", { count: found.total }), ...found, mayEdit: can(viewer.actor, "people.edit"), mayReadRoles: can(viewer.actor, "role.read") });
}

export default function People() {
  const data = useLoaderData<typeof loader>();
  const t = useT("catalogue");
  const organisation = useT("organisation");
  const access = useT("access");
  const common = useT("common");
  const dash = <span className="text-faint">–</span>;
  return (
    <Page title={data.title} sentence={data.sentence} tabs={<CatalogueTabs />} action={data.mayEdit ? <LinkButton tone="primary" to="/people/new">{organisation("person.add")}</LinkButton> : null}>
      <div className="rounded-lg border border-line">
        <DataTable
          label={t("people")}
          rows={data.rows}
          rowKey={(row) => row.id}
          rowTo={(row) => `/people/${row.id}`}
          query={data.query}
          total={data.total}
          searchable
          csvTo="/people.csv"
          tools={
            <>
              <LinkButton to="/people/levels" tone="quiet" size="small">{t("levels")}</LinkButton>
              {data.mayReadRoles ? <LinkButton to="/settings/roles" tone="quiet" size="small">{access("roles")}</LinkButton> : null}
              {data.mayEdit ? <LinkButton to="/people/import" tone="quiet" size="small">{organisation("import")}</LinkButton> : null}
            </>
          }
          filters={[{ name: "department", label: common("department"), options: data.departments }]}
          columns={[
            { id: "name", header: common("person"), cell: (row) => row.name, sortable: true },
            { id: "number", header: t("personnelNumber"), cell: (row) => <span className="figures">{row.number}</span>, sortable: true },
            { id: "department", header: common("department"), cell: (row) => row.department ?? dash },
            { id: "position", header: t("position"), cell: (row) => row.position ?? dash },
            { id: "email", header: t("email"), cell: (row) => row.email ?? dash },
          ]}
          empty={<EmptyState icon={<Users aria-hidden size={20} />} title={t("people.none")}>{t("people.none.text")}</EmptyState>}
        />
      </div>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
