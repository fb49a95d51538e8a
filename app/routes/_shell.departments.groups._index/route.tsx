import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Boxes } from "lucide-react";
import { LinkButton } from "#app/components/button.tsx";
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
import { readGroupRows } from "./rows.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "department.read");
  const facts = await readPageFacts(request, context);
  const { query, rows, total } = await readGroupRows(request, context, facts);
  const t = translateIn(facts.locale, "organisation");
  return json({ title: t("groups"), sentence: total > 0 ? t("groups.sentence", { count: total }) : undefined, mayEdit: can(viewer.actor, "department.edit"), query, rows, total });
}

export default function Groups() {
  const data = useLoaderData<typeof loader>();
  const t = useT("organisation");
  const catalogue = useT("catalogue");
  const common = useT("common");
  const locale = useLocale();
  return (
    <Page title={data.title} sentence={data.sentence} crumbs={[{ label: catalogue("departments"), to: "/departments" }]} action={data.mayEdit ? <LinkButton tone="primary" to="/departments/groups/new">{t("group.add")}</LinkButton> : null}>
      <div className="rounded-lg border border-line">
        <DataTable
          label={t("groups")}
          rows={data.rows}
          rowKey={(row) => row.id}
          rowTo={(row) => `/departments/groups/${row.id}`}
          query={data.query}
          total={data.total}
          searchable
          csvTo="/departments/groups.csv"
          columns={[
            { id: "name", sortable: true, header: common("name"), cell: (row) => row.name },
            { id: "code", sortable: true, header: t("code"), cell: (row) => row.code },
            { id: "representative", sortable: true, header: t("group.representative"), cell: (row) => row.representative ?? <span className="text-faint">–</span> },
            { id: "members", sortable: true, header: t("group.members"), cell: (row) => formatCount(row.members, locale), align: "end" },
          ]}
          empty={<EmptyState icon={<Boxes aria-hidden size={20} />} title={t("groups.none")}>{t("groups.none.text")}</EmptyState>}
        />
      </div>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
